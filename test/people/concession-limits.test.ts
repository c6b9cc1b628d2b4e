/** How much each role may give away, and whose word it takes. */
import { expect, test } from "vitest";
import { cents } from "../../src/kernel/money.ts";
import { actFor, limitOf } from "../../src/people/concession-limits.ts";

const LIMITS = {
  clerk: { perLine: cents(1_000), perContract: cents(2_000) },
  lead: { perLine: cents(5_000), perContract: cents(10_000) },
};

test("the least role whose limits cover the line and the contract decides, else an owner", () => {
  const act = (line: number, contract: number) => actFor(LIMITS, { line: cents(line), contract: cents(contract) });
  expect([act(1_000, 2_000), act(1_001, 1_001), act(1_000, 2_001), act(5_000, 10_000), act(5_001, 5_001)]).toEqual([
    "concession.clerk",
    "concession.lead",
    "concession.lead",
    "concession.lead",
    "concession.owner",
  ]);
});

test("a temp gives nothing, an owner anything, the others up to their limit", () => {
  expect([limitOf(LIMITS, "temp"), limitOf(LIMITS, "clerk"), limitOf(LIMITS, "lead"), limitOf(LIMITS, "owner")]).toEqual([
    { perLine: 0, perContract: 0 },
    LIMITS.clerk,
    LIMITS.lead,
    null,
  ]);
});
