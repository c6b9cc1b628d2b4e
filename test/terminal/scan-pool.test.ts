/** Scans are read on threads of the built program: one after the other on each, whatever the one before came to. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openScanPool } from "../../src/cli/scan-pool.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/scan-worker.cjs", import.meta.url));

test("one thread reads scan after scan, also after one that cannot be read", async () => {
  const pool = openScanPool(BUNDLE, 1);
  try {
    const good = await pdfOf([{ text: "Sopimus" }]);
    const files = [good, good.subarray(0, 300), await jpegSheet(), Buffer.from("no scan"), good];
    const read = await Promise.all(
      files.map((bytes, index) =>
        pool.read(bytes, `scan-${index}`).then(
          ({ facts, text }) => [facts.format, facts.codes.map(({ contract }) => contract), text],
          (error: unknown) => (error instanceof UserError ? error.code : String(error)),
        ),
      ),
    );
    expect(read).toEqual([
      ["pdf", [], "Sopimus"],
      "scan-truncated",
      ["jpeg", ["2026-0117"], ""],
      "scan-unknown-format",
      ["pdf", [], "Sopimus"],
    ]);
  } finally {
    await pool.close();
  }
});
