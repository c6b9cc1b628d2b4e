/** A kindness under its charge: the charge stands as the terms make it, and what was given away of it on a line of its own, with its reason. */
import type { Charge, TraceStep } from "../../assessment/assessment.ts";
import type { DocumentLine } from "../../invoice/billing.ts";
import { add, type Cents, cents, ZERO } from "../../kernel/money.ts";
import type { Messages } from "../../language/messages.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE, type TextStyle } from "../look.ts";
import { apart, type Branch, type Row } from "../sheet/flow.ts";
import { cells } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";

/** A line before what was given away of it. */
export const wholeOf = ({ amount, conceded = ZERO }: Pick<DocumentLine, "amount" | "conceded">): Cents => add(amount, conceded);

const textIn = (value: TraceStep["values"][string] | undefined): string => (value && "text" in value ? value.text : "");

/** Why something was given away, as a sentence; one for each concession. */
export const concessionReasons = ({ trace }: Charge, t: Messages): string[] =>
  trace
    .filter(({ sentence }) => sentence === "concession")
    .map(({ values }) => t("concession.why", { reason: textIn(values.reason), note: textIn(values.note) }));

export function concededRows({ pen, messages: t, money }: Letter, charge: Charge, line: DocumentLine, place: Branch): Row[] {
  const { conceded = ZERO } = line;
  if (conceded === 0) return [];
  const row = (text: string, figure: string, [words, figures]: readonly [TextStyle, TextStyle]): Row =>
    cells(
      pen,
      [
        { text, style: words, x: PAGE.left, width: MEASURE, tag: "P" },
        { text: figure, style: figures, x: CONTENT_RIGHT, width: 92, align: "right", tag: "P" },
      ],
      place,
      { tag: "Div" },
    );
  const reasons = concessionReasons(charge, t).join(" ");
  return [
    ...apart([row(reasons, money(cents(-conceded)), [STYLE.body, STYLE.figure])], 5),
    row(t("concession.left"), money(line.amount), [STYLE.strong, STYLE.figureStrong]),
  ];
}
