/** Why a planned bill must not be issued yet: nothing is billed without the signed copy, undecided, or twice. */
import type { AssessmentProblem } from "../assessment/assessment.ts";
import { UserError } from "../kernel/errors.ts";
import type { Values } from "../kernel/result.ts";
import { faultName } from "./our-faults.ts";
import type { ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk } from "./ports.ts";
import { signedCopyState } from "./signed-copy-state.ts";

/** In the order a person would mend them. */
export async function billingObstacles(desk: Desk, plan: ReturnBillingPlan): Promise<readonly UserError[]> {
  const done = alreadyBilled(plan);
  if (done) return [done];
  const copy = await signedCopyObstacle(desk, plan.contract.number);
  return [...(copy ? [copy] : []), ...problemsOf(plan), ...undecidedFaults(plan)];
}

/** What was ours is decided before the bill goes out. */
const undecidedFaults = ({ ours, contract }: ReturnBillingPlan): readonly UserError[] =>
  (ours?.undecided ?? []).map(
    ({ id }) =>
      new UserError("fault-undecided", { fault: faultName(id), contract: contract.number }, [
        `invoice reduce ${contract.number} --fault ${faultName(id)} --sum 20,00`,
      ]),
  );

/** A return that is billed, with nothing new to charge, to refund or to let go. */
export function alreadyBilled({ billing, earlier, inspection, assessment }: ReturnBillingPlan): UserError | null {
  const last = earlier.at(-1);
  if (!last || billing.documents.length > 0 || assessment.problems.length > 0) return null;
  if (billing.settlement.refund > 0 || (billing.settlement.card?.released ?? 0) > 0) return null;
  const numbers = earlier.flatMap((issued) => issued.billing.documents.map((document) => document.number));
  const values = { id: inspection.id, contract: inspection.contract, numbers: numbers.join(", "), count: numbers.length };
  return new UserError("already-billed", values, [`invoice show ${numbers[0] ?? inspection.id}`]);
}

/** At least one stored file of the contract's signed copies must verify now. */
export async function signedCopyObstacle(desk: Desk, contract: string): Promise<UserError | null> {
  const state = await signedCopyState(desk, contract);
  if (state === "verified") return null;
  const archive = `contracts archive ${contract} SCAN…`;
  const values = { contract, act: "bill" };
  return state === "absent"
    ? new UserError("no-signed-copy", values, [archive])
    : new UserError("signed-copy-damaged", values, [`contracts verify ${contract}`, archive]);
}

/** What somebody must decide first. */
export function problemsOf({ assessment, contract, inspection }: ReturnBillingPlan): readonly UserError[] {
  return assessment.problems.map((problem) => {
    const { position, findings } = problem.source;
    const name = contract.lines.find((candidate) => candidate.position === position)?.name ?? "";
    const values = { id: inspection.id, position: position ?? 0, name, findings: findings.join(", "), count: findings.length };
    const what = { key: `problem.${problem.code}`, values: textsOf(problem) };
    return new UserError(CODES[problem.code], { ...values, what }, [hintFor(problem, contract.number, inspection.id)]);
  });
}

/** The code of the obstacle that a problem of the assessment is; its words are the problem's own. */
const CODES: Readonly<Record<AssessmentProblem["code"], string>> = {
  unpriced: "problem-unpriced",
  noBaseline: "problem-no-baseline",
  noRepairEstimate: "problem-no-repair-estimate",
  noValue: "problem-no-value",
  noHours: "problem-no-hours",
  ruleFailed: "problem-rule-failed",
};

const textsOf = ({ values }: AssessmentProblem): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(Object.values(value)[0])]));

/** What can be done at the desk now: what was noted is corrected, what lacks a baseline is released. */
function hintFor({ code }: AssessmentProblem, contract: string, inspection: string): string {
  if (code === "noBaseline") return `inspect release ${inspection} --reason "…"`;
  return code === "noValue" || code === "ruleFailed" ? `contracts show ${contract}` : `inspect amend ${inspection} --reason "…"`;
}
