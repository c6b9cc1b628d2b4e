/**
 * What is owed and why. Pure: the same facts give the same assessment, to the last character. The order of the steps is fixed
 * (DESIGN §6) and stands here; the terms choose amounts only.
 */
import { type Cents, ZERO } from "../kernel/money.ts";
import { contractCaps, lineCaps } from "./adjustments/caps.ts";
import { concede } from "./adjustments/concede.ts";
import { minimumFee } from "./adjustments/minimum-fee.ts";
import { smallestSum } from "./adjustments/smallest-sum.ts";
import { timesQuantity } from "./adjustments/times-quantity.ts";
import { waiverOfContract } from "./adjustments/waiver-of-contract.ts";
import { disputesAll } from "./answers.ts";
import { assessLine, inOrderOf, type LineOutcome } from "./assess-line.ts";
import {
  type Assessment,
  type AssessmentProblem,
  type Charge,
  type EarlierUse,
  type Facts,
  type NotCharged,
  type Source,
  sourceKey,
  type TraceStep,
} from "./assessment.ts";
import { chargeKey, idleConcessions } from "./concession.ts";
import { type Context, readContext } from "./context.ts";
import type { Draft } from "./draft.ts";
import { NOTHING_USED } from "./earlier-use.ts";
import { problemOf } from "./found.ts";
import { bySource } from "./order.ts";
import { type Billed, readBilled } from "./ranges.ts";
import { dirtyFees, extraFees, feeMarker, type LineCall } from "./rules/fees.ts";
import { saidOnce } from "./said-once.ts";
import { readSettled, settleDisputed } from "./settled.ts";

const WHOLE_RETURN: Source = { position: null, subject: "extra", group: null, findings: [], first: 0, count: 1 };

/** Charges of the units, and of the fees that lines and the return have once. */
function draftAll(context: Context, billed: Billed, outcomes: readonly LineOutcome[]) {
  const all = disputesAll(context.facts.inspection.answer);
  const units = outcomes.flatMap(({ line, cohorts }) => timesQuantity(billed, line, cohorts, all));
  const calls: LineCall[] = [];
  for (const { line, facts, cohorts } of outcomes) {
    for (const cohort of cohorts) {
      for (const { rule, caller } of cohort.calls)
        calls.push({ rule, caller, line, disputed: cohort.disputed, hours: facts.cleaningHours });
    }
  }
  const cleaning = dirtyFees(
    context,
    billed,
    outcomes.flatMap(({ dirty }) => dirty),
  );
  const extras = extraFees(context, billed, calls);
  return { drafts: [...units, ...cleaning, ...extras.drafts], problems: extras.problems };
}

/** What the line and contract levels make of the drafts, and what that uses up. */
interface Levelled {
  readonly drafts: readonly Draft[];
  readonly used: EarlierUse;
}

/** Markers of the fees that are charged once for a line or the return. */
const feesMet = (drafts: readonly Draft[]): Record<string, Cents> =>
  Object.fromEntries(
    drafts
      .filter(({ unitAmount }) => unitAmount === null)
      .map(({ basis, line }) => [feeMarker({ id: basis.rule }, line?.position ?? null), ZERO]),
  );

/** Steps 7 to 12. */
function level(context: Context, drafts: readonly Draft[]): Levelled {
  const minimum = minimumFee(context, drafts);
  const byLine = lineCaps(context, minimum.drafts);
  const waived = waiverOfContract(context, byLine.drafts);
  const capped = contractCaps(context, waived.drafts);
  const billed = smallestSum(context, capped.drafts);
  if (billed.some(({ gone }) => gone === "belowSmallestSum")) return { drafts: billed, used: NOTHING_USED };
  const used = {
    waiver: waived.used,
    caps: { ...byLine.used, ...capped.used },
    minimums: { ...feesMet(drafts), ...minimum.used },
    deposit: ZERO,
  };
  return { drafts: billed, used };
}

