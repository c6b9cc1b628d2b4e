/** Every line that was walked with its counts, as a table whose head returns on each page. */
import type { LineFacts } from "../../inspection/inspection.ts";
import { formatCount } from "../../language/format.ts";
import { COLOUR, CONTENT_RIGHT, PAGE, STYLE, type TextStyle } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { type Cell, cells, heading } from "../sheet/rows.ts";
import type { RecordWords, WalkRecord } from "./record.ts";

export const COLUMNS = ["ok", "damaged", "missing", "stillOut", "dirty"] as const;
const COLUMN = 58;
const NAME_WIDTH = CONTENT_RIGHT - COLUMNS.length * COLUMN - PAGE.left - 8;

export function countGroups(record: WalkRecord): Group[] {
  const { pen, body, messages: t, inspection } = record;
  if (inspection.lines.length === 0) return [];
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const head = headRow(record, table);
  return [
    group([...heading(pen, t("record.counts.heading"), section), { ...head, gap: 4 }], { keepWithNext: true }),
    ...[...inspection.lines]
      .sort((a, b) => a.position - b.position)
      .map((line) => group(lineRows(record, line, table), { repeat: [head] })),
  ];
}

function headRow({ pen, messages: t }: WalkRecord, table: Branch): Row {
  const titles = COLUMNS.map((column) => t(`record.counts.${column}`));
  return cells(
    pen,
    columnsOf(
      t("record.counts.product"),
      titles,
      STYLE.label,
      titles.map(() => STYLE.label),
      "TH",
    ),
    table,
    { padding: 3, ruled: true },
  );
}

function columnsOf(name: string, values: readonly string[], style: TextStyle, styles: readonly TextStyle[], tag: "TH" | "TD"): Cell[] {
  const scope = tag === "TH" ? { options: { scope: "Column" } as const } : {};
  return [
    { text: name, style, x: PAGE.left, width: NAME_WIDTH, tag, ...scope },
    ...values.map((text, index): Cell => {
      const x = CONTENT_RIGHT - (COLUMNS.length - 1 - index) * COLUMN;
      return { text, style: styles[index] ?? style, x, width: COLUMN - 6, align: "right", tag, ...scope };
    }),
  ];
}

const FAINT: TextStyle = { ...STYLE.figure, colour: COLOUR.soft };

/** Zeros are dashes, so that the eye finds what is there. */
function lineRows(record: WalkRecord, line: LineFacts, table: Branch): Row[] {
  const { pen, contract, language } = record;
  const name = contract.lines.find(({ position }) => position === line.position)?.name ?? String(line.position);
  const counts = COLUMNS.map((column) => line[column]);
  const texts = counts.map((count) => (count === 0 ? "–" : formatCount(count, language)));
  const styles = counts.map((count) => (count === 0 ? FAINT : STYLE.figure));
  const remarks = remarkText(record, line);
  const main = cells(pen, columnsOf(name, texts, STYLE.body, styles, "TD"), table, { padding: 3, ruled: remarks === "" });
  if (remarks === "") return [main];
  return [main, cells(pen, [{ text: remarks, style: STYLE.soft, x: PAGE.left, width: 400 }], table, { padding: 1.5, ruled: true })];
}

/** What is said of a line besides its counts; empty for nothing. */
export function remarkText({ messages: t, language, contract }: RecordWords, line: LineFacts): string {
  const limit = contract.lines.find(({ position }) => position === line.position)?.countLimit ?? null;
  const back = line.ok + line.damaged;
  return [
    line.counted === null ? null : t("record.counts.counted", { count: formatCount(line.counted, language) }),
    line.counted === null && limit !== null && back > limit ? t("record.counts.notCounted") : null,
    line.found === 0 ? null : t("record.counts.found", { count: formatCount(line.found, language) }),
    line.cleaningHours === null ? null : t("record.counts.cleaningHours", { count: formatCount(line.cleaningHours, language) }),
    line.note === null ? null : t("record.findings.note", { note: line.note }),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
