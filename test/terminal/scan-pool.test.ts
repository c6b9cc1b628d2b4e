/** Scans are read on threads of the built program: one after the other on each, whatever the one before came to. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScansHere } from "../../src/app/read-scans-here.ts";
import { openScanPool } from "../../src/cli/scan-pool.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { PdfRefused } from "../../src/media/open-pdf.ts";
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

/** A HEIC by its first bytes, and nothing that could be shown behind them. */
const BROKEN_HEIC = Buffer.concat([Buffer.from("00000018667479706865696300000000686569636d69663100000400", "hex"), Buffer.alloc(4_000, 7)]);

test("the same thread proves photos, and goes on after one that is none", async () => {
  const pool = openScanPool(BUNDLE, 1);
  try {
    const proven = (bytes: Uint8Array, name: string): Promise<unknown> =>
      pool.prove(bytes, name).then(
        () => "proven",
        (error: unknown) => (error instanceof UserError ? error.code : String(error)),
      );
    const [photo, sheet] = [await jpegSheet({ code: null }), await jpegSheet()];
    expect(await Promise.all([proven(photo, "a.jpg"), proven(BROKEN_HEIC, "b.heic"), proven(photo, "c.jpg")])).toEqual([
      "proven",
      "picture-unreadable",
      "proven",
    ]);
    expect((await pool.read(sheet, "d.jpg")).facts.format).toBe("jpeg");
  } finally {
    await pool.close();
  }
});

test("pages are read and drawn on it, too, and what PDFium refuses comes back as that", async () => {
  const pool = openScanPool(BUNDLE, 1);
  const scan = (bytes: Uint8Array) => ({ bytes, format: "pdf" as const, name: "a.pdf" });
  try {
    const good = await pdfOf([{ text: "Sopimus" }, { text: "Ehdot" }]);
    expect(await pool.texts(scan(good))).toEqual(["Sopimus", "Ehdot"]);
    const [drawn, here] = [await pool.draw(scan(good), 1), await readScansHere.draw(scan(good), 1)];
    expect([drawn.width, drawn.height, Buffer.compare(drawn.data, here.data)]).toEqual([here.width, here.height, 0]);
    await expect(pool.draw(scan(good), 2)).rejects.toMatchObject({ reason: "unreadable" });
    await expect(pool.texts(scan(await pdfOf([{ text: "Hei" }], { userPassword: "salasana" })))).rejects.toBeInstanceOf(PdfRefused);
    expect(await pool.texts(scan(good))).toHaveLength(2);
  } finally {
    await pool.close();
  }
});
