/**
 * Looking into a document that the schema may have refused: checks between fields speak up beside the schema's problems, and
 * stay silent about whatever is not there or cannot be read.
 */
import type { Path } from "./places.ts";
import type { Read } from "./scalar.ts";

export function rawAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** What a reader makes of the text at a path; null when there is none or it is wrong, which the schema reports. */
export function readAt<T>(document: unknown, path: Path, read: Read<T>): T | null {
  const value = rawAt(document, path);
  if (typeof value !== "string") return null;
  const reading = read(value.trim());
  return "value" in reading ? reading.value : null;
}

/** The trimmed text at a path. */
export const textAt = (document: unknown, path: Path): string | null => readAt(document, path, (text) => ({ value: text }));

/** How many entries the list at a path has; 0 when there is no list. */
export function lengthAt(document: unknown, path: Path): number {
  const value = rawAt(document, path);
  return Array.isArray(value) ? value.length : 0;
}
