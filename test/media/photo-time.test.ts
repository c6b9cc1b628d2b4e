/** When a photo was taken, from real EXIF. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { readPhotoTime } from "../../src/media/photo-time.ts";

const taken = async (exif: Record<string, string>, format: "jpeg" | "png" = "jpeg"): Promise<Uint8Array> =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: "grey" } })
    .withExif({ IFD2: exif })
    .toFormat(format)
    .toBuffer();

test.each(["jpeg", "png"] as const)("the camera's wall clock in a %s, with its distance from UTC where it is known", async (format) => {
  const time = { DateTimeOriginal: "2026:05:20 14:30:05" };
  expect(await readPhotoTime(await taken(time, format))).toEqual({ wallClock: "2026-05-20 14:30:05", offset: null });
  expect(await readPhotoTime(await taken({ ...time, OffsetTimeOriginal: "+03:00" }, format))).toEqual({
    wallClock: "2026-05-20 14:30:05",
    offset: "+03:00",
  });
});

test("nothing where the camera did not say, where it said nonsense, and where it is no photo", async () => {
  expect(await readPhotoTime(await taken({ LensModel: "x" }))).toBeNull();
  expect(await readPhotoTime(await taken({ DateTimeOriginal: "0000:00:00" }))).toBeNull();
  expect(await readPhotoTime(await taken({ DateTimeOriginal: "2026:05:20 14:30:05", OffsetTimeOriginal: "late" }))).toMatchObject({
    offset: null,
  });
  expect(await readPhotoTime(Buffer.from("no photo"))).toBeNull();
  expect(await readPhotoTime(new Uint8Array())).toBeNull();
});
