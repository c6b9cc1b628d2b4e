import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { MadeFiles } from "../app/ports/made-files.ts";
import { makeFolder, writeDurably } from "./durable-file.ts";

/** In a folder of their own in the data folder; whoever removes it loses nothing but time. */
export function madeFiles(dataFolder: string): MadeFiles {
  const folder = join(dataFolder, "made");
  return {
    read: (name) => readFile(join(folder, name)).catch(() => null),
    async keep(name, bytes) {
      try {
        await makeFolder(folder);
        await writeDurably(join(folder, name), bytes);
      } catch {
        // A full disk stops what must be stored, not what only saves time.
      }
    },
    empty: () => rm(folder, { recursive: true, force: true }),
  };
}
