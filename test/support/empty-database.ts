/** A database without rows, as `openStore` makes it: made once in a process, since making its tables is most of what opening a new one takes. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databasePath, openStore } from "../../src/storage/open-store.ts";

let made: Promise<Buffer> | null = null;

async function make(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "returndesk-"));
  await (await openStore(folder)).close();
  const bytes = await readFile(databasePath(folder));
  await rm(folder, { recursive: true });
  return bytes;
}

/** Puts it into a data folder, for `openStore` to find. */
export async function putEmptyDatabase(dataFolder: string): Promise<void> {
  made ??= make();
  await mkdir(dataFolder, { recursive: true });
  await writeFile(databasePath(dataFolder), await made, { mode: 0o600, flag: "wx" });
}
