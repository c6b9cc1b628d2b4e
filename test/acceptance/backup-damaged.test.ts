/** What is wrong with a backup is named to the file, and nothing is restored from it in silence. */
import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Ran, runProgram } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk } from "../support/story-desk.ts";

const NOW = "2026-07-06T15:00:00Z";
const SNAPSHOT = "snapshots/2026-07-06T150000Z";
let desk: Clerk;
let good: string;
let bad: string;

beforeAll(async () => {
  desk = await clerk();
  good = join(desk.root, "good");
  bad = join(desk.root, "bad");
  await bringBack(desk, "party");
  await desk.done(NOW, "desk backup", [good]);
}, 180_000);
afterAll(() => desk.close());
beforeEach(async () => {
  await rm(bad, { recursive: true, force: true });
  await rm(join(desk.root, "new"), { recursive: true, force: true });
  await cp(good, bad, { recursive: true });
});

async function flip(path: string): Promise<void> {
  const bytes = await readFile(join(bad, path));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 4;
  await writeFile(join(bad, path), bytes);
}

const restore = (...more: string[]): Promise<Ran> =>
  runProgram("desk", ["restore", bad, "--data", join(desk.root, "new", "data"), ...more], {
    home: join(desk.root, "new", "home"),
    at: NOW,
  });
const isUntouched = async (): Promise<boolean> => (await readdir(join(desk.root, "new")).catch(() => [])).length === 0;
const aFile = async (): Promise<string> => {
  const [shard] = (await readdir(join(good, "files"))) as [string];
  return `files/${shard}/${(await readdir(join(good, "files", shard)))[0]}`;
};

test.each(["returndesk.sqlite", "desk.json", "contents.json", "manifest.sha256"])(
  "one flipped bit in %s is found, named, and nothing is restored",
  async (name) => {
    await flip(`${SNAPSHOT}/${name}`);
    const line = `${SNAPSHOT}/${name}: not what was backed up`;
    for (const ran of [await desk.run(NOW, "desk backup --verify", [bad]), await restore(), await restore("--what-is-good")]) {
      expect([ran.exitCode, ran.stdout]).toEqual([1, ""]);
      expect(ran.stderr.split("\n")).toContain(line);
    }
    expect(await isUntouched()).toBe(true);
  },
);

test("a flipped bit in an archived file, and one that is gone: restored only when that is said, and then listed", async () => {
  const path = await aFile();
  const [, other] = (await readdir(join(bad, "files"), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(bad.length + 1))
    .filter((name) => name !== path) as [string, string];
  await flip(path);
  await rm(join(bad, other));
  const lines = [`${path}: not what was backed up`, `${other}: missing`];
  const refused = await restore();
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr.split("\n")).toEqual(expect.arrayContaining(lines));
  expect(refused.stderr).toContain("--what-is-good");
  expect(await isUntouched()).toBe(true);
  const ran = await restore("--what-is-good");
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain("These 2 files of the backup were not good and are left out:");
  expect(ran.stderr.split("\n")).toEqual(expect.arrayContaining([`  ${path}`, `  ${other}`]));
});

test("the next backup makes a damaged file good again", async () => {
  const path = await aFile();
  await flip(path);
  await rm(join(desk.data, "backup-targets.json"), { force: true });
  expect((await desk.done("2026-07-07T15:00:00Z", "desk backup --json", [bad])).json()).toMatchObject({ newFiles: 1 });
  expect(await readFile(join(bad, path))).toEqual(await readFile(join(good, path)));
});

test("a snapshot without its manifest is none", async () => {
  await rm(join(bad, SNAPSHOT, "manifest.sha256"));
  expect((await restore()).stderr).toContain(`There is no finished snapshot in ${bad}.`);
  await writeFile(join(bad, SNAPSHOT, "manifest.sha256"), "");
  await truncate(join(bad, SNAPSHOT, "manifest.sha256"));
  expect((await restore()).stderr).toContain(`${SNAPSHOT}/manifest.sha256: not what was backed up`);
});

test("a database of a newer version is refused before anything is written", async () => {
  const { createHash } = await import("node:crypto");
  const file = join(bad, SNAPSHOT, "contents.json");
  const manifest = join(bad, SNAPSHOT, "manifest.sha256");
  const before = await readFile(file);
  const after = Buffer.from(before.toString("utf8").replace(/"databaseVersion": \d+/u, '"databaseVersion": 999'));
  const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  const text = (await readFile(manifest, "utf8")).replace(hash(before), hash(after)).split("\n").slice(0, -2).join("\n");
  await writeFile(file, after);
  await writeFile(manifest, `${text}\n# ${hash(`${text}\n`)}\n`);
  expect((await restore()).stderr).toContain("was written by a newer version (its shape is 999");
  expect(await isUntouched()).toBe(true);
});

test("a path that leads out of the backup is not followed", async () => {
  const secret = join(desk.root, "secret.txt");
  await writeFile(secret, "somebody's secret");
  const path = await aFile();
  await rm(join(bad, path));
  await mkdir(join(bad, "files"), { recursive: true });
  const { symlink } = await import("node:fs/promises");
  await symlink(secret, join(bad, path));
  expect((await desk.run(NOW, "desk backup --verify", [bad])).stderr).toContain(`${path}: `);
  expect((await restore()).exitCode).toBe(1);
});

test("a file of which no copy is good is left out and named, and the snapshot holds the rest", async () => {
  const [, , hash] = /(?:^|\/)files\/([0-9a-f]{2})\/([0-9a-f]{62})$/u.exec(await aFile()) as unknown as string[];
  const sha256 = `${(await aFile()).slice(6, 8)}${hash}`;
  const copies = [desk.data, desk.mirror].map((place) => join(place, "archive", sha256.slice(0, 2), sha256.slice(2)));
  const bytes = await readFile(copies[0] as string);
  for (const copy of copies) await writeFile(copy, "torn up");
  try {
    const ran = await desk.run(NOW, "desk backup --json", [join(desk.root, "lossy")]);
    expect([ran.exitCode, ran.json<{ missing: string[] }>().missing]).toEqual([1, [sha256]]);
    expect(ran.stderr).toContain(sha256);
  } finally {
    for (const copy of copies) await writeFile(copy, bytes);
  }
});
