/** What came when, line by line: `15.6.2026 R-2 Mira Lahti: 10 back`, and what is still out. */
import type { LoadHistory, LoadOfLine } from "../../app/load-history.ts";
import { dayOf } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import type { Session } from "../session.ts";

function loadText({ t, language }: Session, zone: string, { inspection, cameBackAt, by, back, missing, found }: LoadOfLine): string {
  const values = { id: inspection, day: formatDay(dayOf(cameBackAt, zone), language), by: by.map((name) => plain(name)).join(", ") };
  return `       ${t("inspect.history.load", { ...values, back, missing, found })}`;
}

/** Empty where a single load brought everything. */
export function historyText(session: Session, { closed, loads, lines }: LoadHistory, zone: string): string[] {
  const { t, out } = session;
  if (loads === 0 || (loads === 1 && closed)) return [];
  return [
    "",
    out.bold(t("inspect.history.heading")),
    ...lines.flatMap((line) => [
      `${String(line.position).padStart(4)}  ${plain(line.name)}${line.stillOut > 0 ? `: ${t("inspect.count.stillOut", { count: line.stillOut })}` : ""}`,
      ...line.loads.map((load) => loadText(session, zone, load)),
    ]),
    t(closed ? "inspect.history.closed" : "inspect.history.open"),
  ];
}
