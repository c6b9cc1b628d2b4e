/**
 * The empty place that a desk is restored into. Each of its folders bears a mark while the restore goes on: one that was stopped can be
 * run again, and what it made itself is not taken for somebody's data. The settings are written last; with them there is a desk.
 */
import { readdir, readFile, rm, unlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { NewPlace } from "../../app/ports/backup.ts";
import type { Archive, Settings } from "../../app/ports.ts";
import { UserError } from "../../kernel/errors.ts";
import { openArchive } from "../archive.ts";
import { isUnfinished, makeFolder, syncFolder, writeDurably } from "../durable-file.ts";
import { databasePath, openStore } from "../open-store.ts";
import { SCHEMA_VERSION } from "../schema-version.ts";
import { parseSettings, settingsPath, writeSettings } from "../settings-file.ts";
import { hashed } from "./backup-folder.ts";

const UNDER_WAY = "restore-unfinished.json";

const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && way !== path);
};

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error.code === "ENOTDIR" ? new UserError("not-a-folder", { path: folder }) : error;
  });

export interface Folders {
  readonly home: string;
  readonly data: string;
  readonly mirror: string | null;
}

/** @param backup the folder restored from */
export function newPlace(places: Folders, backup: string): NewPlace {
  const { home, data, mirror } = places;
  const folders = [...new Set([home, data, ...(mirror === null ? [] : [mirror])])];
  const markOf = (id: string, snapshot: string): string => `${JSON.stringify({ backup: id, snapshot, ...places }, null, 2)}\n`;
  let archive: Promise<Archive> | null = null;

  async function refuse(folder: string, mark: string): Promise<void> {
    // The other folders may lie in this one, and be there already; so may a mark that was not whole when the restore was stopped.
    const names = (await namesIn(folder)).filter(
      (name) => !isUnfinished(name) && !folders.some((other) => other !== folder && isWithin(other, join(folder, name))),
    );
    if (names.includes(UNDER_WAY)) {
      const begun = await readFile(join(folder, UNDER_WAY), "utf8");
      if (begun === mark) return;
      throw new UserError("restore-begun-otherwise", { folder, snapshot: /"snapshot": "([\w-]+)"/u.exec(begun)?.[1] ?? "?" });
    }
    if (names.length > 0) throw new UserError("restore-not-empty", { folder, names: [...names].sort().slice(0, 3).join(", ") });
  }

  async function removeMarks(): Promise<void> {
    for (const folder of folders) {
      await unlink(join(folder, UNDER_WAY)).catch(() => undefined);
      await syncFolder(folder);
    }
  }

  return {
    home,
    data,
    mirror,
    newestVersion: SCHEMA_VERSION,
    async refuseUnlessEmpty(id, snapshot) {
      const within = folders.find((folder) => isWithin(folder, backup));
      if (within) throw new UserError("restore-inside-backup", { folder: within, backup });
      const names = await namesIn(home);
      if (names.includes(UNDER_WAY) && names.includes("desk.json")) {
        // It was stopped after its last step: there is a desk, which may have been worked with since.
        await removeMarks();
        throw new UserError("already-restored", { home });
      }
      for (const folder of folders) await refuse(folder, markOf(id, snapshot));
    },
    async begin(id, snapshot) {
      for (const folder of folders) {
        await makeFolder(folder);
        await writeDurably(join(folder, UNDER_WAY), Buffer.from(markOf(id, snapshot)));
      }
    },
    archive: () => {
      archive ??= openArchive(data, mirror);
      return archive;
    },
    async putDatabase(file, bytes, zone) {
      const path = databasePath(data);
      // Side files of one that was put here and opened before the restore was stopped would change this one.
      for (const side of ["-wal", "-shm"]) await rm(path + side, { force: true });
      const source = hashed(bytes);
      await writeDurably(path, source.bytes);
      if (source.result().sha256 !== file.sha256) throw new UserError("disk-unreliable", { path });
      return openStore(data, "existing", zone);
    },
    settings: (bytes) => parseSettings(Buffer.from(bytes).toString("utf8"), settingsPath(home), { data, mirror }),
    async finish(settings: Settings) {
      await writeSettings(home, settings);
      await removeMarks();
    },
  };
}
