import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { withoutTraces } from "../../src/media/without-traces.ts";
import { pdfOf } from "../support/build-scan.ts";

/** Left half black, right half white, 80 × 40, taken with the camera on its side. */
const sideways = async (orientation: number): Promise<Buffer> =>
  sharp(Buffer.from('<svg width="80" height="40"><rect width="80" height="40" fill="#fff"/><rect width="40" height="40"/></svg>'))
    .withExif({ IFD0: { Make: "Kamera", Model: "K1" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "61/1 29/1 52/1" } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();

const greyAt = async (picture: Uint8Array, left: number, top: number): Promise<number> =>
  (await sharp(picture).extract({ left, top, width: 1, height: 1 }).greyscale().raw().toBuffer())[0] as number;

describe("a photo that leaves the house", () => {
  it("stands upright and says neither where nor with what it was taken", async () => {
    const original = await sideways(6);
    expect((await sharp(original).metadata()).exif?.toString("latin1")).toContain("Kamera");
    const clean = await withoutTraces(original, 1000);
    expect(Buffer.from(clean).toString("latin1")).not.toMatch(/Kamera|Exif|GPS|adobe|photoshop/iu);
    expect(await sharp(clean).metadata()).toMatchObject({ format: "jpeg", width: 40, height: 80 });
    expect(await greyAt(clean, 20, 5)).toBeLessThan(40);
    expect(await greyAt(clean, 20, 75)).toBeGreaterThan(215);
  });

  it("is no larger than asked, and never enlarged", async () => {
    const original = await sideways(1);
    expect(await sharp(await withoutTraces(original, 40)).metadata()).toMatchObject({ width: 40, height: 20 });
    expect(await sharp(await withoutTraces(original, 4000)).metadata()).toMatchObject({ width: 80, height: 40 });
  });

  it("shows white where it was transparent", async () => {
    const png = await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer();
    expect(await greyAt(await withoutTraces(png, 100), 5, 5)).toBe(255);
  });

  it("is refused when it is no photo, or damaged", async () => {
    const half = (await sideways(1)).subarray(0, 300);
    for (const bytes of [await pdfOf(["empty"]), Buffer.from("kuva"), half])
      await expect(withoutTraces(bytes, 100)).rejects.toMatchObject({ name: "UserError", code: "picture-unreadable" });
  });
});
