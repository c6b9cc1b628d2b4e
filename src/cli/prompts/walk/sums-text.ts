/** What the assessment would say of a walk as it stands: only shown when somebody asks. */
import { assessWalk } from "../../../app/assess-walk.ts";
import type { Charge } from "../../../assessment/assessment.ts";
import type { Walk } from "../../../inspection/fold.ts";
import { sum } from "../../../kernel/money.ts";
import { plain } from "../../../kernel/text.ts";
import { formatMoney } from "../../../language/format.ts";
import type { Session } from "../../session.ts";

function chargeText({ t, language }: Session, walk: Walk, charge: Charge): string {
  const line = walk.contract.lines.find((one) => one.position === charge.source.position);
  const name = line ? plain(line.name) : t("inspect.sums.wholeReturn");
  const kind = t(`inspect.sums.kind.${charge.kind}`);
  return t("inspect.sums.charge", { name, kind, clause: plain(charge.clause), amount: formatMoney(charge.amount, language) });
}

/** One line a charge, the sum of each price mode, and what cannot be priced yet. */
export async function sumsText(session: Session, walk: Walk): Promise<readonly string[]> {
  const { t, language } = session;
  const { charges, problems } = await assessWalk(await session.desk(), walk);
  const totals = (["net", "gross"] as const).flatMap((mode) => {
    const amounts = charges.filter((charge) => charge.mode === mode).map((charge) => charge.amount);
    return amounts.length === 0 ? [] : [t(`inspect.sums.total.${mode}`, { amount: formatMoney(sum(amounts), language) })];
  });
  return [
    ...(charges.length === 0 ? [t("inspect.sums.nothing")] : charges.map((charge) => chargeText(session, walk, charge))),
    ...(totals.length === 0 ? [] : ["", ...totals]),
    ...(problems.length === 0 ? [] : [t("inspect.sums.problems", { count: problems.length })]),
    "",
    t("inspect.sums.soFar"),
  ];
}