const toCharge = (context: Context, draft: Draft, index: number): Charge => ({
  id: `C${index + 1}`,
  kind: draft.basis.kind,
  source: draft.source,
  rule: draft.basis.rule,
  clause: draft.basis.clause,
  unitAmount: draft.unitAmount,
  amount: draft.amount,
  mode: context.prices,
  vat: draft.basis.vat,
  disputed: draft.disputed,
  trace: draft.trace,
});

const toDisputed = ({ source, basis }: Draft): NotCharged => ({
  source,
  reason: "disputed",
  rule: basis.rule,
  clause: basis.clause,
  sentence: "notCharged.disputed",
  values: {},
  trace: [],
});

function toNotCharged({ source, basis, gone, trace }: Draft): NotCharged {
  const reason = gone ?? "nothingOwed";
  const { values } = trace.at(-1) as TraceStep;
  return { source, reason, rule: basis.rule, clause: basis.clause, sentence: `notCharged.${reason}`, values, trace };
}

/** One entry for a source, however many headings it would have been charged under. */
function once(entries: readonly NotCharged[]): NotCharged[] {
  const seen = new Set<string>();
  return entries.filter(({ source, reason }) => {
    const key = `${reason} ${sourceKey(source)} ${source.findings.join(" ")}`;
    return !seen.has(key) && seen.add(key);
  });
}

function assembled(context: Context, outcomes: readonly LineOutcome[]): Assessment {
  const { facts } = context;
  const { drafts: all, problems } = draftAll(context, readBilled(facts.billed), outcomes);
  const { drafts, dropped } = settleDisputed(all, readSettled(facts.inspection.settled));
  const waits = ({ disputed }: Draft): boolean => disputed && facts.include === "agreed";
  const levelled = level(
    context,
    drafts.filter((draft) => !waits(draft)),
  );
  const sorted = [...levelled.drafts].sort((a, b) => bySource(a.source, b.source));
  const owed = sorted.filter(({ amount }) => amount > 0).map((draft, index) => toCharge(context, draft, index));
  const { charges, notCharged: given } = concede(owed, facts.concessions);
  const notCharged = [
    ...saidOnce(
      outcomes.flatMap((outcome) => outcome.notCharged),
      facts.inspection.lines,
    ),
    ...drafts.filter(waits).map(toDisputed),
    ...dropped,
    ...sorted.filter(({ amount }) => amount === 0).map(toNotCharged),
    ...given,
  ];
  const known = [...owed.map(chargeKey), ...drafts.filter(waits).map(({ source, basis }) => chargeKey({ source, rule: basis.rule }))];
  const idle = idleConcessions(facts.concessions, known, facts.billed);
  return {
    inspection: facts.inspection.id,
    inOrder: outcomes.flatMap((outcome) => inOrderOf(outcome.facts) ?? []),
    charges,
    notCharged: once(notCharged).sort((a, b) => bySource(a.source, b.source)),
    problems: [...outcomes.flatMap((outcome) => outcome.problems), ...problems],
    ...(idle.length > 0 ? { idleConcessions: idle } : {}),
    used: levelled.used,
  };
}

const failedAltogether = (facts: Facts, problem: AssessmentProblem): Assessment => ({
  inspection: facts.inspection.id,
  inOrder: [],
  charges: [],
  notCharged: [],
  problems: [problem],
  used: NOTHING_USED,
});

/**
 * Turns the facts of one load into charges with their traces, into what costs nothing with its reason, and into problems that somebody
 * must decide. An assessment with problems cannot become a bill; a rule that throws is one of them.
 */
export function assess(facts: Facts): Assessment {
  try {
    const context = readContext(facts);
    const lines = [...facts.inspection.lines].sort((a, b) => a.position - b.position);
    return assembled(
      context,
      lines.map((line) => assessLine(context, line)),
    );
  } catch (error) {
    return failedAltogether(facts, problemOf(error, WHOLE_RETURN));
  }
}
