/** What came when, line by line, as a table: when, with which load, by whom, and what was still out after it. */
import type { LineHistory, LoadHistory } from "../../app/load-history.ts";
import { dayOf } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { clip } from "../prompts/walk/frame.ts";
import type { Session } from "../session.ts";
import { aligned } from "./table.ts";

/** A line's name is cut where a row would else not stand on one line of the terminal, but never to less. */
const LEAST = 12;
const USUAL_COLUMNS = 80;
const INDENT = 2;

const COLUMNS = ["line", "came", "load", "by", "back", "missing", "found", "stillOut"] as const;

/** Zeros are dashes, so that the eye finds what is there. */
const figure = (count: number): string => (count === 0 ? "–" : String(count));

/** A row for each load that touched the line; its name stands in the first. */
function rowsOf({ language }: Session, { position, name, loads, stillOut }: LineHistory, zone: string): string[][] {
  const line = `${position} ${plain(name)}`;
  if (loads.length === 0) return [[line, "–", "–", "–", "–", "–", "–", figure(stillOut)]];
  return loads.map((load, index) => [
    index === 0 ? line : "",
    formatDay(dayOf(load.cameBackAt, zone), language),
    load.inspection,
    load.by.map((each) => plain(each)).join(", "),
    ...[load.back, load.missing, load.found, load.stillOut].map(figure),
  ]);
}

/** Columns in which nothing stands say nothing: what is missing, what turned up, what is still out. */
function withoutEmpty(head: readonly string[], rows: readonly string[][]): { head: readonly string[]; rows: readonly string[][] } {
  const kept = head.map((_, column) => column < 5 || rows.some((row) => row[column] !== "–"));
  const keep = (row: readonly string[]): string[] => row.filter((_, column) => kept[column]);
  return { head: keep(head), rows: rows.map(keep) };
}

/** What the other columns leave for the names; off a terminal there is room for all. */
function roomForNames({ io }: Session, table: readonly (readonly string[])[]): number {
  if (io.stdout.isTTY !== true) return Number.POSITIVE_INFINITY;
  const [first = []] = table;
  const others = first.slice(1).map((_, index) => Math.max(...table.map((row) => (row[index + 1] ?? "").length)));
  const taken = others.reduce((sum, width) => sum + width + 2, INDENT);
  return Math.max(LEAST, (io.stdout.columns ?? USUAL_COLUMNS) - taken);
}

/** Empty before anything came back. */
export function historyText(session: Session, { closed, loads, lines }: LoadHistory, zone: string): string[] {
  const { t, out } = session;
  if (loads === 0) return [];
  const titles = COLUMNS.map((column) => t(`inspect.history.${column}`));
  const all = lines.flatMap((line) => rowsOf(session, line, zone));
  const { head, rows } = withoutEmpty(titles, all);
  const room = roomForNames(session, [head, ...rows]);
  const [first = "", ...others] = aligned(
    head,
    rows.map(([name = "", ...row]) => [clip(name, room), ...row]),
    Number.POSITIVE_INFINITY,
  );
  const indent = " ".repeat(INDENT);
  return [
    "",
    out.bold(t("inspect.history.heading")),
    `${indent}${out.dim(first)}`,
    ...others.map((row) => `${indent}${row}`),
    t(closed ? "inspect.history.closed" : "inspect.history.open"),
  ];
}
