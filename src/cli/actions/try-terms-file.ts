/** What `contracts terms try` does: every past return by changed terms, as a table, JSON or a file for a spreadsheet. */
import { tryTerms } from "../../app/try-terms.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { progressOf } from "../output/progress.ts";
import { triedCsv, triedJson, triedSummary, triedTable } from "../output/tried-terms.ts";
import type { Session } from "../session.ts";
import { acceptedTerms } from "./check-terms-file.ts";
import { refuseMixedAnswer, writeText } from "./text-output.ts";

export interface TrialOptions {
  readonly since: string | null;
  readonly csv: string | null;
}

function sinceDay(given: string | null): Day | null {
  if (given === null) return null;
  const day = parseDay(given);
  if (day === null) throw new UsageError("not-a-day", { flag: "--since", given: given.slice(0, 40) }, ["--since 2026-01-01"]);
  return day;
}

export async function tryTermsFile(session: Session, path: string, options: TrialOptions): Promise<void> {
  const since = sinceDay(options.since);
  refuseMixedAnswer(session, options.csv);
  const desk = await session.desk();
  const { terms } = await acceptedTerms(session, path);
  let tell: ((done: number) => void) | null = null;
  const onProgress = (done: number, all: number): void => {
    tell ??= progressOf(session, "try.progress", all);
    tell(done);
  };
  const tried = await tryTerms(desk, { terms, since, onProgress });
  const written = options.csv !== null && !session.flags.dryRun;
  const csv = written ? await writeText(session, options.csv, triedCsv(session, tried)) : null;
  if (session.flags.json) return session.json({ ...triedJson(terms, since, tried), csv });
  if (csv !== null) session.print(session.t("try.written", { path: csv }));
  else if (!written) session.table(...triedTable(session, tried));
  const lines = triedSummary(session, terms, tried);
  if (session.io.stdout.isTTY === true && options.csv !== "-") session.print(...lines);
  else session.remark(...lines);
}
