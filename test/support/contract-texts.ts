/** The shortest contract and terms files that are right; a test edits the line it is about. */

import type { Problem, Result } from "../../src/kernel/result.ts";
import { inEnglish } from "./say-in-english.ts";

export const CONTRACT = `number: T-1
language: fi
prices: gross
terms: terms.yaml
customer:
  kind: consumer
  name: Aino Mäkelä
  address: { street: Kuja 1, postalCode: "33100", city: Tampere }
handOver: 2026-05-15 10:00
due: 2026-05-18 12:00
lines:
  - product: chair
    category: chairs
    name: Tuoli
    quantity: 10
    dailyRent: 4.00
    replacementPrice: 89.00
    inService: 2024-03-10
`;

export const TERMS = `name: terms
version: 1
title: { fi: Ehdot }
languages: [fi]
clauses:
  "1": { title: { fi: Arvo }, text: { fi: Käypä arvo. } }
value:
  clause: "1"
  base: replacement price
  life: { chairs: 8 years }
  depreciation: straight line
  claims: gross
damaged:
  - clause: "1"
    price: current value
missing:
  - clause: "1"
    price: current value
dirty:
  - clause: "1"
    fee: 0.60 per unit
late:
  - clause: "1"
    period: day
    price: 150 % of rent
payment:
  clause: "1"
  daysNet: 14
`;

/** Swaps one piece of text for another. @throws RangeError when it is not there, so that no test edits nothing. */
export function edited(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new RangeError(`no ${from} in the text`);
    return before.replace(from, () => to);
  }, text);
}

/** The same, and such that no warning is due. */
export const FAIR_TERMS = edited(TERMS, ["price: 150 % of rent", "price: 150 % of rent\n    cap: current value"]);

/** `12:15 lines[0].quantity not-whole: "2.5" is not …` for each problem. */
export const shown = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ line, column, path, code, values }) => `${line}:${column} ${path} ${code}: ${inEnglish({ code, values })}`);

export const problemsOf = (result: Result<unknown>): readonly string[] => (result.ok ? [] : shown(result.problems));
