/** Where `--out FILE|DIR` leads; asked before anything is issued, so that a wrong path costs no number. */
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../kernel/errors.ts";
import type { Session } from "../session.ts";

/** Turns the name of a stored file into an absolute path. */
export type OutPath = (name: string) => string;

/**
 * @param mayExist a file may be there: whoever writes looks at what it holds.
 * @throws UserError `output-exists`, `output-no-folder`.
 */
export async function outPath(session: Session, given: string, mayExist = false): Promise<OutPath> {
  const path = resolve(session.io.cwd, given);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return (name) => join(path, name);
  if (found && !mayExist) throw new UserError("output-exists", { path });
  const folder = await stat(dirname(path)).catch(() => null);
  if (!folder?.isDirectory()) throw new UserError("output-no-folder", { path });
  return () => path;
}
