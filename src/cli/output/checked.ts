/** What a check has shown, each thing in a sentence of its own, with what differs below it. */
import type { Checked, CheckedDocument, Point } from "../../app/check/checked.ts";
import { type Day, day } from "../../kernel/dates.ts";
import { cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { MessageValues } from "../../language/messages.ts";
import type { Session } from "../session.ts";

/** Members of a point's values that are sums, and what they are called in its words. */
const SUMS: Readonly<Record<string, string>> = { cents: "amount", otherCents: "other" };

const inWords = ({ language }: Session, on: Day): string => formatDay(on, language);

function valuesOf(session: Session, { values }: Point): MessageValues {
  const said = Object.entries(values).map(([name, value]): [string, string | number] => {
    const sum = SUMS[name];
    if (sum !== undefined) return [sum, formatMoney(cents(Number(value)), session.language)];
    if (name === "day" || name === "goneDay") return [name, inWords(session, day(String(value)))];
    return [name, typeof value === "string" ? plain(value) : value];
  });
  return Object.fromEntries(said);
}

const sentence = (session: Session, point: Point): string => session.t(`check.${point.code}`, valuesOf(session, point));

function headOf(session: Session, { kind, name, contract, customer, on }: CheckedDocument): string {
  const title = session.t(`check.kind.${kind}`, { name: plain(name) });
  return [title, contract, customer, inWords(session, on)].map((part) => plain(part)).join(" · ");
}

export function checkedText(session: Session, { document, points, proven, agrees }: Checked): readonly string[] {
  const { t, out } = session;
  const lines = points.flatMap((point) => {
    const mark = t(`check.outcome.${point.outcome}`);
    const shown = point.outcome === "failed" ? out.warn(mark) : mark;
    return [`${shown}  ${sentence(session, point)}`, ...differenceLines(session, point)];
  });
  const head = document === null ? [] : [out.bold(headOf(session, document)), ""];
  return [...head, ...lines, "", out.bold(t(proven ? "check.proven" : agrees ? "check.agrees" : "check.notProven"))];
}

function differenceLines({ t }: Session, { code, differences }: Point): readonly string[] {
  // Rows of the books; what the books and a new reckoning say; or what was issued and what the file says.
  const sides = code.startsWith("rows.") ? "rows" : code.startsWith("sums.") ? "sums" : "file";
  return differences.flatMap(({ issued, here }) => [
    ...(issued === null ? [] : [`      ${t(`check.differs.${sides}.issued`, { text: plain(issued) })}`]),
    ...(here === null ? [] : [`      ${t(`check.differs.${sides}.here`, { text: plain(here) })}`]),
  ]);
}

/** Codes and values for programs, and the words for whoever reads them. */
export const checkedJson = (session: Session, { proven, agrees, document, points }: Checked): Record<string, unknown> => ({
  proven,
  agrees,
  document,
  points: points.map((point) => ({ ...point, message: sentence(session, point) })),
});
