import { UsageError } from "../../../kernel/errors.ts";

/** `--version 2`; null where none is named. @throws UsageError `not-a-count`. */
export function versionFrom(given: unknown): number | null {
  if (typeof given !== "string") return null;
  if (/^[1-9]\d{0,3}$/u.test(given)) return Number(given);
  throw new UsageError("not-a-count", { name: "--version", given: given.slice(0, 40) });
}
