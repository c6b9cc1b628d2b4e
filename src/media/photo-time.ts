/** When a photo was taken, as the camera wrote it into the file: EXIF's `DateTimeOriginal`, else `CreateDate`. */

/** A camera's wall clock, and its distance from UTC where the camera wrote that too. */
export interface CameraTime {
  /** `2026-05-20 14:30:00` */
  readonly wallClock: string;
  /** `+03:00` */
  readonly offset: string | null;
}

const FIELDS = ["DateTimeOriginal", "CreateDate", "OffsetTimeOriginal", "OffsetTime", "OffsetTimeDigitized"];

/** @returns null where the file does not tell, or tells nothing that could be read. */
export async function readPhotoTime(bytes: Uint8Array): Promise<CameraTime | null> {
  const { default: exifr } = await import("exifr");
  const told: Readonly<Record<string, unknown>> | undefined = await exifr
    .parse(bytes, { pick: FIELDS, reviveValues: false })
    .catch(() => undefined);
  const text = (...names: readonly string[]): string | null =>
    names.map((name) => told?.[name]).find((value): value is string => typeof value === "string") ?? null;
  const time = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/u.exec(text("DateTimeOriginal", "CreateDate") ?? "");
  if (!time) return null;
  const offset = /^[+-]\d{2}:\d{2}$/u.exec(text("OffsetTimeOriginal", "OffsetTime", "OffsetTimeDigitized") ?? "");
  return { wallClock: `${time[1]}-${time[2]}-${time[3]} ${time[4]}`, offset: offset?.[0] ?? null };
}
