/** A text that a command makes where it is asked to: a new file, or stdout where the name is `-`. PDFs go to files alone. */
import { writeNewFile } from "../../adapters/output-files.ts";
import { UsageError } from "../../kernel/errors.ts";
import type { Session } from "../session.ts";

/** @throws UsageError `stdout-twice` where the text and the one JSON document of `--json` would meet on stdout. */
export function refuseMixedAnswer(session: Session, path: string | null): void {
  if (path === "-" && session.flags.json) throw new UsageError("stdout-twice");
}

/** @returns the file's absolute path; null when the text went to stdout. @throws UserError as `writeNewFile`. */
export async function writeText(session: Session, path: string, text: string): Promise<string | null> {
  if (path !== "-") return writeNewFile(session.io.cwd, path, new TextEncoder().encode(text));
  session.io.stdout.write(text);
  return null;
}
