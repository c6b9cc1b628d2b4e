/** What stands in the way of a bill, in the staff's language. */
import type { BillingPreview } from "../../app/preview-billing.ts";
import type { AssessmentProblem } from "../../assessment/assessment.ts";
import { UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";

/** The preview with its obstacles retold; codes and hints stay. */
export function withToldObstacles(session: Session, preview: BillingPreview): BillingPreview {
  const problems = [...preview.assessment.problems];
  const obstacles = preview.obstacles.map((obstacle) => {
    const key = `invoice.obstacle.${obstacle.code}`;
    const problem = obstacle.code.startsWith("problem-") ? problems.shift() : undefined;
    const values = { contract: plain(preview.contract.number), id: preview.inspection.id };
    const message = problem ? problemText(session, preview, problem) : session.t.has(key) ? session.t(key, values) : obstacle.message;
    return new UserError(obstacle.code, message, obstacle.hints);
  });
  return { ...preview, obstacles };
}

function problemText({ t }: Session, { contract, inspection }: BillingPreview, { code, source, values }: AssessmentProblem): string {
  const texts = Object.entries(values).map(([name, value]) => [name, plain(String(Object.values(value)[0]))]);
  const what = t(`problem.${code}`, Object.fromEntries(texts));
  const line = contract.lines.find(({ position }) => position === source.position);
  if (!line) return `${inspection.id}: ${what}`;
  const findings = source.findings.length > 0 ? ` (${source.findings.join(", ")})` : "";
  return t("invoice.obstacle.line", { position: line.position, name: `${plain(line.name)}${findings}`, what });
}
