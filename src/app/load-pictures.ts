/** Brings the photos of findings from the archive as a document shows them: small, upright, without where and on which device they were taken. */
import type { Pictures } from "../document/finding-photos.ts";
import type { Inspection, PhotoRef } from "../inspection/inspection.ts";
import { UserError } from "../kernel/errors.ts";
import type { Desk } from "./ports.ts";

/** As large as a photo is printed, at 300 dots an inch. */
const LONGEST_SIDE = 400;

/** All that an inspection's lines and findings name. */
export const photosIn = ({ lines }: Inspection): PhotoRef[] =>
  lines.flatMap(({ photos, groups }) => [...photos, ...groups.flatMap(({ findings }) => findings.flatMap((finding) => finding.photos))]);

/** A photo whose copies are both damaged is left out: what is known is said all the same, and the photo is named. */
export async function loadPictures(desk: Desk, photos: readonly PhotoRef[]): Promise<Pictures> {
  const hashes = new Set(photos.map(({ sha256 }) => sha256));
  const pictures = new Map<string, Uint8Array>();
  if (hashes.size === 0) return pictures;
  const { withoutTraces } = await import("../media/without-traces.ts");
  const archive = await desk.archive();
  for (const sha256 of hashes) {
    try {
      pictures.set(sha256, await withoutTraces(await archive.read(sha256), LONGEST_SIDE));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return pictures;
}
