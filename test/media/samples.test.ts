import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import exifr from "exifr";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readScan } from "../../src/media/read-scan.ts";
import { withoutTraces } from "../../src/media/without-traces.ts";

const SAMPLES = fileURLToPath(new URL("../../../shared/samples", import.meta.url));
const here = existsSync(SAMPLES);
if (!here) process.stderr.write(`skipped: the sample files are not in ${SAMPLES}\n`);
const sample = (path: string): Uint8Array => readFileSync(join(SAMPLES, path));

describe.skipIf(!here)("files that nobody here made", () => {
  it.each([
    ["scans/imagemagick-CCITTFaxDecode.pdf", "pdf", 1, "picture"],
    ["scans/grayscale-image.pdf", "pdf", 1, "picture"],
    ["scans/google-doc-document.pdf", "pdf", 1, "text"],
    ["scans/pdflatex-4-pages.pdf", "pdf", 4, "text"],
    ["scans/002-trivial-libre-office-writer.pdf", "pdf", 1, "text"],
    ["scans/libreoffice-form.pdf", "pdf", 1, "text"],
    ["scans/with-attachment.pdf", "pdf", 1, "text"],
    ["scans/crazyones-pdfa.pdf", "pdf", 1, "text"],
    ["photos/DSCN0010.jpg", "jpeg", 1, "picture"],
    ["photos/IMG_5195.HEIC", "heic", 1, "picture"],
    ["photos/portrait_6.jpg", "jpeg", 1, "picture"],
    ["photos/landscape_3.jpg", "jpeg", 1, "picture"],
    ["photos/image01137.jpg", "jpeg", 1, "picture"],
    ["photos/Jobagent.tiff", "tiff", 1, "picture"],
    ["photos/no_exif.jpg", "jpeg", 1, "picture"],
    ["photos/BlueSquare.jpg", "jpeg", 1, "picture"],
  ])("%s is a %s of %i page(s), %s", async (path, format, pages, content) => {
    expect(await readScan(sample(path), path)).toEqual({ format, pages, content, encrypted: false, codes: [], notes: [] });
  });

  it("keeps the encrypted one, and refuses the truncated one and a cut HEIC", async () => {
    expect(await readScan(sample("scans/libreoffice-writer-password.pdf"), "a.pdf")).toEqual({
      format: "pdf",
      pages: null,
      content: "unknown",
      encrypted: true,
      codes: [],
      notes: ["encrypted"],
    });
    await expect(readScan(sample("scans/truncated.pdf"), "a.pdf")).rejects.toMatchObject({ code: "scan-truncated" });
    await expect(readScan(sample("photos/IMG_5195.HEIC").subarray(0, 200_000), "a.heic")).rejects.toMatchObject({ code: "scan-truncated" });
  });

  it.each(["DSCN0010.jpg", "IMG_5195.HEIC"])("%s leaves the house without position and device", async (name) => {
    const original = sample(`photos/${name}`);
    expect(await exifr.gps(Buffer.from(original))).toMatchObject({ latitude: expect.any(Number) });
    const clean = Buffer.from(await withoutTraces(original, 1600));
    expect(await exifr.parse(clean, true).catch(() => undefined)).not.toMatchObject({ Make: expect.anything() });
    const { exif, xmp, iptc, icc } = await sharp(clean).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
  });

  it.each([
    ["portrait_6.jpg", 450, 600],
    ["landscape_3.jpg", 600, 450],
  ])("%s leaves it upright", async (name, width, height) => {
    const { width: w, height: h, orientation } = await sharp(await withoutTraces(sample(`photos/${name}`), 1600)).metadata();
    expect([w, h, orientation]).toEqual([width, height, undefined]);
  });
});
