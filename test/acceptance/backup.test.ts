/** A desk is backed up while it is worked with, and restored into an empty place from what lies in a folder. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../support/run-program.ts";
import { runProgram } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES } from "../support/story-desk.ts";

const BILLED = "2026-07-06T12:00:00Z";
const FIRST = "2026-07-06T15:00:00Z";
const SECOND = "2026-07-07T15:00:00Z";
let desk: Clerk;
let target: string;

beforeAll(async () => {
  desk = await clerk();
  target = join(desk.root, "usb", "backup");
  for (const story of ["party", "event"] as const) await bringBack(desk, story);
  await desk.done(BILLED, `invoice ${STORIES.party.number} --yes`);
}, 180_000);
afterAll(() => desk.close());

interface Made {
  readonly snapshot: string;
  readonly newFiles: number;
  readonly filesThere: number;
  readonly missing: readonly string[];
}

/** Every file below a folder with the hash of its bytes, by its path. */
async function everything(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile());
  const hashes = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const sha256 = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return [path.slice(folder.length + 1), sha256] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

const filesIn = async (folder: string, tree: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(await everything(join(folder, tree))).filter(([path]) => /^[0-9a-f]{2}\//u.test(path)));

/** `desk restore` with folders of their own below a name. */
async function restored(
  name: string,
  more: readonly string[] = [],
): Promise<Ran & { readonly home: string; readonly data: string; readonly mirror: string }> {
  const [home, data, mirror] = ["home", "data", "mirror"].map((part) => join(desk.root, name, part)) as [string, string, string];
  const ran = await runProgram("desk", ["restore", target, "--data", data, "--mirror", mirror, "--json", ...more], { home, at: SECOND });
  return { ...ran, home, data, mirror };
}

test("a dry run writes nothing", async () => {
  const ran = await desk.done(FIRST, "desk backup --json --dry-run", [target]);
  expect(ran.json()).toMatchObject({ snapshot: null, filesThere: 0 });
  expect(await everything(target)).toEqual({});
});

test("the first backup holds every file, each under the name it has in the archive", async () => {
  const made = (await desk.done(FIRST, "desk backup --json", [target])).json<Made>();
  const archived = await filesIn(desk.data, "archive");
  expect(made).toMatchObject({ snapshot: "2026-07-06T150000Z", newFiles: Object.keys(archived).length, filesThere: 0, missing: [] });
  expect(await filesIn(target, "files")).toEqual(archived);
});

test("the next writes only what is new, and says both numbers", async () => {
  const before = Object.keys(await filesIn(target, "files")).length;
  await desk.done(SECOND, `invoice ${STORIES.event.number} --yes`);
  const ran = await desk.done(SECOND, "desk backup", [target]);
  const after = Object.keys(await filesIn(target, "files")).length;
  expect(ran.stdout).toContain(`Snapshot 2026-07-07T150000Z is in ${target}, read again and compared.`);
  expect([after - before, ran.stdout.split("\n")[1]]).toEqual([
    1,
    expect.stringMatching(new RegExp(`^1 new file, .*; ${before} were there already, `, "u")),
  ]);
  expect(ran.stderr).toContain("on the same disk as the data");
  expect((await desk.done(SECOND, "desk backup --list --json", [target])).json()).toMatchObject({
    encrypted: false,
    snapshots: [
      { name: "2026-07-06T150000Z", takenAt: "2026-07-06T15:00:00.000Z" },
      { name: "2026-07-07T150000Z", takenAt: "2026-07-07T15:00:00.000Z" },
    ],
  });
});

test("sha256sum alone checks a snapshot", async () => {
  const { execFileSync } = await import("node:child_process");
  const said = execFileSync("sha256sum", ["--check", "--strict", "snapshots/2026-07-07T150000Z/manifest.sha256"], {
    cwd: target,
    encoding: "utf8",
  });
  expect(said.trimEnd().split("\n")).toHaveLength(Object.keys(await filesIn(target, "files")).length + 3);
});

test("no password lies in a backup", async () => {
  await writeFile(join(desk.home, "mail-password"), "a secret of the mail server\n");
  await desk.done(SECOND, "desk backup", [target]);
  const texts = await Promise.all(Object.keys(await everything(target)).map((path) => readFile(join(target, path), "latin1")));
  expect(texts.some((text) => text.includes("a secret of the mail server"))).toBe(false);
});

test("a restored desk is the desk as it was: the same files twice, a sound journal, and work goes on", async () => {
  const ran = await restored("anew");
  expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
  expect(ran.json()).toMatchObject({
    contracts: 2,
    signedCopies: 2,
    bills: 2,
    leftOut: [],
    missing: [],
    pending: 0,
    journalFaults: 0,
    rowFaults: 0,
  });
  expect(await filesIn(ran.data, "archive")).toEqual(await filesIn(desk.data, "archive"));
  expect(await filesIn(ran.mirror, "archive")).toEqual(await filesIn(desk.mirror, "archive"));
  const settings = JSON.parse(await readFile(join(ran.home, "desk.json"), "utf8"));
  expect(settings).toEqual({ ...JSON.parse(await readFile(join(desk.home, "desk.json"), "utf8")), data: ran.data, mirror: ran.mirror });
  const run = (program: "contracts" | "desk" | "invoice", ...argv: string[]) => runProgram(program, argv, { home: ran.home, at: SECOND });
  expect(await run("contracts", "verify")).toMatchObject({ exitCode: 0 });
  expect((await run("contracts", "list")).stdout).toBe((await desk.done(SECOND, "contracts list")).stdout);
  expect((await run("invoice", "list")).stdout).toBe((await desk.done(SECOND, "invoice list")).stdout);
  const journal = (await run("desk", "journal", "--json")).json<{ rows: { act: string }[] }>();
  expect(journal.rows.map(({ act }) => act)).toContain("backup.restored");
});

test("an older snapshot is restored by its name", async () => {
  const ran = await restored("older", ["--snapshot", "2026-07-06T150000Z"]);
  expect(ran.json()).toMatchObject({ snapshot: "2026-07-06T150000Z", bills: 1 });
});

test("nothing is restored over what is there, and the folder is named", async () => {
  for (const part of ["home", "data", "mirror"]) {
    const there = join(desk.root, `full-${part}`, part);
    await mkdir(there, { recursive: true });
    await writeFile(join(there, "letter.txt"), "somebody's letter");
    const before = await everything(join(desk.root, `full-${part}`));
    const ran = await restored(`full-${part}`);
    expect(ran.exitCode).toBe(1);
    const { error } = JSON.parse(ran.stderr);
    expect([error.code, error.message]).toEqual([
      "restore-not-empty",
      `${there} is not empty: it holds letter.txt. Nothing is restored over what is there.`,
    ]);
    expect(await everything(join(desk.root, `full-${part}`))).toEqual(before);
  }
  const live = await runProgram("desk", ["restore", target, "--data", desk.data, "--json"], { home: desk.home });
  expect([live.exitCode, JSON.parse(live.stderr).error.code]).toEqual([1, "restore-not-empty"]);
});

test.each(["data", "mirror", "home"] as const)("a target in the %s folder is refused, by a link too", async (place) => {
  const link = join(desk.root, `link-to-${place}`);
  await symlink(desk[place], link);
  for (const folder of [join(desk[place], "backup"), desk[place], join(link, "backup")]) {
    const ran = await desk.run(SECOND, "desk backup --json", [folder]);
    expect([ran.exitCode, JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error.code]).toEqual([1, "backup-inside"]);
  }
  await rm(link);
});

test("a folder with something else in it, and the backup of another desk, are left alone", async () => {
  const other = join(desk.root, "other");
  await mkdir(join(other, "files"), { recursive: true });
  expect((await desk.run(SECOND, "desk backup", [other])).stderr).toContain(`${other} holds files, which is no backup of ours.`);
  const stranger = await clerk();
  try {
    const ran = await stranger.run(SECOND, "desk backup", [target]);
    expect([ran.exitCode, ran.stderr]).toEqual([
      1,
      `error: ${target} holds the backup of another desk.\ntry: choose a folder of its own for this desk\n`,
    ]);
  } finally {
    await stranger.close();
  }
});

test("the doctor asks for a backup when there is none, or it is a week old", async () => {
  const keys = async (at: string): Promise<readonly string[]> =>
    (await desk.run(at, "desk doctor --json")).json<{ findings: { key: string }[] }>().findings.map(({ key }) => key);
  expect(await keys("2026-07-14T15:00:00Z")).not.toContain("backup.old");
  expect(await keys("2026-07-15T15:00:00Z")).toContain("backup.old");
  const fresh = await clerk();
  try {
    expect((await fresh.run(FIRST, "desk doctor")).stdout).toContain("No backup has been made of this desk.");
  } finally {
    await fresh.close();
  }
});
