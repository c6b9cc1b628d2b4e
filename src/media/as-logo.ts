/** The firm's logo as every document carries it: small enough for each of them, in colours that PDF/A knows, without metadata. */
import { UserError } from "../kernel/errors.ts";
import { MOST_PIXELS } from "./grey-picture.ts";
import { sniffFormat } from "./sniff-format.ts";

/** Twice what a letterhead's width takes at 300 dots an inch. */
const LONGEST_SIDE = 1200;

/**
 * A PNG of a PNG or JPEG, upright, in sRGB and without transparency: paper is white, and PDF/A asks more of what is seen through.
 * @throws UserError `logo-format`, `logo-damaged`, naming the file.
 */
export async function asLogo(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const format = sniffFormat(bytes);
  if (format !== "png" && format !== "jpeg") throw new UserError("logo-format", { name });
  const { default: sharp } = await import("sharp");
  try {
    return await sharp(bytes, { failOn: "truncated", limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .png()
      .toBuffer();
  } catch {
    throw new UserError("logo-damaged", { name });
  }
}
