/** What terms say comes off the rent when something was ours: read, checked with its place, and explained. */
import { expect, test } from "vitest";
import { explainTerms } from "../../src/assessment/explain/explain-terms.ts";
import { checkTerms } from "../../src/contract/check-terms.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { edited } from "../support/contract-texts.ts";

const TERMS = `name: terms
version: 1
title: { en: Terms }
languages: [en]
clauses:
  "1": { title: { en: All }, text: { en: "All of it." } }
ourFaults:
  - { clause: "1", faults: [short, late], reduction: 100 % of rent }
  - { id: unwashed, clause: "1", faults: dirty, categories: cups, reduction: 0.50 }
payment: { clause: "1", daysNet: 14 }
`;

function problems(...edits: readonly (readonly [from: string, to: string])[]): string[] {
  const parsed = parseTerms(edited(TERMS, ...edits));
  const found = parsed.ok ? checkTerms(parsed.value.terms, parsed.value.places).errors : parsed.problems;
  return found.map(({ line, code }) => `${line} ${code}`);
}

test("a share of the rent or a sum, by fault and goods; terms without it are as they were", () => {
  const parsed = parseTerms(TERMS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const nothing = { types: [], severities: [], categories: [], products: [], parts: [], sizeMm: null };
  expect(parsed.value.terms.ourFaults).toEqual([
    { id: "ourFaults.1", clause: "1", faults: ["short", "late"], match: nothing, reduction: { kind: "rent", rate: 10_000 } },
    {
      id: "unwashed",
      clause: "1",
      faults: ["dirty"],
      match: { ...nothing, categories: ["cups"] },
      reduction: { kind: "fixed", amount: 50 },
    },
  ]);
  const without = parseTerms(TERMS.replace(/ourFaults:\n.*\n.*\n/u, ""));
  expect(without.ok && "ourFaults" in without.value.terms).toBe(false);
});

test.each([
  [["faults: dirty, categories: cups", "faults: late"], "9 faults-overlap"],
  [["100 % of rent", "120 % of rent"], "8 above-the-rent"],
  [["100 % of rent", "50 %"], "8 share-of-nothing"],
  [["100 % of rent", "much of rent"], "8 not-a-rate"],
  [["100 % of rent", "plenty"], "8 not-a-sum"],
  [['id: unwashed, clause: "1"', 'id: unwashed, clause: "2"'], "9 no-such-clause-near"],
] as const)("%j is refused with its place", (edit, problem) => expect(problems(edit)).toEqual([problem]));

test("it is explained with the clause it rests on", () => {
  const parsed = parseTerms(TERMS);
  if (!parsed.ok) throw new Error("unread");
  const words = { unit: "item", estimate: "estimate", names: {} } as unknown as Parameters<typeof explainTerms>[1];
  const said = explainTerms(parsed.value.terms, words).filter(({ section }) => section === "ourFaults");
  expect(said.map(({ rule, clause, says }) => [rule, clause, says.map(({ sentence }) => sentence)])).toEqual([
    ["ourFaults.1", "1", ["ourFault.rent", "ourFault.most"]],
    ["unwashed", "1", ["ourFault.fixed", "ourFault.most"]],
  ]);
});
