/** Files that the user names on the command line. */
import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { shortenedPath } from "../contract/reading/shortened.ts";
import { UserError } from "../kernel/errors.ts";

export interface InputFile {
  /** Without its folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "file-missing",
  ENOTDIR: "file-missing",
  ENAMETOOLONG: "file-missing",
  EACCES: "file-not-readable",
  EPERM: "file-not-readable",
  EISDIR: "file-is-folder",
};

/** What to throw where the disk refuses a file: the reason in the user's words, else the error itself. */
export function refusalOf(path: string, error: unknown): unknown {
  const why = WHY[(error as NodeJS.ErrnoException)?.code ?? ""];
  return why ? new UserError(why, { path: shortenedPath(path) }) : error;
}

/**
 * @param path As the user wrote it, relative to `cwd`.
 * @param most Bytes; a larger file is not read.
 * @throws UserError `file-missing`, `file-not-readable`, `file-is-folder`, `file-too-large`.
 */
export async function readInputFile(cwd: string, path: string, most: number): Promise<InputFile> {
  try {
    const handle = await open(resolve(cwd, path), "r");
    try {
      const { size } = await handle.stat();
      if (size > most)
        throw new UserError("file-too-large", { path, size: Math.ceil(size / 1_000_000), most: Math.floor(most / 1_000_000) });
      return { name: basename(path), bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw refusalOf(path, error);
  }
}
