/** A worked example: terms as a user's file says them, facts, and what comes out as kinds and sums. */
import { assess } from "../../src/assessment/assess.ts";
import type { Assessment, Facts } from "../../src/assessment/assessment.ts";
import { NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import { checkTerms } from "../../src/contract/check-terms.ts";
import type { Contract, ContractLine } from "../../src/contract/contract.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import type { Terms } from "../../src/contract/terms.ts";
import type { LineFacts } from "../../src/inspection/inspection.ts";
import { day } from "../../src/kernel/dates.ts";
import type { Problem } from "../../src/kernel/result.ts";
import { buildContract, buildCustomer, buildLine } from "../support/build-contract.ts";
import { buildInspection, buildLineFacts } from "../support/build-inspection.ts";

const HEAD = `
name: example
version: "1"
title: { en: Example terms }
currency: EUR
languages: [en]
clauses:
  "1": { title: { en: Wear and value }, text: { en: What is worn, and what a unit is worth. } }
  "2": { title: { en: Charges }, text: { en: What is charged. } }
  "3": { title: { en: Waiver and caps }, text: { en: What limits the charge. } }
  "9": { title: { en: Payment }, text: { en: How it is paid. } }
payment: { clause: "9", daysNet: 14 }
severities:
  - { severity: minor, text: { en: Seen from close by. } }
  - { severity: moderate, text: { en: Seen from a distance. } }
  - { severity: severe, text: { en: Beyond use. } }
`;

/** Straight line from the replacement price, net. */
export const STRAIGHT_LINE = 'value: { clause: "1", base: replacement price, depreciation: straight line, claims: net }\n';

/** What stops terms from being added. */
export function refusals(sections: string): readonly Problem[] {
  const parsed = parseTerms(HEAD + sections);
  return parsed.ok ? checkTerms(parsed.value.terms, parsed.value.places).errors : parsed.problems;
}

/** Terms by the door that a user's file takes. @throws when the file would be refused. */
export function readTerms(sections: string): Terms {
  const problems = refusals(sections);
  if (problems.length > 0)
    throw new Error(problems.map(({ line, code, values }) => `${line}: ${code} ${JSON.stringify(values)}`).join("\n"));
  const parsed = parseTerms(HEAD + sections);
  if (!parsed.ok) throw new Error("refused");
  return parsed.value.terms;
}

/** A chair at 89.00 in service since 2024-03-10 with a life of 8 years: worth 64.90 when it came back on 2026-05-20. */
export const chair = (differs: Partial<ContractLine> = {}): ContractLine => buildLine({ lifeMonths: 96, ...differs });

export interface Example {
  readonly terms: string;
  readonly contract?: Partial<Contract>;
  /** The first is line 1; ten units each unless `out` says otherwise. */
  readonly lines?: readonly (Partial<LineFacts> & { readonly out?: number })[];
  readonly facts?: Partial<Facts>;
}

/** A business customer, net prices, due and back on the day unless the example says otherwise; nothing was noted at hand-over. */
export function factsOf({ terms, contract = {}, lines = [], facts = {} }: Example): Facts {
  const full = buildContract({ customer: buildCustomer({ kind: "business" }), prices: "net", due: BACK, lines: [chair()], ...contract });
  return {
    contract: full,
    terms: readTerms(terms),
    baseline: buildInspection({
      id: "R-0",
      kind: "handover",
      load: 0,
      lines: full.lines.map(({ position }) => buildLineFacts({ position })),
    }),
    inspection: buildInspection({ lines: lines.map((line, index) => buildLineFacts({ position: index + 1, out: 10, ...line })) }),
    earlierLoads: [],
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    calendar: { holidays: new Set() },
    today: day("2026-06-20"),
    include: "all",
    billed: [],
    ...facts,
  };
}

const BACK = buildInspection().cameBackAt;

export const assessed = (example: Example): Assessment => assess(factsOf(example));

/** Each charge as `diminution 194.70`, in order; problems as `problem: unpriced`. */
export const sums = ({ charges, problems }: Assessment): string[] => [
  ...problems.map(({ code }) => `problem: ${code}`),
  ...charges.map(({ kind, amount }) => `${kind} ${(amount / 100).toFixed(2)}`),
];

/** What is not charged, as `wear`, in order. */
export const reasons = ({ notCharged }: Assessment): string[] => notCharged.map(({ reason }) => reason);
