/** Bits that flip and disks that go while files are stored: nothing that was reported is lost, and a verification says what happened. */
import { execFileSync } from "node:child_process";
import { cp, readdir, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openArchive } from "../../src/storage/archive.ts";
import { sealedTables } from "../../src/storage/row-seals.ts";
import { flipBit } from "../support/flip-bit.ts";
import type { Ran } from "../support/run-program.ts";
import { buildWorker, runWorker } from "../support/run-worker.ts";
import { smallDisk } from "../support/small-disk.ts";
import { bringBack, type Clerk, clerk } from "../support/story-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOW = "2026-05-19T08:00:00Z";

interface Report {
  readonly sound: boolean;
  readonly copies: readonly { readonly sha256: string; readonly archive: string; readonly mirror: string }[];
  readonly strays: readonly { readonly file: { readonly path: string } }[];
  readonly journal: { readonly faults: readonly { readonly kind: string; readonly seq: number; readonly upTo: number | null }[] };
  readonly books: { readonly faults: readonly { readonly table: string }[] };
}

describe("a desk with a billed return", () => {
  let desk: Clerk;
  let safe: string;
  beforeAll(async () => {
    desk = await clerk();
    await bringBack(desk, "party");
    await desk.done("2026-05-18T12:00:00Z", "invoice 2026-0117 --yes");
    safe = join(desk.root, "safe");
    await cp(desk.data, join(safe, "data"), { recursive: true });
    await cp(desk.mirror, join(safe, "mirror"), { recursive: true });
  }, 300_000);
  afterAll(() => desk.close());

  /** As it was before the fault. */
  const restore = async (): Promise<void> => {
    for (const [from, to] of [
      ["data", desk.data],
      ["mirror", desk.mirror],
    ] as const) {
      await rm(to, { recursive: true });
      await cp(join(safe, from), to, { recursive: true });
    }
  };
  beforeEach(restore);
  const verify = (): Promise<Ran> => desk.run(NOW, "contracts verify --json --dry-run");
  const report = async (): Promise<Report> => (await verify()).json<Report>();
  const stored = async (tree: string): Promise<string[]> =>
    (await readdir(join(tree, "archive"), { recursive: true })).filter((name) => /^[0-9a-f]{2}.[0-9a-f]{62}$/u.test(name)).sort();
  const shaOf = (name: string): string => name.replace(/[\\/]/u, "");

  test("a bit flipped in any stored file, either copy, is named with its file; so is one cut short, renamed or deleted", async () => {
    const harms: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
      altered: async (path) => flipBit(path, Math.floor(Math.random() * (await stat(path)).size)),
      "altered (cut short)": async (path) => truncate(path, Math.floor((await stat(path)).size / 2)),
      "missing (renamed)": (path) => rename(path, `${path}.old`),
      missing: (path) => rm(path),
    };
    for (const [tree, side] of [
      [desk.data, "archive"],
      [desk.mirror, "mirror"],
    ] as const) {
      for (const [index, name] of (await stored(tree)).entries()) {
        const [harm, harmFile] = Object.entries(harms)[index % 4] as [string, (path: string) => Promise<unknown>];
        await harmFile(join(tree, "archive", name));
        const found = await report();
        const expected = { archive: "verified", mirror: "verified", [side]: harm.split(" ")[0] };
        expect(found.copies.map(({ sha256, archive, mirror }) => ({ sha256, archive, mirror }))).toEqual([
          { sha256: shaOf(name), ...expected },
        ]);
        expect(found.strays.map(({ file }) => file.path)).toEqual(harm.includes("renamed") ? [`${name}.old`] : []);
        await restore();
      }
    }
    expect((await report()).sound).toBe(true);
  });

  test("any row of the journal that is edited, removed or moved is named by its number", async () => {
    const file = join(desk.data, "returndesk.sqlite");
    const tamper = (sql: string): void => {
      const database = new BetterSqlite3(file);
      database.pragma("foreign_keys = off");
      for (const name of database.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'journal'").pluck().all())
        database.exec(`drop trigger ${name}`);
      database.exec(sql);
      database.close();
    };
    const count = new BetterSqlite3(file, { readonly: true }).prepare("select count(*) from journal").pluck().get() as number;
    expect(count).toBeGreaterThan(8);
    for (let seq = 1; seq <= count; seq += 1) {
      const last = seq === count;
      const harms: readonly (readonly [string, readonly unknown[]])[] = [
        [`update journal set staff = 'eve' where seq = ${seq}`, [{ kind: "edited", seq }]],
        [`delete from journal where seq = ${seq}`, [last ? { kind: "cutOff", seq, upTo: seq } : { kind: "removed", seq, upTo: seq }]],
        ...(last
          ? []
          : [
              [
                `update journal set seq = 999 where seq = ${seq}; update journal set seq = ${seq} where seq = ${seq + 1}; update journal set seq = ${seq + 1} where seq = 999`,
                [
                  { kind: "moved", seq, upTo: seq + 1 },
                  { kind: "moved", seq: seq + 1, upTo: seq },
                ],
              ] as const,
            ]),
      ];
      const [sql, faults] = harms[seq % harms.length] as (typeof harms)[number];
      tamper(sql);
      // The last row of a day is missed by the day's head, too.
      const found = (await report()).journal.faults.filter(({ kind }) => kind !== "day");
      expect(found).toMatchObject(faults);
      expect(found).toHaveLength(faults.length);
      await restore();
    }
  });

  test("a bit flipped anywhere in the database file is found, or has changed nothing that is stored", async () => {
    const file = join(desk.data, "returndesk.sqlite");
    /** What is made of the contracts again, and counts of wrong PINs, are no records. */
    const rows = (): Readonly<Record<string, string>> => {
      const database = new BetterSqlite3(file, { readonly: true });
      try {
        const tables = sealedTables(database).map(({ name, columns }) => [name, `select ${columns.join(", ")} from ${name}`] as const);
        const journal = ["journal", "journal_details", "journal_heads", "journal_seals"].map(
          (name) => [name, `select * from ${name}`] as const,
        );
        return Object.fromEntries([...tables, ...journal].map(([name, sql]) => [name, JSON.stringify(database.prepare(sql).all())]));
      } finally {
        database.close();
      }
    };
    const before = rows();
    const { size } = await stat(file);
    for (let round = 0; round < 24; round += 1) {
      const at = Math.floor((size * (round + Math.random())) / 24);
      await flipBit(file, at);
      const ran = await verify();
      if (ran.exitCode === 0) expect([at, rows()]).toEqual([at, before]);
      else expect([at, ran.exitCode]).toEqual([at, 1]);
      await restore();
    }
  });

  test("a clock that was set back is named, and nothing is lost or out of order", async () => {
    await desk.done("2026-05-18T06:00:00Z", "desk staff add Onni --role clerk");
    const { clockSetBack, faults } = (await verify()).json<{ journal: { clockSetBack: { to: string }[]; faults: unknown[] } }>().journal;
    expect([clockSetBack.map(({ to }) => to), faults]).toEqual([["2026-05-18T06:00:00.000Z"], []]);
    await restore();
  });
});

