/** Past returns by changed terms. A chair is worth 64.90; three are cracked, four dirty (at least 5.00): 199.70 as signed. */
import { expect, test } from "vitest";
import { settleDispute } from "../../src/app/settle-dispute.ts";
import { type Trial, tryTerms } from "../../src/app/try-terms.ts";
import { day } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildDamaged, buildMatch, buildTerms, buildWear } from "../support/build-terms.ts";
import { manyReturns } from "../support/many-returns.ts";
import { returnedDesk, THREE_CRACKED } from "../support/returned-desk.ts";

const trial = (over: Partial<Trial>): Trial => ({ terms: buildTerms(), since: null, onProgress: () => {}, ...over });

const HALF = buildDamaged({ price: { kind: "share", of: "currentValue", rate: basisPoints(5_000) } });
const DISPUTED = THREE_CRACKED.replace("answer: { all: agrees }", "answer: { all: disputes, words: Ne olivat jo rikki. }");

test("who would have paid more or less, over all contracts", async () => {
  const { desk, contracts } = await manyReturns(3);
  const progress: string[] = [];
  const tried = await tryTerms(
    desk,
    trial({ terms: buildTerms({ damaged: [HALF] }), onProgress: (done, all) => progress.push(`${done}/${all}`) }),
  );
  const one = (contract: string) => ({
    contract,
    asSigned: 19_970,
    changed: 10_235,
    difference: -9_735,
    problems: 0,
    waiverUnknown: false,
  });
  expect(tried.contracts).toMatchObject(contracts.map(one));
  expect(tried).toMatchObject({ returns: 3, asSigned: 59_910, changed: 30_705, difference: -29_205 });
  expect(progress).toEqual(["1/3", "2/3", "3/3"]);
});

test("rules that no return came across", async () => {
  const { desk } = await returnedDesk();
  const terms = buildTerms({
    wear: [buildWear()],
    damaged: [HALF, buildDamaged({ id: "damaged.2", match: buildMatch({ categories: ["boats"] }) })],
  });
  const { idle } = await tryTerms(desk, trial({ terms }));
  // Back within the grace of two hours: the late rule spared it, and so it applied.
  expect(idle.map(({ id }) => id)).toEqual(["wear.1", "damaged.2", "missing.1", "notify"]);
});

test("clauses that were disputed count as often as returns, also when they are settled since", async () => {
  const { desk } = await returnedDesk({ answers: DISPUTED });
  const expected = [
    { terms: "test-terms", clause: "5.2", returns: 1, amount: 19_470 },
    { terms: "test-terms", clause: "6.1", returns: 1, amount: 500 },
  ];
  expect((await tryTerms(desk, trial({}))).disputed).toEqual(expected);
  const all = { position: null, part: null, count: null };
  await settleDispute(desk, "2026-0117", all, { outcome: "dropped", reason: "Sovittiin.", decidedBy: "Mira Salo" });
  const settled = await tryTerms(desk, trial({}));
  expect(settled.disputed).toEqual(expected);
  expect(settled.contracts).toMatchObject([{ asSigned: 0, changed: 0 }]);
});

test("what the changed terms cannot price is left out of the sums, and said", async () => {
  const { desk } = await returnedDesk();
  const terms = buildTerms({ damaged: [buildDamaged({ match: buildMatch({ categories: ["boats"] }) })] });
  const tried = await tryTerms(desk, trial({ terms }));
  expect(tried.contracts).toMatchObject([{ problems: 1 }]);
  expect(tried).toMatchObject({ asSigned: 0, changed: 0, difference: 0 });
});

test("only returns since a day", async () => {
  const { desk } = await returnedDesk();
  expect((await tryTerms(desk, trial({ since: day("2026-05-18") }))).returns).toBe(1);
  expect((await tryTerms(desk, trial({ since: day("2026-05-19") }))).returns).toBe(0);
});

test("a desk without returns has nothing to compare", async () => {
  const { desk } = await returnedDesk({ answers: null });
  expect(
    await tryTerms(desk, trial({ terms: buildTerms({ smallestSum: { id: "smallestSum", clause: "9.3", amount: cents(500) } }) })),
  ).toMatchObject({
    contracts: [],
    returns: 0,
    disputed: [],
  });
});
