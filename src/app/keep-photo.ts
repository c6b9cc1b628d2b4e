/** Keeps a photo of a finding byte for byte, after proving that it can be shown. */
import type { PhotoRef } from "../inspection/inspection.ts";
import { type Instant, instant, parseLocalTime } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import type { Desk } from "./ports.ts";

/** Large enough to prove that the whole picture decodes. */
const PROOF_PIXELS = 64;

/** Resolves when a photo decodes to its end. @throws UserError where it does not. */
export type ProvePhoto = (bytes: Uint8Array, name: string) => Promise<void>;

/** Proves a photo here and now: of a HEIC nothing else goes on meanwhile. @throws UserError `picture-unreadable`. */
export const provePhoto: ProvePhoto = async (bytes) => {
  const { withoutTraces } = await import("../media/without-traces.ts");
  await withoutTraces(bytes, PROOF_PIXELS);
};

/**
 * @param prove where it is proven: a walk does so on a thread of its own.
 * @throws UserError `photo-unreadable`, naming the file; `scan-too-slow`; `photo-name-too-long`.
 */
export async function keepPhoto(
  desk: Desk,
  file: { readonly name: string; readonly bytes: Uint8Array },
  prove: ProvePhoto = provePhoto,
): Promise<PhotoRef> {
  const name = plain(file.name);
  if (name.length > LONGEST_TEXT) throw new UserError("photo-name-too-long");
  try {
    await prove(file.bytes, name);
  } catch (error) {
    if (!(error instanceof UserError) || error.code === "scan-too-slow") throw error;
    throw new UserError("photo-unreadable", { name });
  }
  const takenAt = await photoTakenAt(file.bytes, desk.settings.zone);
  const archive = await desk.archive();
  const { sha256 } = await archive.put(file.bytes);
  return { sha256, name, takenAt };
}

/** A camera that does not say where on earth it is stands at the desk. */
async function photoTakenAt(bytes: Uint8Array, zone: string): Promise<Instant | null> {
  const { readPhotoTime } = await import("../media/photo-time.ts");
  const told = await readPhotoTime(bytes);
  if (told === null) return null;
  const exact = new Date(`${told.wallClock.replace(" ", "T")}${told.offset ?? "?"}`);
  return Number.isNaN(exact.getTime()) ? parseLocalTime(told.wallClock, zone) : instant(exact);
}
