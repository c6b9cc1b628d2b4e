/** Where `--out FILE|DIR` leads; asked before anything is issued, so that a wrong path costs no number. */
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { refuseStdout, tryFolder } from "../../adapters/output-files.ts";
import { shortenedPath } from "../../contract/reading/shortened.ts";
import { UserError } from "../../kernel/errors.ts";
import { explainDiskError } from "../../storage/durable-file.ts";
import type { Session } from "../session.ts";

/** Turns the name of a stored file into an absolute path. */
export type OutPath = (name: string) => string;

/**
 * @param mayExist a file may be there: whoever writes looks at what it holds.
 * @throws UserError `output-is-stdout`, `output-exists`, `output-no-folder`, `path-too-long`, and what keeps a file from being made there.
 */
export async function outPath(session: Session, given: string, mayExist = false): Promise<OutPath> {
  refuseStdout(given);
  const path = resolve(session.io.cwd, given);
  const found = await statOf(path);
  const isFolder = found?.isDirectory() === true;
  if (found && !isFolder && !mayExist) throw new UserError("output-exists", { path: shortenedPath(path) });
  const folder = isFolder ? path : dirname(path);
  if (!(await statOf(folder))?.isDirectory()) throw new UserError("output-no-folder", { path: shortenedPath(path) });
  await tryFolder(folder);
  return isFolder ? (name) => join(path, name) : () => path;
}

const statOf = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENAMETOOLONG") throw explainDiskError(error, path);
    return null;
  });
