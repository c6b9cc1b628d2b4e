/** Why a planned bill must not be issued yet: nothing is billed without the signed copy, undecided, or twice. */
import type { AssessmentProblem } from "../assessment/assessment.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import type { ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk } from "./ports.ts";
import { signedCopyState } from "./signed-copy-state.ts";

/** In the order a person would mend them. */
export async function billingObstacles(desk: Desk, plan: ReturnBillingPlan): Promise<readonly UserError[]> {
  const done = alreadyBilled(plan);
  if (done) return [done];
  const copy = await signedCopyObstacle(desk, plan.contract.number);
  return [...(copy ? [copy] : []), ...problemsOf(plan)];
}

/** A return that is billed, with nothing new to charge, to refund or to let go. */
export function alreadyBilled({ billing, earlier, inspection, assessment }: ReturnBillingPlan): UserError | null {
  const last = earlier.at(-1);
  if (!last || billing.documents.length > 0 || assessment.problems.length > 0) return null;
  if (billing.settlement.refund > 0 || (billing.settlement.card?.released ?? 0) > 0) return null;
  const numbers = earlier.flatMap((issued) => issued.billing.documents.map((document) => document.number));
  const how = numbers.length > 0 ? `is billed: ${numbers.join(", ")}` : "has had its thank-you note";
  return new UserError(
    "already-billed",
    `Return ${inspection.id} of contract ${inspection.contract} ${how}. There is nothing new to bill.`,
    [`invoice show ${numbers[0] ?? inspection.id}`],
  );
}

/** At least one stored file of the contract's signed copies must verify now. */
async function signedCopyObstacle(desk: Desk, contract: string): Promise<UserError | null> {
  const state = await signedCopyState(desk, contract);
  if (state === "verified") return null;
  const archive = `contracts archive ${contract} SCAN…`;
  return state === "absent"
    ? new UserError("no-signed-copy", `Contract ${contract} has no signed copy in the archive, and a bill rests on what was signed.`, [
        archive,
      ])
    : new UserError("signed-copy-damaged", `No stored file of contract ${contract}'s signed copy is what was archived.`, [
        `contracts verify ${contract}`,
        archive,
      ]);
}

function problemsOf({ assessment, contract, inspection }: ReturnBillingPlan): readonly UserError[] {
  return assessment.problems.map((problem) => {
    const line = contract.lines.find((candidate) => candidate.position === problem.source.position);
    const where = line ? `Line ${line.position}, ${plain(line.name)}` : `Return ${inspection.id}`;
    const findings = problem.source.findings.length > 0 ? ` (${problem.source.findings.join(", ")})` : "";
    return new UserError(`problem-${kebab(problem.code)}`, `${where}${findings}: ${WHAT[problem.code]}.`, [
      hintFor(problem, contract.number, inspection.id),
    ]);
  });
}

const kebab = (code: string): string => code.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

const WHAT: Record<AssessmentProblem["code"], string> = {
  unpriced: "no rule of the contract's terms prices this",
  noBaseline: "there is no hand-over record to compare with, so a consumer is not charged for it",
  noRepairEstimate: "the terms charge the repair, and there is no estimate of it",
  noValue: "its current value is not known: age or expected life is missing",
  noHours: "the terms charge cleaning by the hour, and no hours are noted",
  ruleFailed: "a rule of the terms could not be applied",
};

/** What can be done at the desk now. */
function hintFor({ code }: AssessmentProblem, contract: string, inspection: string): string {
  if (code === "noBaseline") return `inspect release ${inspection} --reason TEXT`;
  return code === "unpriced" || code === "ruleFailed" ? `contracts show ${contract}` : `inspect show ${inspection}`;
}
