/** A document's sums: per rate the base and the VAT in euro where there is VAT, and the total. */
import type { BilledDocument } from "../../invoice/billing.ts";
import { formatRate } from "../../language/format.ts";
import { CONTENT_RIGHT, STYLE, type TextStyle } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { cells, hairline } from "../sheet/rows.ts";
import { nameOf } from "./findings.ts";
import type { Letter } from "./letter.ts";

/** Left edge of the labels of sums. */
export const SUMS_X: number = CONTENT_RIGHT - 322;

export interface SumLine {
  readonly label: string;
  readonly amount: string;
  readonly strong?: boolean;
}

/** A label and its sum, under a table. */
export function sumRow(letter: Pick<Letter, "pen">, { label, amount, strong = false }: SumLine, table: Branch, gap = 0): Row {
  const [text, figure]: [TextStyle, TextStyle] = strong ? [STYLE.strong, STYLE.figureStrong] : [STYLE.body, STYLE.figure];
  return cells(
    letter.pen,
    [
      { text: label, style: text, x: SUMS_X, width: 222, tag: "TH", options: { scope: "Row" } },
      { text: amount, style: figure, x: CONTENT_RIGHT, width: 96, align: "right" },
    ],
    table,
    { gap, padding: 0.5 },
  );
}

/** Kept in one piece, and by the last charge with that: a total does not stand alone at the top of a page. */
export function totalGroups(letter: Letter, document: BilledDocument, under: Branch): Group[] {
  const { messages: t, money, language } = letter;
  const table = branch("Table", under);
  const lines: SumLine[] = document.vat.flatMap(({ rate, base, tax }) =>
    rate === null
      ? []
      : [
          { label: t("letter.total.vatBase", { rate: formatRate(rate, language) }), amount: money(base) },
          { label: t("letter.total.vat", { rate: formatRate(rate, language) }), amount: money(tax) },
        ],
  );
  const total: SumLine = {
    label: t("letter.total.document", { document: nameOf(letter, document) }),
    amount: money(document.total),
    strong: true,
  };
  return [group([hairline(10), ...[...lines, total].map((line, index) => sumRow(letter, line, table, index === 0 ? 5 : 0))])];
}
