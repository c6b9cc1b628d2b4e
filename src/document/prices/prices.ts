/** The page of prices before the party: for each product what a crack, a loss, dirt or a late day would cost; then what holds for all. */
import type { LinePrices, PriceList, PriceRow } from "../../assessment/prices/price-list.ts";
import type { Contract } from "../../contract/contract.ts";
import { dayOf } from "../../kernel/dates.ts";
import { formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import type { Pen } from "../sheet/pen.ts";
import { type Cell, cells, hairline, paragraph } from "../sheet/rows.ts";
import { priceNotes } from "./notes.ts";
import { priceWords } from "./row-text.ts";

export interface PricesPage {
  readonly contract: Contract;
  readonly prices: PriceList;
  readonly messages: Messages;
  readonly pen: Pen;
  readonly body: Branch;
}

const BETWEEN = 12;
const LEFT = 246;
const RIGHT = CONTENT_WIDTH - BETWEEN - LEFT;

/** Damage stands at the left and has more to say; what a delay can come to stands at the right and has more figures. */
const COLUMNS = [
  { x: PAGE.left, width: LEFT, sum: 60 },
  { x: PAGE.left + LEFT + BETWEEN, width: RIGHT, sum: 96 },
] as const;

/** @param title the first heading's tag: the page is a document of its own, or the last of the contract form. */
export function priceGroups(page: PricesPage, title: "H1" | "H2"): Group[] {
  const { contract, prices, messages: t, pen, body } = page;
  const section = branch("Sect", body);
  const day = formatDay(dayOf(prices.due, prices.zone), contract.language);
  const intro = [t("prices.intro", { day }), t(`prices.mode.${prices.mode}`), t("prices.brackets")].join(" ");
  return [
    group(
      [
        ...paragraph(pen, t("prices.title"), title === "H1" ? STYLE.title : STYLE.firm, section, { tag: title, width: CONTENT_WIDTH }),
        ...paragraph(pen, intro, STYLE.soft, section, { gap: 3, width: CONTENT_WIDTH }),
      ],
      { keepWithNext: true, newPage: true },
    ),
    ...prices.lines.map((line) => group(lineRows(page, line, section))),
    ...noteGroups(page, section),
  ];
}

/** The products' names, then their prices in two columns: down the left, then down the right. */
function lineRows({ contract, messages: t, pen }: PricesPage, { positions, rows }: LinePrices, under: Branch): Row[] {
  const names = positions.map((position) => contract.lines.find((line) => line.position === position)?.name ?? "");
  const table = branch("Table", under);
  const half = Math.ceil(rows.length / 2);
  const pairs = Array.from({ length: half }, (_, index) => [rows[index], rows[half + index]] as const);
  return [
    hairline(7),
    ...paragraph(pen, names.join(" · "), STYLE.strong, under, { tag: "H3", gap: 3, width: CONTENT_WIDTH }),
    ...(rows.length === 0 ? paragraph(pen, t("prices.nothing"), STYLE.pricedSoft, under, {}) : []),
    ...pairs.map((pair) =>
      cells(
        pen,
        pair.flatMap((row, column) => (row ? priceCells(row, COLUMNS[column === 0 ? 0 : 1], t, contract) : [])),
        table,
        { padding: 0.4 },
      ),
    ),
  ];
}

function priceCells(row: PriceRow, { x, width, sum: room }: (typeof COLUMNS)[number], t: Messages, { language }: Contract): Cell[] {
  const { what, sum } = priceWords(row, t, language);
  return [
    { text: what, style: STYLE.pricedSoft, x, width: width - room - 6, tag: "TH", options: { scope: "Row" } },
    { text: sum, style: STYLE.priced, x: x + width, width: room, align: "right" },
  ];
}

function noteGroups({ contract, prices, messages: t, pen }: PricesPage, section: Branch): Group[] {
  const notes = priceNotes(prices, t, contract.language);
  const own = branch("Sect", section);
  return [
    group([
      hairline(7),
      ...paragraph(pen, t("prices.notes"), STYLE.strong, own, { tag: "H3", gap: 3 }),
      ...notes.flatMap((note) => paragraph(pen, note, STYLE.pricedSoft, own, { width: CONTENT_WIDTH })),
    ]),
  ];
}
