/** What leaves the house: the picture as it looks, upright, without where and on which device it was taken. The archived original stays as it is. */
import { UserError } from "../kernel/errors.ts";
import { decodeHeic } from "./decode-heic.ts";
import { MOST_PIXELS } from "./grey-picture.ts";
import { sniffFormat } from "./sniff-format.ts";

const QUALITY = 88;

/**
 * A JPEG of a photo (JPEG, PNG, TIFF or HEIC), turned upright by its EXIF and then without any metadata; a transparent ground becomes white.
 * @param longestSide In pixels; a smaller photo keeps its size.
 * @throws UserError `picture-unreadable`.
 */
export async function withoutTraces(bytes: Uint8Array, longestSide: number): Promise<Uint8Array> {
  const format = sniffFormat(bytes);
  if (format === null || format === "pdf") throw unreadable();
  try {
    const { default: sharp } = await import("sharp");
    // The HEIC decoder knows no limit: what would be too large is not given to it.
    if (format === "heic") await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    const decodable = format === "heic" ? await decodeHeic(bytes) : bytes;
    // Sharp writes no EXIF, XMP, IPTC or profile unless it is told to.
    return await sharp(decodable, { failOn: "truncated", limitInputPixels: MOST_PIXELS })
      .rotate()
      .flatten({ background: "white" })
      .resize(longestSide, longestSide, { fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .jpeg({ quality: QUALITY })
      .toBuffer();
  } catch {
    throw unreadable();
  }
}

const unreadable = (): UserError => new UserError("picture-unreadable");
