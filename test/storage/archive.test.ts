import { createHash } from "node:crypto";
import { chmod, link, mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Archive } from "../../src/app/ports.ts";
import { openArchive } from "../../src/storage/archive.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const BYTES = Buffer.from("a signed copy");
const SHA = createHash("sha256").update(BYTES).digest("hex");
const BOTH = { archive: "verified", mirror: "verified" };

let data: string;
let mirror: string;
let archive: Archive;
const inArchive = (sha: string) => join(data, "archive", sha.slice(0, 2), sha.slice(2));
const inMirror = (sha: string) => join(mirror, "archive", sha.slice(0, 2), sha.slice(2));
/** As after a restart: what was remembered in memory is gone. */
const reopen = async () => {
  archive = await openArchive(data, mirror);
};
/** Every file below a folder. */
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);

beforeEach(async () => {
  const root = await temporaryFolder();
  [data, mirror] = [join(root, "data"), join(root, "mirror")];
  await mkdir(mirror);
  await reopen();
});

test("bytes are kept twice, for their owner alone, under their hash", async () => {
  const stored = await archive.put(BYTES);
  expect(stored).toEqual({ sha256: SHA, size: BYTES.length, path: inArchive(SHA), mirrorPath: inMirror(SHA), existed: false });
  for (const path of [stored.path, stored.mirrorPath as string]) {
    expect(await readFile(path)).toEqual(BYTES);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  }
  expect(await archive.verify(SHA)).toEqual(BOTH);
  expect(await archive.read(SHA)).toEqual(BYTES);
  expect(await archive.locate(SHA)).toEqual({ sha256: SHA, size: BYTES.length, path: inArchive(SHA), mirrorPath: inMirror(SHA) });
});

test("the same bytes again are the same file, and it says so", async () => {
  await archive.put(BYTES);
  expect((await archive.put(BYTES)).existed).toBe(true);
  expect((await filesIn(join(data, "archive"))).filter((name) => name.length === 62)).toHaveLength(1);
});

test("many at once all arrive", async () => {
  const all = Array.from({ length: 40 }, (_, index) => Buffer.from(`photo ${index % 20}`));
  const stored = await Promise.all(all.map((bytes) => archive.put(bytes)));
  expect(await Promise.all(stored.map(({ sha256 }) => archive.verify(sha256)))).toEqual(all.map(() => BOTH));
  expect(await archive.catchUp()).toEqual({ copied: 0, pending: 0 });
});

test("an empty file has its hash too", async () => {
  const { sha256, size } = await archive.put(Buffer.alloc(0));
  expect([size, await archive.read(sha256)]).toEqual([0, Buffer.alloc(0)]);
});

describe("a damaged copy", () => {
  const harms: readonly (readonly [string, (path: string) => Promise<void>, string])[] = [
    ["a flipped byte", (path) => writeFile(path, "A signed copy"), "altered"],
    ["a cut end", (path) => truncate(path, 5), "altered"],
    ["an empty file", (path) => truncate(path, 0), "altered"],
    ["a removed file", (path) => rm(path), "missing"],
    ["a folder in its place", (path) => rm(path).then(async () => void (await mkdir(path))), "unreadable"],
    [
      "a link in its place, even to the right bytes",
      async (path) => {
        await writeFile(`${path}.elsewhere`, BYTES);
        await rm(path);
        await symlink(`${path}.elsewhere`, path);
      },
      "unreadable",
    ],
  ];

  test.each(harms)("%s in the archive is seen, and the mirror is read", async (_, harm, state) => {
    await archive.put(BYTES);
    await harm(inArchive(SHA));
    expect(await archive.verify(SHA)).toEqual({ archive: state, mirror: "verified" });
    expect(await archive.read(SHA)).toEqual(BYTES);
  });

  test.each(harms)("%s in the mirror is seen", async (_, harm, state) => {
    await archive.put(BYTES);
    await harm(inMirror(SHA));
    expect(await archive.verify(SHA)).toEqual({ archive: "verified", mirror: state });
    expect(await archive.read(SHA)).toEqual(BYTES);
  });

  test.each(harms.filter(([what]) => what !== "a folder in its place"))("%s is made good by the same bytes", async (_, harm) => {
    await archive.put(BYTES);
    await harm(inArchive(SHA));
    await harm(inMirror(SHA));
    await expect(archive.read(SHA)).rejects.toMatchObject({ code: "archive-copy-damaged", message: expect.stringContaining(SHA) });
    expect((await archive.put(BYTES)).existed).toBe(false);
    expect(await archive.verify(SHA)).toEqual(BOTH);
  });
});

