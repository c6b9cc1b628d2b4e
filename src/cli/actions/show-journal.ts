/** `desk journal`: newest last, as on a terminal one reads the end first. */
import { type ReadRow, readJournal } from "../../app/read-journal.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

/** What is worth a look without asking for more. */
const SHOWN = 100;

const textOf = (given: Options[string]): string | null => (typeof given === "string" ? given : null);

function sinceFrom(given: string | null, today: Day): Day | null {
  if (given === null) return null;
  const day = given === "today" ? today : parseDay(given);
  if (day === null) throw new UsageError("journal-since", { given }, ["desk journal --since 2026-05-20"]);
  return day;
}

/** Answers of one walk that follow each other are one line. */
interface Told {
  readonly first: ReadRow;
  readonly count: number;
}

function together(rows: readonly ReadRow[]): readonly Told[] {
  const told: Told[] = [];
  for (const row of rows) {
    const before = told.at(-1);
    const same = before && row.act.endsWith(".answered") && row.act === before.first.act && row.subject === before.first.subject;
    if (same && row.staff === before.first.staff) told[told.length - 1] = { ...before, count: before.count + 1 };
    else told.push({ first: row, count: 1 });
  }
  return told;
}

/** @throws UsageError `journal-since`; UserError `contract-unknown`. */
export async function showJournal(session: Session, options: Options): Promise<void> {
  const { t, language } = session;
  const desk = await session.deskWithoutActor();
  const limit = options.all === true ? null : SHOWN;
  const { rows, count } = await readJournal(desk, {
    contract: textOf(options.contract),
    staff: textOf(options.staff),
    act: textOf(options.act),
    since: sinceFrom(textOf(options.since), await session.today()),
    limit,
  });
  if (session.flags.json) return session.json({ count, rows });
  const moment = ({ at }: ReadRow): string => (session.io.stdout.isTTY === true ? formatDateTime(at, desk.settings.zone, language) : at);
  const act = (row: ReadRow, times: number): string => {
    const key = `journal.act.${row.act}`;
    const values = { about: row.about === null ? "" : plain(row.about), count: times };
    return t.has(key) ? t(key, values) : `${row.act} ${values.about}`.trim();
  };
  const head = ["when", "who", "contract", "what"].map((column) => t(`journal.column.${column}`));
  if (rows.length > 0)
    session.table(
      head,
      together(rows).map(({ first, count: times }) => [
        moment(first),
        first.name ?? (first.staff === "" ? t("journal.nobody") : plain(first.staff)),
        plain(first.contract ?? ""),
        act(first, times),
      ]),
    );
  else session.remark(t("journal.empty"));
  if (rows.length < count) session.remark(t("journal.more", { shown: rows.length, count }));
}
