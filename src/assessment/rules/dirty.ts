/** Dirty units: a fee by unit or hour, once a line or return, or a share of the rent. Stands apart from damage. */
import type { ContractLine } from "../../contract/contract.ts";
import type { DirtyRule } from "../../contract/terms.ts";
import type { LineFacts } from "../../inspection/inspection.ts";
import { mulDiv, shareOf } from "../../kernel/money.ts";
import { byAnswer } from "../answers.ts";
import type { NotCharged, Source } from "../assessment.ts";
import { basisOf } from "../basis.ts";
import { lineClaimant } from "../claim-by-match.ts";
import type { Context } from "../context.ts";
import type { Cohort, UnitPrice } from "../draft.ts";
import { Stop } from "../stop.ts";
import { traced } from "../trace.ts";
import { knownCountLeft } from "./baseline.ts";
import { extrasCalled } from "./extras.ts";

/** Dirty units of a line; they have no price of their own where the fee is once for the line or the return. */
export interface DirtyUnits {
  readonly rule: DirtyRule;
  readonly cohort: Cohort;
}

const dirtySource = (line: ContractLine, first: number, count: number): Source => ({
  position: line.position,
  subject: "dirty",
  group: null,
  findings: [],
  first,
  count,
});

function unitPrice(context: Context, line: ContractLine, rule: DirtyRule): UnitPrice | null {
  const basis = basisOf(context, "cleaning", rule, line);
  if (rule.fee.per === "unit") {
    const { amount } = rule.fee;
    return { basis, amount, trace: [traced(3, rule, "dirty.unit", { amount: { cents: amount } }, amount)] };
  }
  if (rule.fee.per === "rent") {
    const { rate } = rule.fee;
    const amount = shareOf(line.dailyRent, rate);
    return { basis, amount, trace: [traced(3, rule, "dirty.rent", { rent: { cents: line.dailyRent }, rate: { rate } }, amount)] };
  }
  return null;
}

/** By the hour the whole line is one sum. @throws Stop `noHours` when nobody has entered the hours. */
function hourly(context: Context, line: ContractLine, facts: LineFacts, rule: DirtyRule): UnitPrice | null {
  if (rule.fee.per !== "hour") return null;
  if (facts.cleaningHours === null) throw new Stop("noHours", { product: { text: line.name } });
  const hundredths = Math.round(facts.cleaningHours * 100);
  const amount = mulDiv(rule.fee.amount, hundredths, 100);
  const values = { amount: { cents: rule.fee.amount }, hours: { hundredths } };
  return { basis: basisOf(context, "cleaning", rule, line), amount, trace: [traced(3, rule, "dirty.hour", values, amount)] };
}

export interface DirtyFound {
  readonly units: readonly DirtyUnits[];
  readonly notCharged: readonly NotCharged[];
}

const spared = (source: Source, reason: "baseline" | "nothingOwed"): NotCharged => ({
  source,
  reason,
  rule: null,
  clause: null,
  sentence: reason === "baseline" ? "notCharged.baseline.dirty" : "notCharged.dirtyFree",
  values: { count: { count: source.count } },
  trace: [],
});

/** @throws Stop `unpriced` when the terms charge for dirt, yet not on this line. */
export function dirtyUnits(context: Context, line: ContractLine, facts: LineFacts): DirtyFound {
  const known = Math.min(
    facts.dirty,
    knownCountLeft(context, line.position, (before) => before.dirty),
  );
  const count = facts.dirty - known;
  const notCharged = known > 0 ? [spared(dirtySource(line, count, known), "baseline")] : [];
  if (count === 0) return { units: [], notCharged };
  if (context.terms.dirty.length === 0)
    return { units: [], notCharged: [...notCharged, spared(dirtySource(line, 0, count), "nothingOwed")] };
  const rule = lineClaimant(context.terms.dirty, line);
  if (rule === null) throw new Stop("unpriced", { product: { text: line.name } });
  const disputed = context.disputes({ position: line.position, subject: "dirty", group: null }, count);
  const calls = extrasCalled(context, line, "dirty");
  const cohort = { line, subject: "dirty" as const, group: null, calls };
  const hours = hourly(context, line, facts, rule);
  if (hours !== null) {
    return { units: [{ rule, cohort: { ...cohort, first: 0, count: 1, disputed: disputed === count, prices: [hours] } }], notCharged };
  }
  const price = unitPrice(context, line, rule);
  const prices = price === null ? [] : [price];
  const parts = byAnswer({ line, subject: "dirty", group: null, first: 0, count, prices, calls }, disputed);
  return { units: parts.map((part) => ({ rule, cohort: part })), notCharged };
}
