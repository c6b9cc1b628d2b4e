/** What came back in good order, said before anything else is; and what is still with the customer. */

import { formatCount } from "../../language/format.ts";
import { CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import type { Branch } from "../sheet/flow.ts";
import { branch, type Group, group, type Row } from "../sheet/flow.ts";
import { type Cell, cells, heading } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";

interface Item {
  readonly count: string;
  readonly name: string;
}

/** From this many items on they stand in two columns. */
const TWO_COLUMNS = 9;
const COUNT_WIDTH = 62;

export function inOrderGroups(letter: Letter): Group[] {
  const { billing, contract, messages: t, language } = letter;
  const items = billing.inOrder
    .filter(({ count }) => count > 0)
    .map(({ position, count, whole }) => ({
      count: t(whole ? "letter.inOrder.whole" : "letter.inOrder.count", { count: formatCount(count, language) }),
      name: nameAt(contract.lines, position),
    }));
  return listed(letter, t("letter.inOrder.heading"), items);
}

export function stillOutGroups(letter: Letter): Group[] {
  const { inspection, contract, messages: t, language } = letter;
  const items = inspection.lines
    .filter(({ stillOut }) => stillOut > 0)
    .map(({ position, stillOut }) => ({
      count: t("letter.inOrder.count", { count: formatCount(stillOut, language) }),
      name: nameAt(contract.lines, position),
    }));
  return listed(letter, t("letter.stillOut.heading"), items);
}

const nameAt = (lines: Letter["contract"]["lines"], position: number): string =>
  lines.find((line) => line.position === position)?.name ?? String(position);

function listed(letter: Letter, title: string, items: readonly Item[]): Group[] {
  if (items.length === 0) return [];
  const section = branch("Sect", letter.body);
  const list = branch("L", section);
  const columns = items.length >= TWO_COLUMNS ? 2 : 1;
  const rows: Row[] = [];
  for (let index = 0; index < items.length; index += columns)
    rows.push(itemRow(letter, items.slice(index, index + columns), columns, list));
  return [
    group(heading(letter.pen, title, section), { keepWithNext: true }),
    ...rows.map((row, index) => group([index === 0 ? { ...row, gap: 6 } : row])),
  ];
}

function itemRow(letter: Letter, items: readonly Item[], columns: number, list: Branch): Row {
  const width = CONTENT_WIDTH / columns;
  const set = items.flatMap(({ count, name }, index): Cell[] => {
    const x = PAGE.left + index * width;
    const under = branch("LI", list);
    return [
      { text: count, style: STYLE.figureSoft, x, width: COUNT_WIDTH - 4, tag: "Lbl", under },
      { text: name, style: STYLE.body, x: x + COUNT_WIDTH, width: width - COUNT_WIDTH - 14, tag: "LBody", under },
    ];
  });
  return cells(letter.pen, set, list, { padding: 0.75 });
}
