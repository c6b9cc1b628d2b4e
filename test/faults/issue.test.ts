/** The real program, killed at random moments and started eight times at once: no number is lost, none is used twice, none is left out. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finishRendering } from "../../src/app/render-billing.ts";
import type { IssuedBilling } from "../../src/invoice/billing.ts";
import { type Ended, type ManyReturns, manyReturns, runInvoice, startInvoice } from "../support/many-returns.ts";
import { NOTHING_WRONG } from "../support/nothing-wrong.ts";
import { assetsOf } from "../support/returned-desk.ts";

const billingsOf = async ({ desk }: ManyReturns): Promise<readonly IssuedBilling[]> =>
  (await desk.store()).read(({ billings }) => billings.list());

const numbersOf = (issued: readonly IssuedBilling[], letter: "L" | "K"): string[] =>
  issued.flatMap(({ billing }) => billing.documents.flatMap(({ number }) => (number?.startsWith(letter) ? number : []))).sort();

/** `L-2026-0001` to the count's, in the year of the billings. */
function series(issued: readonly IssuedBilling[], letter: "L" | "K"): string[] {
  const year = issued[0]?.billing.issuedOn.slice(0, 4);
  return issued.map((_, index) => `${letter}-${year}-${String(index + 1).padStart(4, "0")}`);
}

/** What holds after any stop and any crowd. */
async function expectWholeBooks(returns: ManyReturns): Promise<void> {
  const issued = await billingsOf(returns);
  expect(numbersOf(issued, "L")).toEqual(series(issued, "L"));
  expect(numbersOf(issued, "K")).toEqual(series(issued, "K"));
  const references = issued.map(({ billing }) => billing.settlement.reference);
  expect(new Set(references).size).toBe(issued.length);
  const billed = issued.map(({ billing }) => billing.contract);
  expect(new Set(billed).size).toBe(billed.length);
  const broken = await (await returns.desk.store()).read(({ journal }) => journal.firstBroken());
  expect(broken).toBeNull();
}

async function expectStoredPdfs(returns: ManyReturns): Promise<void> {
  const archive = await returns.desk.archive();
  for (const { pdf } of await billingsOf(returns)) {
    expect(await archive.verify(pdf?.sha256 ?? "none")).toEqual({ archive: "verified", mirror: "verified" });
  }
}

describe("kill -9 while a bill is issued", () => {
  const KILLS = 100;
  let returns: ManyReturns;
  beforeAll(async () => {
    returns = await manyReturns(KILLS + 1);
  }, 120_000);
  afterAll(() => returns.desk.close());

  test(`at ${KILLS} random moments`, async () => {
    const [first, ...others] = returns.contracts as [string, ...string[]];
    const whole = await runInvoice(returns.desk, [first, "--yes"]);
    expect(whole).toMatchObject({ code: 0, stderr: NOTHING_WRONG });
    const ended: Ended[] = [];
    for (const number of others) {
      const moment = whole.milliseconds * (0.15 + Math.random() * 0.95);
      ended.push(await runInvoice(returns.desk, [number, "--yes"], moment));
      if (ended.length % 20 === 0) await expectWholeBooks(returns);
    }
    const issued = await billingsOf(returns);
    const unrendered = issued.filter(({ pdf }) => pdf === null).length;
    const killed = ended.filter(({ code }) => code === null).length;
    process.stderr.write(
      `${killed} of ${KILLS} killed, ${issued.length - 1} issued all the same, ${unrendered} of them without their PDF\n`,
    );
    expect(killed).toBeGreaterThan(KILLS / 4);

    // What was left half-done is finished by the next command for it, or by the doctor; the rest is billed now.
    const [left] = issued.filter(({ pdf }) => pdf === null);
    if (left) expect((await runInvoice(returns.desk, [left.billing.contract, "--yes"])).code).toBe(0);
    expect((await finishRendering(returns.desk, assetsOf(returns.desk))).length).toBe(Math.max(0, unrendered - 1));
    expect((await runInvoice(returns.desk, ["--all", "--yes"])).code).toBe(0);
    await expectWholeBooks(returns);
    expect((await billingsOf(returns)).length).toBe(KILLS + 1);
    await expectStoredPdfs(returns);
  });
});

describe("kill -9 while all bills are issued", () => {
  const BILLS = 24;
  let returns: ManyReturns;
  beforeAll(async () => {
    returns = await manyReturns(BILLS);
  }, 120_000);
  afterAll(() => returns.desk.close());

  /** Runs it until so many bills are as they should be, and kills it then. */
  async function killWhen(reached: (issued: readonly IssuedBilling[]) => boolean): Promise<Ended> {
    const { ended, kill } = startInvoice(returns.desk, ["--all", "--yes"]);
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!over && !reached(await billingsOf(returns))) await sleep(1);
    kill();
    return ended;
  }

  test("while numbers are taken, and while PDFs are made: the next run finishes both", async () => {
    expect(await killWhen((issued) => issued.length >= BILLS / 4)).toMatchObject({ code: null });
    const numbered = await billingsOf(returns);
    expect(numbered.length).toBeLessThan(BILLS);
    await expectWholeBooks(returns);
    expect(await killWhen((issued) => issued.filter(({ pdf }) => pdf !== null).length >= BILLS / 4)).toMatchObject({ code: null });
    const stopped = await billingsOf(returns);
    expect(stopped.length).toBe(BILLS);
    expect(stopped.filter(({ pdf }) => pdf === null)).not.toEqual([]);
    expect(stopped.slice(0, numbered.length).map(({ sha256 }) => sha256)).toEqual(numbered.map(({ sha256 }) => sha256));
    expect(await runInvoice(returns.desk, ["--all", "--yes"])).toMatchObject({ code: 0, stderr: "" });
    await expectWholeBooks(returns);
    await expectStoredPdfs(returns);
    expect(await runInvoice(returns.desk, ["--all", "--yes"])).toMatchObject({ code: 0, stdout: "" });
  });
});

describe("eight programs at once", () => {
  const AT_ONCE = 8;
  let returns: ManyReturns;
  beforeAll(async () => {
    returns = await manyReturns(5 * AT_ONCE + 1);
  }, 120_000);
  afterAll(() => returns.desk.close());

  test("each with bills of its own: numbers without a gap", async () => {
    const own = returns.contracts.slice(0, 5 * AT_ONCE);
    const work = Array.from({ length: AT_ONCE }, async (_, worker) => {
      for (const number of own.filter((_number, index) => index % AT_ONCE === worker)) {
        expect(await runInvoice(returns.desk, [number, "--yes"])).toMatchObject({ code: 0, stderr: NOTHING_WRONG });
      }
    });
    await Promise.all(work);
    expect((await billingsOf(returns)).length).toBe(5 * AT_ONCE);
    await expectWholeBooks(returns);
    await expectStoredPdfs(returns);
  });

  test("all with the same bill: it is issued once", async () => {
    const last = returns.contracts.at(-1) as string;
    const ended = await Promise.all(Array.from({ length: AT_ONCE }, () => runInvoice(returns.desk, [last, "--yes"])));
    expect((await billingsOf(returns)).filter(({ billing }) => billing.contract === last).length).toBe(1);
    expect(ended.filter(({ code }) => code !== 0 && code !== 1)).toEqual([]);
    expect(ended.some(({ code }) => code === 0)).toBe(true);
    expect(ended.filter(({ code }) => code === 1).every(({ stderr }) => stderr.includes("nothing new to bill"))).toBe(true);
    await expectWholeBooks(returns);
    await expectStoredPdfs(returns);
  });
});
