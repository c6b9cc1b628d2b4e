/** Backups and restores that are stopped at random moments, run out of room, or lose their disk; and one made while bills are issued. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManyReturns, manyReturns, startInvoice } from "../support/many-returns.ts";
import { NOTHING_WRONG } from "../support/nothing-wrong.ts";
import { runProgram } from "../support/run-program.ts";
import { smallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const RETURNS = 12;
const KILLS = 14;
const BIN = fileURLToPath(new URL("../../bin/desk.cjs", import.meta.url));
let returns: ManyReturns;

beforeAll(async () => {
  returns = await manyReturns(RETURNS);
}, 120_000);
afterAll(() => returns.desk.close());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs `node bin/desk.cjs`. @param killAfter milliseconds after which it gets a SIGKILL; null: it runs to its end. */
function run(home: string, argv: readonly string[], killAfter: number | null = null): Promise<Ended> {
  const started = performance.now();
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, [BIN, ...argv, "--no-input"], {
    env: { ...env, RETURNDESK_HOME: home, RETURNDESK_LANGUAGE: "en" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const timer = killAfter === null ? null : setTimeout(() => child.kill("SIGKILL"), killAfter);
  const out = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (out.stdout += chunk));
  child.stderr?.on("data", (chunk) => (out.stderr += chunk));
  return new Promise((resolve) => {
    child.once("close", (code) => {
      if (timer) clearTimeout(timer);
      resolve({ code, ...out, milliseconds: performance.now() - started });
    });
  });
}

const backUp = (target: string, killAfter: number | null = null): Promise<Ended> =>
  run(returns.desk.home, ["backup", target, "--json"], killAfter);

interface Place {
  readonly home: string;
  restore(killAfter?: number | null): Promise<Ended>;
}

function placeIn(root: string, source: string): Place {
  const home = join(root, "home");
  const argv = ["restore", source, "--data", join(root, "data"), "--mirror", join(root, "mirror"), "--json"];
  return { home, restore: (killAfter = null) => run(home, argv, killAfter) };
}

interface Verified {
  readonly database: { readonly problems: readonly unknown[] };
  readonly journal: { readonly faults: readonly unknown[] };
  readonly copies: readonly unknown[];
}

/** Every byte of a restored desk. Its rows are judged against the journal by `desk restore`; these tests' desk is set up without one. */
async function expectSound(home: string): Promise<void> {
  const verified = (await runProgram("contracts", ["verify", "--json"], { home, at: new Date().toISOString() })).json<Verified>();
  expect([verified.database.problems, verified.journal.faults, verified.copies]).toEqual([[], [], []]);
}

/** Rows that no row of the journal saw written. */
const unseenRows = async (): Promise<number> =>
  (await returns.desk.store()).read(async ({ journal }) => (await journal.checkBooks(null)).faults.length);

const listed = async (target: string): Promise<readonly { name: string }[]> =>
  JSON.parse((await run(returns.desk.home, ["backup", target, "--list", "--json"])).stdout).snapshots;

test(`kill -9 at ${KILLS} moments of a backup: what is listed is whole, and the next one finishes`, async () => {
  const target = join(await temporaryFolder(), "usb");
  const whole = await backUp(join(await temporaryFolder(), "usb"));
  expect(whole).toMatchObject({ code: 0 });
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const ended = await backUp(target, whole.milliseconds * (0.2 + Math.random() * 0.8));
    if (ended.code === null) killed += 1;
    else await rm(join(target, "files"), { recursive: true, force: true });
  }
  expect(killed).toBeGreaterThan(KILLS / 4);
  expect((await backUp(target)).code).toBe(0);
  for (const { name } of await listed(target)) {
    const verified = await run(returns.desk.home, ["backup", target, "--verify", "--snapshot", name]);
    expect([name, verified.code, verified.stderr]).toEqual([name, 0, NOTHING_WRONG]);
  }
  expect((await readdir(join(target, "snapshots"))).length).toBe((await listed(target)).length);
  expect((await readdir(returns.desk.settings.data)).filter((name) => name === "backup-unfinished")).toEqual([]);
});

