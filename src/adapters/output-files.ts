/** Files and folders that the user asks for by a path. What is there already stays: nothing is overwritten. */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { shortenedPath } from "../contract/reading/shortened.ts";
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
  ENAMETOOLONG: "path-too-long",
};

/** What the disk refused, in our words; anything else as it is. */
export function refusal(path: string, error: unknown): unknown {
  const why = WHY[(error as NodeJS.ErrnoException)?.code ?? ""];
  return why ? new UserError(why, { path: shortenedPath(path) }) : error;
}

/** Elsewhere `-` is stdout, so nobody means a file of that name. @throws UserError `output-is-stdout`. */
export function refuseStdout(path: string): void {
  if (path === "-") throw new UserError("output-is-stdout");
}

/**
 * Writes a new file, readable by this user alone.
 * @returns Its absolute path.
 * @throws UserError `output-is-stdout`, `output-exists`, `output-is-folder`, `output-no-folder`, `output-not-a-folder`, `no-permission`, `disk-full`, `disk-read-only`, `path-too-long`.
 */
export async function writeNewFile(cwd: string, path: string, bytes: Uint8Array): Promise<string> {
  refuseStdout(path);
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

/**
 * Sees that a folder takes a new file, by making one and taking it away again: what modes say is not all that can be in the way.
 * @throws UserError `no-permission`, `disk-full`, `disk-read-only`.
 */
export async function tryFolder(folder: string): Promise<void> {
  const path = join(folder, `.returndesk-${randomUUID()}`);
  try {
    await (await open(path, "wx", 0o600)).close();
    await unlink(path);
  } catch (error) {
    // /proc says so of every new name.
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? new UserError("no-permission", { path: folder }) : refusal(folder, error);
  }
}

/** `a/b.pdf`: parts that name a file or folder below, and nothing that leads up or away. */
export const leadsInside = (path: string): boolean =>
  path.split("/").every((part) => /^[^/\\:\0]+$/u.test(part) && part !== "." && part !== "..");

/**
 * A folder that this call makes, in one that is there; see `NewFolder` in `app/new-folder.ts`.
 * @param syncFolder brings the names in a folder onto the disk.
 */
export async function makeNewFolder(cwd: string, parent: string, name: string, syncFolder: (path: string) => Promise<void>) {
  const path = resolve(cwd, parent, name);
  try {
    await mkdir(path, { mode: 0o700 });
    await syncFolder(dirname(path));
  } catch (error) {
    throw refusal(path, error);
  }
  return {
    path,
    /** @throws RangeError when the path leads out of the folder; UserError as {@link writeNewFile}. */
    write: async (inside: string, bytes: Uint8Array): Promise<void> => {
      if (!leadsInside(inside)) throw new RangeError(`leads out of the folder: ${inside}`);
      const folder = join(path, dirname(inside));
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeNewFile(path, inside, bytes);
      await syncFolder(folder);
      if (made !== undefined) await syncFolder(dirname(made));
    },
  };
}
