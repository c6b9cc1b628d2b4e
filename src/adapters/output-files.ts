/** Files and folders that the user asks for by a path. What is there already stays: nothing is overwritten. */
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../kernel/errors.ts";

const WHY: Readonly<Record<string, string>> = {
  EEXIST: "output-exists",
  ENOENT: "output-no-folder",
  ENOTDIR: "output-not-a-folder",
  EISDIR: "output-is-folder",
  EACCES: "no-permission",
  EPERM: "no-permission",
  EROFS: "disk-read-only",
  ENOSPC: "disk-full",
};

function refusal(path: string, error: unknown): unknown {
  const why = WHY[(error as NodeJS.ErrnoException)?.code ?? ""];
  return why ? new UserError(why, { path }) : error;
}

/**
 * Writes a new file, readable by this user alone.
 * @returns Its absolute path.
 * @throws UserError `output-exists`, `output-is-folder`, `output-no-folder`, `output-not-a-folder`, `no-permission`, `disk-full`, `disk-read-only`.
 */
export async function writeNewFile(cwd: string, path: string, bytes: Uint8Array): Promise<string> {
  const absolute = resolve(cwd, path);
  try {
    const handle = await open(absolute, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return absolute;
  } catch (error) {
    throw refusal(path, error);
  }
}

/**
 * The same, for a command that may be run again: a file with the same bytes stays as it is, and one that a stop cut short is finished.
 * @returns Its absolute path.
 * @throws UserError `output-exists` when something else is there, and those of {@link writeNewFile}.
 */
export async function writeFileOnce(cwd: string, path: string, bytes: Uint8Array): Promise<string> {
  const absolute = resolve(cwd, path);
  try {
    return await writeNewFile(cwd, path, bytes);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "output-exists") throw error;
    const there = await readFile(absolute).catch(() => null);
    if (there === null || !there.equals(bytes.subarray(0, there.length))) throw error;
    if (there.length < bytes.length) await writeFile(absolute, bytes, { flush: true });
    return absolute;
  }
}

/** `a/b.pdf`: parts that name a file or folder below, and nothing that leads up or away. */
const leadsInside = (path: string): boolean => path.split("/").every((part) => /^[^/\\:\0]+$/u.test(part) && part !== "." && part !== "..");

/** A folder that this call makes, below one that may be there; see `NewFolder` in `app/new-folder.ts`. */
export async function makeNewFolder(cwd: string, parent: string, name: string) {
  const path = resolve(cwd, parent, name);
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    throw refusal(path, error);
  }
  return {
    path,
    /** @throws RangeError when the path leads out of the folder; UserError as {@link writeNewFile}. */
    write: async (inside: string, bytes: Uint8Array): Promise<void> => {
      if (!leadsInside(inside)) throw new RangeError(`leads out of the folder: ${inside}`);
      await mkdir(join(path, dirname(inside)), { recursive: true, mode: 0o700 });
      await writeNewFile(path, inside, bytes);
    },
  };
}
