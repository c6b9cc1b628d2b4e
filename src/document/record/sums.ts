/** What follows under the contract, only where it was asked for. */
import { sum } from "../../kernel/money.ts";
import { factOf, productOf } from "../describe-source.ts";
import { sayStep } from "../letter/say-step.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE } from "../look.ts";
import { branch, type Group, group } from "../sheet/flow.ts";
import { cells, hairline, heading, paragraph } from "../sheet/rows.ts";
import type { WalkRecord } from "./record.ts";

export function recordSumGroups(record: WalkRecord): Group[] {
  const { withSums, pen, body, messages: t, contract, money } = record;
  if (!withSums) return [];
  const section = branch("Sect", body);
  const head = heading(pen, t("record.sums.heading"), section);
  const open = withSums.problems.length > 0 ? paragraph(pen, t("record.sums.open"), STYLE.body, section, { gap: 4 }) : [];
  if (withSums.charges.length === 0)
    return [group([...head, ...(open.length > 0 ? open : paragraph(pen, t("record.sums.nothing"), STYLE.body, section, { gap: 4 }))])];
  const line = (left: string, right: string, gap: number) =>
    cells(
      pen,
      [
        { text: left, style: STYLE.strong, x: PAGE.left, width: MEASURE },
        { text: right, style: STYLE.figureStrong, x: CONTENT_RIGHT, width: 92, align: "right" },
      ],
      branch("Table", section),
      { gap },
    );
  return [
    group([...head, ...paragraph(pen, t(`record.sums.${contract.prices}`), STYLE.soft, section, { gap: 2 }), ...open], {
      keepWithNext: true,
    }),
    ...withSums.charges.map((charge, index) =>
      group(
        [
          hairline(8),
          line(`${productOf(charge.source, record)} · ${factOf(charge.source, record, charge.kind)}`, money(charge.amount), 6),
          ...charge.trace.flatMap((step) => paragraph(pen, sayStep(step, record), STYLE.figureSoft, section)),
        ],
        { keepWithNext: index === withSums.charges.length - 1 },
      ),
    ),
    group([hairline(8), line(t("record.sums.total"), money(sum(withSums.charges.map(({ amount }) => amount))), 6)], { keepWithNext: true }),
  ];
}
