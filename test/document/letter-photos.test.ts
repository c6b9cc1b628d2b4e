/** Photos in the letter: which of them, on which side of their finding, and what is said of them. */
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { LetterValues } from "../../src/document/letter/letter.ts";
import { photosShown, renderLetter } from "../../src/document/render-letter.ts";
import type { Finding } from "../../src/inspection/inspection.ts";
import { buildBilling, buildCharge, buildPartyContract, buildSource } from "../support/build-billing.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, insideOf, textOf, textOfPages } from "../support/read-document.ts";
import { isDictionary, nameOf, PdfObjects } from "../support/read-pdf-objects.ts";

const contract = buildPartyContract({ language: "en" });
const ref = (name: string) => ({ sha256: `sha-${name}`, name: `${name}.jpg`, takenAt: null });
let bytes = new Uint8Array();
beforeAll(async () => {
  bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#808080" } })
    .jpeg()
    .toBuffer();
});

/** A letter about one crack, with photos of names. A finding of the hand-over is a scratch. */
function valuesWith(after: readonly string[], before: readonly string[], more: Partial<Finding> = {}): LetterValues {
  const walk = (finding: Finding) => [buildLineFacts({ groups: [buildGroup({ count: 3, findings: [finding] })] })];
  const billing = buildBilling({ contract, charges: [buildCharge({ source: buildSource() })] });
  const inspection = buildInspection({ lines: walk(buildFinding({ photos: after.map(ref), ...more })) });
  const scratch = buildFinding({ type: "scratched", photos: before.map(ref) });
  const baseline = buildInspection({ kind: "handover", load: 0, lines: walk(scratch) });
  const pictures = new Map([...after, ...before].map((name) => [ref(name).sha256, Uint8Array.from(bytes)]));
  return { billing, contract, terms: buildTerms(), inspection, baseline, pictures };
}

/** In the order of the file, which is the order of the structure; NBSP as spaces. */
const altsOf = (pdf: Uint8Array): string[] =>
  [...new PdfObjects(pdf).all.values()].flatMap(({ value }) =>
    isDictionary(value) && nameOf(value.S) === "Figure" && String(value.Alt).includes(".jpg")
      ? [String(value.Alt).replaceAll("\u00A0", " ")]
      : [],
  );

describe("before and after", () => {
  test("stand under one another's caption, two on each side, with a count of further ones", async () => {
    const values = valuesWith(["a1", "a2", "a3", "a4"], ["b1", "b2", "b3"]);
    const pdf = await renderLetter(values, assetsIn("en"));
    expect(await textOf(pdf)).toContain("Hand-over 15 May 2026, one more photo Return 20 May 2026, 2 more photos");
    expect(altsOf(pdf)).toEqual([
      "Hand-over 15 May 2026. Photo: Taittotuoli, musta, scratched (b1.jpg)",
      "Hand-over 15 May 2026. Photo: Taittotuoli, musta, scratched (b2.jpg)",
      "Return 20 May 2026. Photo: Taittotuoli, musta, cracked (a1.jpg)",
      "Return 20 May 2026. Photo: Taittotuoli, musta, cracked (a2.jpg)",
    ]);
    expect(insideOf(pdf).match(/\/Subtype \/Image/gu)).toHaveLength(4);
  });

  test("only those are asked for that are shown", () => {
    expect(photosShown(valuesWith(["a1", "a2", "a3"], ["b1"])).map(({ name }) => name)).toEqual(["b1.jpg", "a1.jpg", "a2.jpg"]);
    expect(photosShown(valuesWith([], ["b1"]))).toEqual([]);
  });

  test("those of the same kind of finding come before others of the line", () => {
    const values = valuesWith(["a1"], ["b1"], { type: "scratched" });
    const [line] = values.baseline?.lines ?? [];
    const crack = buildGroup({ findings: [buildFinding({ photos: [ref("other")] })] });
    const baseline = buildInspection({
      kind: "handover",
      load: 0,
      lines: [{ ...buildLineFacts(), groups: [crack, ...(line?.groups ?? [])] }],
    });
    expect(photosShown({ ...values, baseline }).map(({ name }) => name)).toEqual(["b1.jpg", "a1.jpg"]);
  });

  test("without photos of the return there are none, and one that was lost leaves the other", async () => {
    const none = valuesWith([], ["b1"]);
    expect(insideOf(await renderLetter(none, assetsIn("en")))).not.toContain("/Subtype /Image");
    const values = valuesWith(["a1", "a2"], []);
    const pdf = await renderLetter({ ...values, pictures: new Map([[ref("a2").sha256, bytes]]) }, assetsIn("en"));
    expect(altsOf(pdf).length).toBe(1);
    expect(await textOf(pdf)).toContain("Return 20 May 2026, one more photo");
  });

  test("stay on the page of their finding and its sum", async () => {
    const values = valuesWith(["a1"], ["b1"], { note: "Pitkä huomio. ".repeat(45).trim() });
    const pages = await textOfPages(await renderLetter(values, assetsIn("en")));
    const [page] = pages.filter((text) => text.includes("Taittotuoli, musta €194.70"));
    expect(page).toContain("Return 20 May 2026");
    expect(page).toContain("Clause 5.2");
  });
});
