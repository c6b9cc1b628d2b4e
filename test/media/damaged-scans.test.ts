import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/kernel/errors.ts";
import { readScan } from "../../src/media/read-scan.ts";
import { jpegSheet, pdfOf, pngSheet, tiffSheets } from "../support/build-scan.ts";

/** Every run damages the same bytes: a failure can be repeated. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Facts or a refusal in the user's words: anything else is a bug. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const facts = await readScan(bytes, "scan");
    return facts.pages === null || facts.pages >= 1 ? "facts" : `facts without pages: ${JSON.stringify(facts)}`;
  } catch (error) {
    return error instanceof UserError && error.code.startsWith("scan-") ? "refused" : `${error}`;
  }
}

const ROUNDS = 40;

describe.each(["pdf", "jpeg", "png", "tiff"] as const)("a damaged %s", (format) => {
  let good: Buffer;
  beforeAll(async () => {
    const small = { dpi: 40, code: null };
    const make = {
      pdf: async () => pdfOf([{ text: "Sopimus" }, { picture: await jpegSheet(small) }], { size: "A7" }),
      jpeg: () => jpegSheet(small),
      png: () => pngSheet(small),
      tiff: () => tiffSheets(2, 40),
    };
    good = await make[format]();
  });

  it("is facts or a refusal when bits are flipped", async () => {
    const roll = dice(2026);
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = Buffer.from(good);
      // Early bytes hold the structure, which breaks most.
      for (let flips = 1 + roll(6); flips > 0; flips -= 1) {
        const at = roll(2) === 0 ? roll(Math.min(600, bytes.length)) : roll(bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 << roll(8));
      }
      expect(await outcome(bytes), `round ${round}`).toMatch(/^(?:facts|refused)$/u);
    }
  });

  it("is refused when it is cut off anywhere", async () => {
    const roll = dice(522);
    for (let round = 0; round < ROUNDS; round += 1) {
      const length = 1 + roll(good.length - 64);
      expect(await outcome(good.subarray(0, length)), `${length} of ${good.length} bytes`).toBe("refused");
    }
  });
});
