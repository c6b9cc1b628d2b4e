/** The real program, killed while it exports: the next run finishes what was begun. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ended, type ManyReturns, manyReturns, runInvoice, startInvoice } from "../support/many-returns.ts";

const BILLS = 24;
let returns: ManyReturns;
let out: string;

beforeAll(async () => {
  returns = await manyReturns(BILLS);
  out = await mkdtemp(join(tmpdir(), "returndesk-out-"));
  expect(await runInvoice(returns.desk, ["--all", "--yes"])).toMatchObject({ code: 0 });
}, 240_000);
afterAll(async () => {
  await returns.desk.close();
  await rm(out, { recursive: true, force: true });
});

/** Runs it until something is reached, and kills it then. */
async function killWhen(argv: readonly string[], reached: () => Promise<boolean>): Promise<Ended> {
  const { ended, kill } = startInvoice(returns.desk, argv);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && !(await reached())) await sleep(1);
  kill();
  return ended;
}

const exported = async () => (await returns.desk.store()).read(({ eInvoices }) => eInvoices.all());

test("an export that was killed goes on where it stopped, and every file is whole", async () => {
  const argv = ["export", "--all", "--format", "finvoice", "--out", out];
  expect(await killWhen(argv, async () => (await exported()).length > 0)).toMatchObject({ code: null });
  const before = await exported();
  expect(before.length).toBeLessThan(2 * BILLS);
  expect(await runInvoice(returns.desk, argv)).toMatchObject({ code: 0 });
  const after = await exported();
  expect(after).toHaveLength(2 * BILLS);
  expect(after.filter(({ number }) => before.some((one) => one.number === number))).toEqual(
    [...before].sort((a, b) => after.findIndex(({ number }) => number === a.number) - after.findIndex(({ number }) => number === b.number)),
  );
  const archive = await returns.desk.archive();
  expect((await readdir(out)).sort()).toEqual(after.map(({ name }) => name).sort());
  for (const { name, sha256 } of after) {
    expect(await archive.verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
    expect((await readFile(join(out, name))).equals(Buffer.from(await archive.read(sha256)))).toBe(true);
  }
  expect(await (await returns.desk.store()).read(({ journal }) => journal.firstBroken())).toBeNull();
});
