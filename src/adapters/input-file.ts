/** Files that the user names on the command line. */
import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { UserError } from "../kernel/errors.ts";

export interface InputFile {
  /** Without its folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const WHY: Readonly<Record<string, readonly [code: string, what: string]>> = {
  ENOENT: ["file-missing", "there is no such file"],
  ENOTDIR: ["file-missing", "there is no such file"],
  ENAMETOOLONG: ["file-missing", "there is no such file"],
  EACCES: ["file-not-readable", "this user may not read it"],
  EPERM: ["file-not-readable", "this user may not read it"],
  EISDIR: ["file-is-folder", "it is a folder"],
};

function refusal(path: string, error: unknown): unknown {
  const why = WHY[(error as NodeJS.ErrnoException)?.code ?? ""];
  return why ? new UserError(why[0], `Cannot read ${path}: ${why[1]}.`, ["check the path and name the file again"]) : error;
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
        throw new UserError(
          "file-too-large",
          `${path} has ${Math.ceil(size / 1_000_000)} MB; at most ${Math.floor(most / 1_000_000)} MB are read.`,
          ["make it smaller"],
        );
      return { name: basename(path), bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw refusal(path, error);
  }
}
