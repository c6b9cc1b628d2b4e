/** Pictures to grey pixels, upright by their EXIF, never larger than reading needs. */
import { UserError } from "../kernel/errors.ts";
import type { Budget } from "./budget.ts";
import { decodeHeic } from "./decode-heic.ts";
import { heicIsCut, pngIsCut, tiffIsCut } from "./file-ends.ts";
import { type GreyPicture, LONGEST_SIDE, MOST_PIXELS } from "./grey-picture.ts";
import type { ScanFormat } from "./scan-facts.ts";

export type PictureFormat = Exclude<ScanFormat, "pdf">;

const truncated = (name: string): UserError => new UserError("scan-truncated", { name, kind: "picture" });

/** How many pages a picture file has: more than one only in a TIFF. @throws UserError `scan-…`. */
export async function countPages(bytes: Uint8Array, format: PictureFormat, name: string): Promise<number> {
  if (isCut(bytes, format)) throw truncated(name);
  const { default: sharp } = await import("sharp");
  // The header is read without a limit so that a picture that is too large is told from one that is broken.
  const facts = await sharp(bytes, { limitInputPixels: false, failOn: "none" })
    .metadata()
    .catch((error: unknown) => {
      throw explain(error, name);
    });
  if (facts.width * facts.height > MOST_PIXELS)
    throw new UserError("scan-too-many-pixels", { name, width: facts.width, height: facts.height, most: MOST_PIXELS / 1_000_000 });
  return format === "tiff" ? (facts.pages ?? 1) : 1;
}

/** What the file's own marks of its end say; a JPEG shows it only when it is decoded. */
function isCut(bytes: Uint8Array, format: PictureFormat): boolean {
  if (format === "png") return pngIsCut(bytes);
  if (format === "tiff") return tiffIsCut(bytes);
  return format === "heic" && heicIsCut(bytes);
}

function explain(error: unknown, name: string): Error {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/premature|truncat|unexpected end|end of (?:file|stream)|read error|short read/iu.test(message)) return truncated(name);
  if (/timeout/iu.test(message)) return new UserError("scan-too-slow", { name });
  return new UserError("scan-unreadable", { name, kind: "picture" });
}

/**
 * One page of a picture file in grey, all of it decoded, so that what is cut off shows.
 * @param page Counts from 0; only a TIFF has more than one.
 * @throws UserError `scan-truncated`, `scan-unreadable`.
 */
export async function decodePicture(
  bytes: Uint8Array,
  format: PictureFormat,
  name: string,
  page: number,
  budget: Budget,
): Promise<GreyPicture> {
  try {
    // Before the HEIC decoder, which cannot be stopped: on a slow machine it would leave nothing for what can.
    const seconds = Math.max(1, Math.ceil(budget.left() / 1000));
    const decodable = format === "heic" ? await decodeHeic(bytes) : bytes;
    const { default: sharp } = await import("sharp");
    const { data, info } = await sharp(decodable, { page, failOn: "truncated", limitInputPixels: MOST_PIXELS })
      .rotate()
      .flatten({ background: "white" })
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .greyscale()
      .toColourspace("b-w")
      .timeout({ seconds })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: firstChannel(data, info.channels) };
  } catch (error) {
    throw explain(error, name);
  }
}

function firstChannel(data: Uint8Array, channels: number): Uint8Array {
  return channels === 1 ? data : data.filter((_, i) => i % channels === 0);
}
