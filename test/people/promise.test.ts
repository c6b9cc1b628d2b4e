/** What was promised: which instalments are kept, and when nobody is reminded. */
import { expect, test } from "vitest";
import { day, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import {
  equalParts,
  type GivenPromise,
  instalmentChanges,
  nextInstalment,
  promisedWords,
  promiseName,
  promiseNumber,
} from "../../src/people/promise.ts";

const part = (id: number, due: string, amount: number, outcome: GivenPromise["outcome"] = null): GivenPromise => ({
  id,
  at: instant("2026-05-20T09:00:00Z"),
  by: "mira",
  remedy: "instalment",
  case: null,
  contract: "T-1",
  billing: 1,
  amount: cents(amount),
  due: day(due),
  owner: "mira",
  outcome,
  endedAt: null,
  steps: [],
});
const PLAN = [part(3, "2026-08-17", 4_000), part(1, "2026-06-15", 3_000), part(2, "2026-07-15", 3_000)];
const changed = (plan: readonly GivenPromise[], open: number) =>
  instalmentChanges(plan, cents(open)).map(({ promise, becomes }) => [promise.id, becomes]);

test("an instalment is kept as soon as no more is open than the later ones bring, whatever the payments were", () => {
  expect([10_000, 7_001, 7_000, 4_001, 4_000, 1, 0].map((open) => changed(PLAN, open))).toEqual([
    [],
    [],
    [[1, "kept"]],
    [[1, "kept"]],
    [
      [1, "kept"],
      [2, "kept"],
    ],
    [
      [1, "kept"],
      [2, "kept"],
    ],
    [
      [1, "kept"],
      [2, "kept"],
      [3, "kept"],
    ],
  ]);
});

test("a payment that is taken back opens it again; what was given up counts for nothing", () => {
  expect(changed([part(1, "2026-06-15", 3_000, "kept"), part(2, "2026-07-15", 3_000)], 6_000)).toEqual([[1, "reopened"]]);
  expect(changed([part(1, "2026-06-15", 3_000, "missed"), part(2, "2026-06-15", 3_000), part(4, "2026-06-15", 1_000)], 1_000)).toEqual([
    [2, "kept"],
  ]);
});

test("nobody is reminded before the next day is over, while all days before were kept", () => {
  const kept = part(1, "2026-06-15", 3_000, "kept");
  const next = part(2, "2026-07-15", 3_000);
  expect([
    nextInstalment([], day("2026-06-01")),
    nextInstalment([next, kept], day("2026-07-15")),
    nextInstalment([next, kept], day("2026-07-16")),
    nextInstalment([next, part(1, "2026-06-15", 3_000, "missed")], day("2026-06-20")),
    nextInstalment([kept], day("2026-06-20")),
  ]).toEqual([null, "2026-07-15", null, null, null]);
});

test("parts are equal to the cent, names are read in any case", () => {
  expect(equalParts(cents(6_202), 3)).toEqual([2_068, 2_067, 2_067]);
  expect([promiseName(12), promiseNumber(" s-12 "), promiseNumber("P-12")]).toEqual(["S-12", 12, null]);
  const step = { at: instant("2026-05-20T09:00:00Z"), by: "mira", event: { kind: "made" }, words: "Kuppi" } as const;
  expect([promisedWords({ steps: [step] }), promisedWords({ steps: [] })]).toEqual(["Kuppi", null]);
});