test(`kill -9 at ${KILLS} moments of a restore: there is a whole desk or none, and the same command goes on`, async () => {
  const source = join(await temporaryFolder(), "usb");
  expect((await backUp(source)).code).toBe(0);
  const whole = await placeIn(await temporaryFolder(), source).restore();
  expect(whole).toMatchObject({ code: 0 });
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill += 3) {
    const place = placeIn(await temporaryFolder(), source);
    for (let again = 0; again < 3; again += 1) {
      if ((await place.restore(whole.milliseconds * (0.3 + Math.random() * 0.6))).code === null) killed += 1;
    }
    const ended = await place.restore();
    const code = ended.code === 0 ? "restored" : JSON.parse(ended.stderr.trimEnd().split("\n").at(-1) ?? "").error.code;
    expect(["restored", "already-restored", "restore-not-empty"]).toContain(code);
    await expectSound(place.home);
  }
  expect(killed).toBeGreaterThan(KILLS / 4);
});

test("made while bills are issued: every file that the snapshot's database names is in it", async () => {
  const target = join(await temporaryFolder(), "usb");
  const issuing = startInvoice(returns.desk, ["--all", "--yes"]);
  let over = false;
  void issuing.ended.then(() => {
    over = true;
  });
  let snapshots = 0;
  while (!over || snapshots === 0) {
    const made = await backUp(target);
    expect(made).toMatchObject({ code: 0 });
    snapshots += 1;
  }
  expect((await issuing.ended).code).toBe(0);
  for (const { name } of await listed(target)) {
    const root = await temporaryFolder();
    const home = join(root, "home");
    const restored = await run(home, ["restore", target, "--snapshot", name, "--data", join(root, "data"), "--json"]);
    expect(JSON.parse(restored.stdout)).toMatchObject({ missing: [], leftOut: [], journalFaults: 0, rowFaults: await unseenRows() });
    await expectSound(home);
  }
});

test("a full disk at the target: said, no snapshot, and the next one succeeds when there is room", async () => {
  const disk = await smallDisk(300);
  const target = join(disk.path, "backup");
  const full = await backUp(target);
  expect([full.code, JSON.parse(full.stderr.trimEnd().split("\n").at(-1) ?? "").error.code]).toEqual([1, "disk-full"]);
  expect(await listed(target)).toEqual([]);
  disk.remount("size=32m");
  expect((await backUp(target)).code).toBe(0);
  const verified = await run(returns.desk.home, ["backup", target, "--verify"]);
  expect([verified.code, verified.stderr]).toEqual([0, ""]);
});

test("a target whose disk is away: its mount point gets nothing", async () => {
  const disk = await smallDisk(32_768);
  expect((await backUp(disk.path)).code).toBe(0);
  execFileSync("umount", [disk.path]);
  const away = await backUp(disk.path);
  const left = await readdir(disk.path);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.path]);
  expect([away.code, JSON.parse(away.stderr.trimEnd().split("\n").at(-1) ?? "").error.code, left]).toEqual([1, "backup-target-away", []]);
});

test("a disk that is pulled out in the middle: said, and what was there before is whole when it is back", async () => {
  const disk = await smallDisk(32_768);
  const kept = await temporaryFolder();
  expect((await backUp(disk.path)).code).toBe(0);
  await rm(join(disk.path, "files"), { recursive: true });
  const running = backUp(disk.path);
  await sleep(250);
  await cp(disk.path, kept, { recursive: true });
  disk.remount("ro");
  const ended = await running;
  disk.remount("rw");
  if (ended.code !== 0) {
    expect(ended.code).toBe(1);
    expect(["disk-read-only", "disk-failing"]).toContain(JSON.parse(ended.stderr.trimEnd().split("\n").at(-1) ?? "").error.code);
  }
  expect((await backUp(disk.path)).code).toBe(0);
  const verified = await run(returns.desk.home, ["backup", disk.path, "--verify"]);
  expect([verified.code, verified.stderr]).toEqual([0, ""]);
});

test("one backup of a desk at a time", async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, "two"));
  await writeFile(join(root, "two", "note.txt"), "somebody's note");
  const both = await Promise.all([backUp(join(root, "one")), backUp(join(root, "two"))]);
  const codes = both.map(({ code, stderr }) => (code === 0 ? "made" : JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "").error.code));
  expect(codes).toContain("made");
  expect(["made", "backup-running"]).toEqual(expect.arrayContaining(codes));
  expect((await backUp(join(root, "two"))).code).toBe(0);
});
