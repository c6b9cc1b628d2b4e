/** The photos of findings as a document shows them: beside their finding, with words for those who do not see them. */
import type { Finding } from "../inspection/inspection.ts";
import { type Describing, listFindings } from "./describe-source.ts";
import type { Photo } from "./sheet/photos.ts";

/** Small JPEGs without traces, by the SHA-256 of the archived originals. What could not be read is missing, and only named. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

export const NO_PICTURES: Pictures = new Map();

/** @param position the line of the contract that the finding is on. */
export function photosOf(finding: Finding, position: number | null, count: number, pictures: Pictures, context: Describing): Photo[] {
  const product = context.contract.lines.find((line) => line.position === position)?.name ?? "";
  const what = listFindings([finding], count, context);
  return finding.photos.flatMap(({ sha256, name }) => {
    const bytes = pictures.get(sha256);
    return bytes ? [{ bytes, alt: context.messages("facts.photo", { product, what, name }) }] : [];
  });
}
