/** A full disk and a disk that can only be read: a clear error, nothing half-done, and work goes on once there is room. */
import { randomBytes } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { openArchive } from "../../src/storage/archive.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { premises } from "../../src/storage/premises.ts";
import { readSettings, settingsPath, writeSettings } from "../../src/storage/settings-file.ts";
import { buildFirm } from "../support/build-firm.ts";
import { smallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NOON } from "../support/temporary-store.ts";

const SMALL = Buffer.from("a small file");
const LARGE = randomBytes(400_000);

/** Names of files of some size below a folder: what the archive and its bookkeeping have left. */
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);

/** Takes what room is left on a disk. */
async function fill(folder: string): Promise<string> {
  const filler = join(folder, "filler");
  for (const chunk of [65_536, 4_096, 512]) {
    for (;;) {
      const written = await writeFile(filler, Buffer.alloc(chunk), { flag: "a" }).then(
        () => true,
        () => false,
      );
      if (!written) break;
    }
  }
  return filler;
}

test("a file that does not fit into the archive is refused, and leaves nothing", async () => {
  const { path } = await smallDisk(256);
  const mirror = await temporaryFolder();
  const archive = await openArchive(path, mirror);
  await archive.put(SMALL);
  const before = await filesIn(path);
  await expect(archive.put(LARGE)).rejects.toMatchObject({ code: "disk-full" });
  expect(await filesIn(path)).toEqual(before);
  expect((await archive.put(SMALL)).existed).toBe(true);
});

test("a full mirror makes the second copy wait, without a trace of it, until there is room", async () => {
  const data = await temporaryFolder();
  const disk = await smallDisk(256);
  const archive = await openArchive(data, disk.path);
  await archive.put(SMALL);
  const before = await filesIn(disk.path);
  const { sha256, mirrorPath } = await archive.put(LARGE);
  expect([mirrorPath, await archive.verify(sha256)]).toEqual([null, { archive: "verified", mirror: "pending" }]);
  expect(await filesIn(disk.path)).toEqual(before);
  disk.remount("size=2m");
  expect(await archive.catchUp()).toEqual({ copied: 1, pending: 0 });
  expect(await archive.verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
});

test("an archive that can only be read is read, and refuses to be written", async () => {
  const disk = await smallDisk(1_024);
  const archive = await openArchive(disk.path, await temporaryFolder());
  const { sha256 } = await archive.put(SMALL);
  const before = await filesIn(disk.path);
  disk.remount("ro");
  expect(await archive.read(sha256)).toEqual(SMALL);
  await expect(archive.put(LARGE)).rejects.toMatchObject({ code: "disk-read-only" });
  expect(await filesIn(disk.path)).toEqual(before);
});

test("a mirror that can only be read makes the second copy wait", async () => {
  const disk = await smallDisk(1_024);
  const archive = await openArchive(await temporaryFolder(), disk.path);
  await archive.put(SMALL);
  disk.remount("ro");
  expect((await archive.put(LARGE)).mirrorPath).toBeNull();
  disk.remount("rw");
  expect(await archive.catchUp()).toEqual({ copied: 1, pending: 0 });
});

test("a mirror's disk that is not mounted is away: its mount point gets nothing", async () => {
  const { execFileSync } = await import("node:child_process");
  const disk = await smallDisk(1_024);
  const archive = await openArchive(await temporaryFolder(), disk.path);
  await archive.put(SMALL);
  execFileSync("umount", [disk.path]);
  const stored = await archive.put(LARGE);
  const left = await readdir(disk.path);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.path]);
  expect([stored.mirrorPath, left]).toEqual([null, []]);
  expect(await archive.catchUp()).toEqual({ copied: 2, pending: 0 });
});

const add = (store: Store, index: number) =>
  store.write(async ({ billings, journal }) => {
    const subject = await billings.takeNumber("invoice", 2026);
    await journal.append({ at: NOON, staff: "mira", contract: null, act: "took", subject, detail: { index, text: "x".repeat(2_000) } });
  });

test("a database on a full disk refuses to write, loses nothing, and goes on when there is room", async () => {
  const { path } = await smallDisk(2_048);
  const store = await openStore(path);
  for (let index = 0; index < 5; index += 1) await add(store, index);
  const filler = await fill(path);
  let written = 5;
  const untilFull = async () => {
    for (; written < 5_000; written += 1) await add(store, written);
  };
  await expect(untilFull()).rejects.toMatchObject({ code: "disk-full" });
  await rm(filler);
  expect(await store.write(({ billings }) => billings.takeNumber("invoice", 2026))).toBe(`L-2026-${String(written + 1).padStart(4, "0")}`);
  expect(await store.read(({ journal }) => journal.firstBroken())).toBeNull();
  expect(await premises.databaseProblems(path)).toEqual([]);
  await store.close();
});

test("no room for a database at all leaves none behind that would be mistaken for one", async () => {
  const { path } = await smallDisk(64);
  const filler = await fill(path);
  await expect(openStore(path)).rejects.toMatchObject({ code: "disk-full" });
  await rm(filler);
  const { path: roomy } = await smallDisk(4_096);
  await (await openStore(roomy)).close();
});

test("a database on a disk that can only be read says so", async () => {
  const disk = await smallDisk(4_096);
  const store = await openStore(disk.path);
  await add(store, 0);
  await store.close();
  disk.remount("ro");
  await expect(openStore(disk.path).then((opened) => add(opened, 1))).rejects.toMatchObject({ code: "disk-read-only" });
  disk.remount("rw");
  const again = await openStore(disk.path);
  await add(again, 1);
  expect(await again.read(({ journal }) => journal.firstBroken())).toBeNull();
  await again.close();
});

test("settings that find no room leave the old ones in force", async () => {
  const { path } = await smallDisk(64);
  const settings = {
    schemaVersion: 1,
    firm: buildFirm(),
    desk: "Tampere",
    zone: "Europe/Helsinki",
    language: "fi",
    data: path,
    mirror: null,
  } as const;
  await writeSettings(path, settings);
  await fill(path);
  await expect(writeSettings(path, { ...settings, desk: "Turku" })).rejects.toMatchObject({ code: "disk-full" });
  expect(readSettings(path)).toEqual(settings);
  expect((await readdir(path)).filter((name) => name !== "filler")).toEqual([settingsPath("").split("/").at(-1)]);
});