describe("a mirror that goes while files are stored", () => {
  test("unplugged in the middle: what was reported is stored, and gets its second copy when the disk is back", async () => {
    const disk = await smallDisk(64_000);
    const data = await temporaryFolder();
    const worker = await buildWorker(join(import.meta.dirname, "archive-worker.ts"), await temporaryFolder());
    const running = runWorker(worker, data, disk.path);
    await running.ready();
    await sleep(150);
    execFileSync("umount", ["--lazy", disk.path]);
    await sleep(150);
    running.kill();
    await running.ended();
    const reported = running.lines.filter((line) => line.length === 64);
    expect(reported.length).toBeGreaterThan(2);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.path]);
    const archive = await openArchive(data, disk.path);
    await archive.catchUp();
    const states = await Promise.all(reported.map((sha256) => archive.verify(sha256)));
    expect(states.filter(({ archive: first, mirror }) => first !== "verified" || mirror !== "verified")).toEqual([]);
  });

  test("kill -9 while it is caught up: the queue loses nothing, and no half-written copy is read", async () => {
    const root = await temporaryFolder();
    const [data, mirror] = [join(root, "data"), join(root, "mirror")];
    const archive = await openArchive(data, null);
    const stored = await Promise.all(Array.from({ length: 60 }, (_, index) => archive.put(Buffer.alloc(50_000 + index, `${index}`))));
    const worker = await buildWorker(join(import.meta.dirname, "catch-up-worker.ts"), join(root, "worker"));
    for (let round = 0; round < 6; round += 1) {
      const running = runWorker(worker, data, mirror);
      await running.ready();
      await sleep(Math.random() * 40);
      running.kill();
      await running.ended();
    }
    const again = await openArchive(data, mirror);
    expect((await again.catchUp()).pending).toBe(0);
    const states = await Promise.all(stored.map(({ sha256 }) => again.verify(sha256)));
    expect(states.filter(({ archive: first, mirror: second }) => first !== "verified" || second !== "verified")).toEqual([]);
    for (const { sha256, path } of stored)
      expect(await readFile(join(mirror, "archive", sha256.slice(0, 2), sha256.slice(2)))).toEqual(await readFile(path));
  });
});
