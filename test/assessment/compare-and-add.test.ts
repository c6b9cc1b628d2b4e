/** Sides that lack what the other has, and the order of what has no number. */
import { expect, it } from "vitest";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { compareCharges } from "../../src/assessment/compare-charges.ts";
import { addUse, NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import { firedRules, rulesOf } from "../../src/assessment/fired-rules.ts";
import { byNumberedText } from "../../src/assessment/order.ts";
import { waiverIn } from "../../src/assessment/reckon-anew.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildCharge, buildSource } from "../support/build-billing.ts";
import { buildTerms, buildWaiver } from "../support/build-terms.ts";

const NOTHING: Assessment = { inspection: "R-1", inOrder: [], charges: [], notCharged: [], problems: [], used: NOTHING_USED };

it("compares what only one side has, and says nothing of the other but that nothing is owed", () => {
  const source = buildSource({ position: null, subject: "extra", group: null, findings: [], count: 1 });
  const fee = buildCharge({ kind: "delivery", source, amount: cents(700) });
  expect(compareCharges(NOTHING, { ...NOTHING, charges: [fee] })).toEqual([
    {
      source,
      kind: "delivery",
      signed: { amount: 0, clause: null, notCharged: "nothingOwed" },
      otherwise: { amount: 700, clause: "5.2", notCharged: null },
      difference: 700,
    },
  ]);
});

it("adds up what loads have used, whichever of them has used it", () => {
  const first = { ...NOTHING_USED, caps: { a: cents(1) }, waiver: { contract: { before: cents(5), paid: cents(3) } } };
  const second = { ...NOTHING_USED, caps: { b: cents(2) }, minimums: { m: cents(4) } };
  expect([addUse(first, second), addUse(second, first)]).toMatchObject(
    Array.from({ length: 2 }, () => ({
      caps: { a: 1, b: 2 },
      minimums: { m: 4 },
      waiver: { contract: { before: 5, paid: 3 } },
    })),
  );
});

it("puts numbered texts in the order of their words, then of their numbers", () => {
  expect(["G10", "H1", "G2", "F3"].sort(byNumberedText)).toEqual(["F3", "G2", "G10", "H1"]);
});

it("knows the rules of terms that leave out what they need not say, and no waiver that they lack", () => {
  const ids = (over: Parameters<typeof buildTerms>[0]) => rulesOf(buildTerms(over)).map(({ id }) => id);
  expect(ids({ value: null, notify: null })).toEqual(["damaged.1", "missing.1", "dirty.1", "late.1"]);
  expect(ids({ smallestSum: { id: "smallestSum", clause: "9.3", amount: cents(500) } }).slice(-2)).toEqual(["smallestSum", "notify"]);
  const terms = buildTerms({ waivers: [buildWaiver()] });
  expect([waiverIn(terms, "share"), waiverIn(terms, "other"), waiverIn(terms, null)]).toEqual(["share", null, null]);
});

it("counts the rules that priced or spared something, and none for what was there before", () => {
  const spared = (rule: string | null) => ({
    source: buildSource(),
    reason: rule === null ? ("baseline" as const) : ("wear" as const),
    rule,
    clause: null,
    sentence: "notCharged.wear",
    values: {},
    trace: [],
  });
  const fired = firedRules({ ...NOTHING, charges: [buildCharge()], notCharged: [spared("wear.1"), spared(null)] });
  expect([...fired]).toEqual(["damaged.1", "value", "wear.1"]);
});