describe("with the mirror away", () => {
  const away = () => rename(mirror, `${mirror}.away`);
  const back = () => rename(`${mirror}.away`, mirror);
  const PENDING = { archive: "verified", mirror: "pending" };

  test("the second copy waits, also over a restart, and is caught up when the mirror is back", async () => {
    await archive.put(Buffer.from("before"));
    await away();
    const stored = await archive.put(BYTES);
    expect(stored).toMatchObject({ mirrorPath: null, existed: false });
    expect(await archive.verify(SHA)).toEqual(PENDING);
    expect((await archive.locate(SHA)).mirrorPath).toBeNull();
    await reopen();
    expect(await archive.catchUp()).toEqual({ copied: 0, pending: 1 });
    await back();
    expect(await archive.catchUp()).toEqual({ copied: 1, pending: 0 });
    expect(await archive.verify(SHA)).toEqual(BOTH);
    expect(await readFile(inMirror(SHA))).toEqual(BYTES);
  });

  test("a mirror that was never there before is made; one that was is not made anew in its absence", async () => {
    await rm(mirror, { recursive: true });
    expect(await archive.put(BYTES)).toMatchObject({ mirrorPath: inMirror(SHA) });
    await away();
    await archive.put(Buffer.from("second"));
    await expect(stat(mirror)).rejects.toThrow(/ENOENT/u);
  });

  test("what was copied before cannot be checked now, and is not called lost", async () => {
    await archive.put(BYTES);
    await away();
    expect(await archive.verify(SHA)).toEqual({ archive: "verified", mirror: "unreadable" });
  });

  test("the next file that is stored brings those that wait", async () => {
    await archive.put(Buffer.from("before"));
    await away();
    await archive.put(BYTES);
    await back();
    await archive.put(Buffer.from("after"));
    expect(await archive.verify(SHA)).toEqual(BOTH);
  });

  test("the same bytes once more settle what waited", async () => {
    await archive.put(Buffer.from("before"));
    await away();
    await archive.put(BYTES);
    await back();
    expect(await archive.put(BYTES)).toMatchObject({ mirrorPath: inMirror(SHA), existed: true });
    expect(await archive.catchUp()).toEqual({ copied: 0, pending: 0 });
  });

  test("a new disk in the mirror's place gets everything", async () => {
    const others = await Promise.all([1, 2, 3].map((index) => archive.put(Buffer.from(`old ${index}`))));
    await away();
    await mkdir(mirror);
    await reopen();
    await archive.put(BYTES);
    await archive.catchUp();
    for (const { sha256 } of others) expect(await archive.verify(sha256)).toEqual(BOTH);
  });

  test("a file in the mirror's place is a mirror that is away", async () => {
    await rm(mirror, { recursive: true });
    await writeFile(mirror, "no folder");
    expect(await archive.put(BYTES)).toMatchObject({ mirrorPath: null });
    expect(await archive.verify(SHA)).toEqual(PENDING);
  });

  test("a copy that was damaged while it waited is not copied", async () => {
    await archive.put(Buffer.from("before"));
    await away();
    await archive.put(BYTES);
    await writeFile(inArchive(SHA), "harmed");
    await back();
    expect(await archive.catchUp()).toEqual({ copied: 0, pending: 1 });
  });
});

test("without a mirror everything waits for one, and gets its copy when there is one", async () => {
  const lone = await openArchive(data, null);
  expect(await lone.put(BYTES)).toMatchObject({ mirrorPath: null });
  expect(await lone.verify(SHA)).toEqual({ archive: "verified", mirror: "pending" });
  expect(await archive.catchUp()).toEqual({ copied: 1, pending: 0 });
  expect(await archive.verify(SHA)).toEqual(BOTH);
});

test("nothing is written through a link that stands for a part of the archive", async () => {
  const elsewhere = await temporaryFolder();
  await mkdir(join(data, "archive"), { recursive: true });
  await symlink(elsewhere, join(data, "archive", SHA.slice(0, 2)));
  await expect(archive.put(BYTES)).rejects.toMatchObject({ code: "archive-not-a-folder" });
  expect(await readdir(elsewhere)).toEqual([]);
});

test("a second name for the same file on disk does not spoil it", async () => {
  await archive.put(BYTES);
  await link(inArchive(SHA), join(data, "second-name"));
  await writeFile(inArchive(SHA), "harmed");
  await archive.put(BYTES);
  expect(await readFile(join(data, "second-name"), "utf8")).toBe("harmed");
  expect(await archive.verify(SHA)).toEqual(BOTH);
});

test.each(["", "..", "../../etc/passwd", "ab", SHA.toUpperCase(), `${SHA}0`, `${SHA.slice(0, 62)}/x`])("%j is no hash", async (name) => {
  await expect(archive.read(name)).rejects.toThrow(RangeError);
  await expect(archive.verify(name)).rejects.toThrow(RangeError);
  await expect((async () => archive.locate(name))()).rejects.toThrow(RangeError);
});

test("what a stopped program left half-written is swept away later, and never read", async () => {
  await archive.put(BYTES);
  const [old, young] = ["old", "young"].map((name) => join(dirname(inArchive(SHA)), `.unfinished-${name}`)) as [string, string];
  await writeFile(old, "half");
  await writeFile(young, "half");
  await utimes(old, new Date(0), new Date(0));
  await rm(inArchive(SHA));
  await archive.put(BYTES);
  expect((await readdir(dirname(old))).sort()).toEqual([".unfinished-young", SHA.slice(2)].sort());
});

test("an unknown hash is located where it would be, and is missing twice", async () => {
  await archive.put(Buffer.from("another"));
  expect(await archive.locate(SHA)).toEqual({ sha256: SHA, size: 0, path: inArchive(SHA), mirrorPath: inMirror(SHA) });
  expect(await archive.verify(SHA)).toEqual({ archive: "missing", mirror: "missing" });
});

test("a copy that may not be read by its mode is read all the same by root, and called unreadable otherwise", async () => {
  await archive.put(BYTES);
  await chmod(inArchive(SHA), 0);
  expect(await archive.verify(SHA)).toEqual({ archive: process.getuid?.() === 0 ? "verified" : "unreadable", mirror: "verified" });
});
