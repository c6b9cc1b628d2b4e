/** Eight programs take numbers at once, and some are killed: every number is used once, and none is left out. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { buildWorker, runWorker } from "../support/run-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const source = join(import.meta.dirname, "numbers-worker.ts");
const series = (length: number) => Array.from({ length }, (_, index) => `L-2026-${String(index + 1).padStart(4, "0")}`);

/** The numbers that are in the books, in the order in which they were entered. */
function entered(folder: string): string[] {
  const database = new BetterSqlite3(databasePath(folder), { readonly: true });
  try {
    return database.prepare("select subject from journal order by seq").pluck().all() as string[];
  } finally {
    database.close();
  }
}

const chainBreak = async (folder: string): Promise<number | null> => {
  const store = await openStore(folder);
  try {
    return await store.read(({ journal }) => journal.firstBroken());
  } finally {
    await store.close();
  }
};

test("eight at once on a database that none of them has made yet", async () => {
  const root = await temporaryFolder();
  const [folder, worker] = [join(root, "data"), await buildWorker(source, join(root, "worker"))];
  const workers = Array.from({ length: 8 }, () => runWorker(worker, folder, "50"));
  expect(await Promise.all(workers.map((one) => one.ended()))).toEqual(workers.map(() => 0));
  const taken = workers.flatMap((one) => one.lines);
  expect([...taken].sort()).toEqual(series(8 * 40));
  expect(entered(folder)).toEqual(series(8 * 40));
  expect(await chainBreak(folder)).toBeNull();
});

test("eight at once, four of them killed, four times over", async () => {
  const root = await temporaryFolder();
  const [folder, worker] = [join(root, "data"), await buildWorker(source, join(root, "worker"))];
  const reported: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const workers = Array.from({ length: 8 }, (_, index) => runWorker(worker, folder, index < 4 ? "100000" : "20"));
    await Promise.all(workers.map((one) => one.ready()));
    for (const doomed of workers.slice(0, 4)) {
      await sleep(Math.random() * 60);
      doomed.kill();
    }
    expect(await Promise.all(workers.map((one) => one.ended()))).toEqual([null, null, null, null, 0, 0, 0, 0]);
    reported.push(...workers.flatMap((one) => one.lines.filter((line) => /^L-2026-\d{4,}$/u.test(line))));
  }
  const all = entered(folder);
  expect(all).toEqual(series(all.length));
  expect(new Set(reported).size).toBe(reported.length);
  expect(reported.filter((number) => !all.includes(number))).toEqual([]);
  expect(await chainBreak(folder)).toBeNull();
});
