/** What was ours: said as it was, with what comes off the rent for it. */
import { cents } from "../../kernel/money.ts";
import { asSentence, capital } from "../describe-source.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE } from "../look.ts";
import { apart, branch, type Group, group } from "../sheet/flow.ts";
import { cells, hairline, heading, paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";

export function oursGroups({ billing: { rentCredit }, pen, body, messages: t, money }: Letter): Group[] {
  if (!rentCredit) return [];
  const section = branch("Sect", body);
  const lines = rentCredit.lines.map(({ product, fact, amount }) => {
    const place = branch("Div", section);
    const head = cells(
      pen,
      [
        { text: product, style: STYLE.strong, x: PAGE.left, width: MEASURE, tag: "H3" },
        { text: money(cents(-amount)), style: STYLE.figureStrong, x: CONTENT_RIGHT, width: 92, align: "right", tag: "P" },
      ],
      place,
      { tag: "Div" },
    );
    return group([hairline(9), ...apart([head], 7), ...paragraph(pen, asSentence(capital(fact)), STYLE.body, place)]);
  });
  const number = rentCredit.number ?? t("letter.preview");
  const intro = t("letter.ours.intro", { number });
  return [
    group([...heading(pen, t("letter.ours.heading"), section), ...paragraph(pen, intro, STYLE.body, section, { gap: 4 })], {
      keepWithNext: true,
    }),
    ...lines,
  ];
}
