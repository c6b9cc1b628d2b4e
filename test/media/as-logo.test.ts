/** A logo as every document carries it, looked at with sharp. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { asLogo } from "../../src/media/as-logo.ts";

const facts = async (png: Uint8Array) => {
  const { format, space, channels, hasAlpha, icc, exif } = await sharp(png).metadata();
  return { format, space, channels, hasAlpha, metadata: [icc, exif].some((part) => part !== undefined) };
};
const PLAIN = { format: "png", space: "srgb", channels: 3, hasAlpha: false, metadata: false };

test("what was transparent is white", async () => {
  const clear = { create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } } as const;
  const logo = await asLogo(await sharp(clear).png().toBuffer(), "logo.png");
  expect(await facts(logo)).toEqual(PLAIN);
  expect([...(await sharp(logo).raw().toBuffer())].every((value) => value === 255)).toBe(true);
});

test("inks become the colours of a screen, and a profile stays behind", async () => {
  const inks = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#ff8000" } })
    .toColourspace("cmyk")
    .withIccProfile("cmyk")
    .jpeg()
    .toBuffer();
  expect((await sharp(inks).metadata()).space).toBe("cmyk");
  const logo = await asLogo(inks, "logo.jpg");
  expect(await facts(logo)).toEqual(PLAIN);
  const [red = 0, green = 0, blue = 0] = await sharp(logo).raw().toBuffer();
  expect([red > 200, green > 80 && green < 180, blue < 100]).toEqual([true, true, true]);
});

test("grey with a clear ground too", async () => {
  const grey = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 90, g: 90, b: 90, alpha: 0.5 } } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
  expect(await facts(await asLogo(grey, "logo.png"))).toEqual(PLAIN);
});

test("what is no picture, or only the first half of one, is refused by name", async () => {
  const whole = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#336699" } })
    .jpeg()
    .toBuffer();
  await expect(asLogo(Buffer.from("<svg/>"), "logo.svg")).rejects.toMatchObject({ code: "logo-format" });
  await expect(asLogo(whole.subarray(0, whole.length / 2), "logo.jpg")).rejects.toMatchObject({ code: "logo-damaged" });
});
