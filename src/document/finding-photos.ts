/** The photos of findings as a document shows them: beside their finding, with words for those who do not see them. */
import type { Finding, LineFacts, PhotoRef } from "../inspection/inspection.ts";
import type { Instant } from "../kernel/dates.ts";
import { type Describing, listFindings } from "./describe-source.ts";
import type { Photo } from "./sheet/photos.ts";

/** Small JPEGs without traces, by the SHA-256 of the archived originals. What could not be read is missing, and only named. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

export const NO_PICTURES: Pictures = new Map();

/** `Pictures` of photos, each with words. @param alt what is said of a photo of this name. */
const shown = (photos: readonly PhotoRef[], pictures: Pictures, alt: (name: string) => string): Photo[] =>
  photos.flatMap(({ sha256, name }) => {
    const bytes = pictures.get(sha256);
    return bytes ? [{ bytes, alt: alt(name) }] : [];
  });

/** The photos of a line as it stood, which are no finding's. */
export function photosOfLine(line: LineFacts, pictures: Pictures, { contract, messages: t }: Describing): Photo[] {
  const product = contract.lines.find(({ position }) => position === line.position)?.name ?? "";
  return shown(line.photos, pictures, (name) => t("facts.photoOfLine", { product, name }));
}

/** `tuoli.jpg (18.5.2026 klo 14.05)`: each with the time that the camera noted, where it did. */
export const photoNames = (photos: readonly PhotoRef[], time: (moment: Instant) => string): string =>
  photos.map(({ name, takenAt }) => (takenAt === null ? name : `${name} (${time(takenAt)})`)).join(", ");

/** @param position the line of the contract that the finding is on. */
export function photosOf(finding: Finding, position: number | null, count: number, pictures: Pictures, context: Describing): Photo[] {
  const product = context.contract.lines.find((line) => line.position === position)?.name ?? "";
  const what = listFindings([finding], count, context);
  return shown(finding.photos, pictures, (name) => context.messages("facts.photo", { product, what, name }));
}
