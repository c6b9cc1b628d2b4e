/** Files that lie in a folder somebody named. Links are not followed, and nothing is read that lies elsewhere. */
import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { shortenedPath } from "../contract/reading/shortened.ts";
import { UserError } from "../kernel/errors.ts";

/** What file managers and scanners leave in folders. */
const JUNK = /^(?:\.|~\$|(?:thumbs\.db|desktop\.ini)$)/iu;

export const isJunk = (name: string): boolean => JUNK.test(name);

/** Below a folder, named from there with `/`. */
export interface FolderFile {
  readonly name: string;
  /** Neither a file nor a folder, or one that cannot be listed. */
  readonly refused: "scan-is-link" | "scan-no-file" | "file-not-readable" | null;
}

/** @throws UserError `file-missing`, `file-not-readable`. */
export async function isFolder(cwd: string, path: string): Promise<boolean> {
  try {
    return (await lstat(await realpath(resolve(cwd, path)))).isDirectory();
  } catch (error) {
    const missing = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? "");
    throw new UserError(missing ? "file-missing" : "file-not-readable", { path: shortenedPath(path) });
  }
}

/** All files below a folder, in order of their names. */
export async function filesBelow(folder: string, within = ""): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  for (const entry of entries.filter(({ name }) => !isJunk(name)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = within === "" ? entry.name : `${within}/${entry.name}`;
    if (entry.isFile()) files.push({ name, refused: null });
    else if (!entry.isDirectory()) files.push({ name, refused: entry.isSymbolicLink() ? "scan-is-link" : "scan-no-file" });
    else files.push(...(await filesBelow(folder, name).catch(() => [{ name, refused: "file-not-readable" as const }])));
  }
  return files;
}

/** Windows has no such flag and needs rights to make links. */
const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const leadsOut = (way: string): boolean => way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);

/**
 * @param name From the folder, with `/` or as the machine writes paths.
 * @param most Bytes; a larger file is not read.
 * @throws UserError `scan-outside`, `scan-is-link`, `scan-no-file`, `scan-too-large`, `file-missing`, `file-not-readable`.
 */
export async function readBelow(folder: string, name: string, most: number): Promise<Uint8Array> {
  const path = resolve(folder, name);
  const shown = shortenedPath(name);
  if (name.includes("\0") || leadsOut(relative(folder, path))) throw new UserError("scan-outside", { path: shown });
  try {
    // A link on the way, to a folder that lies elsewhere or to one beside it.
    if ((await realpath(path)) !== join(await realpath(folder), relative(folder, path)))
      throw new UserError("scan-is-link", { path: shown });
    const handle = await open(path, READ_NO_LINK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw new UserError("scan-no-file", { path: shown });
      if (found.size > most)
        throw new UserError("scan-too-large", {
          name: shown,
          size: Math.ceil(found.size / 1_000_000),
          most: Math.floor(most / 1_000_000),
        });
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP") throw new UserError("scan-is-link", { path: shown });
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") throw new UserError("file-missing", { path: shown });
    if (code === "EACCES" || code === "EPERM" || code === "ENXIO") throw new UserError("file-not-readable", { path: shown });
    throw error;
  }
}
