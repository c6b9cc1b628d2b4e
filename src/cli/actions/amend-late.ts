/** What `inspect amend ID --late` does: when it was seen and what, asked one after the other or read from a file, and both times kept. */
import { resolve } from "node:path";
import { readInputFile } from "../../adapters/input-file.ts";
import { previewReopened } from "../../app/amend-walk.ts";
import { enterLate, type LateEntry, linesFrom, readLate } from "../../app/enter-late.ts";
import { lastDayFor } from "../../app/late-notices.ts";
import type { ContractLine } from "../../contract/contract.ts";
import type { Severity } from "../../contract/terms.ts";
import { SEVERITIES } from "../../contract/terms.ts";
import type { AnsweredGroup } from "../../inspection/answers.ts";
import { severityNeeded } from "../../inspection/finding-details.ts";
import type { Walk } from "../../inspection/fold.ts";
import { type LateLine, lateSaid } from "../../inspection/late-file.ts";
import { lateFindings } from "../../inspection/late-findings.ts";
import { type Instant, parseLocalTime, timeOf } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay } from "../../language/format.ts";
import { LARGEST_SCAN } from "../../media/read-scan.ts";
import { reasonFor } from "../commands/inspect/amend-with-reason.ts";
import { sourceFrom } from "../commands/inspect/answers.ts";
import { tellTone } from "../commands/inspect/inspect.ts";
import { inspectionJson } from "../output/inspection-text.ts";
import { problemText } from "../output/tell.ts";
import type { Options } from "../program.ts";
import { findingText } from "../prompts/walk/walk-texts.ts";
import type { Session } from "../session.ts";
import type { ToneRemark } from "../tone-check.ts";

/** When it was seen, on the desk's wall clock; asked for at a terminal. */
async function seenFrom(session: Session, options: Options, zone: string): Promise<Instant> {
  const { t } = session;
  const given = options.seen;
  const wrong = (typed: string): UsageError =>
    new UsageError("not-a-time", { flag: "--seen", typed: plain(typed).slice(0, 40) }, ['--seen "2026-05-20 14:00"']);
  if (typeof given === "string") {
    const at = parseLocalTime(given, zone);
    if (at === null) throw wrong(given);
    return at;
  }
  if (!session.interactive) throw new UsageError("seen-missing", {}, ['--seen "2026-05-20 14:00"']);
  const now = timeOf(session.io.clock.now(), zone, "yyyy-MM-dd HH:mm");
  const check = (text: string): string | null => (parseLocalTime(text, zone) === null ? t("inspect.late.seenWrong") : null);
  const typed = await (await session.ask()).text(t("inspect.late.askSeen"), { preset: now, check });
  return parseLocalTime(typed, zone) as Instant;
}

const MAY_BE: readonly Severity[] = SEVERITIES;

/** A line is found by its number or name; only units in order can turn out not to be. */
async function askLine(session: Session, walk: Walk): Promise<ContractLine> {
  const open = walk.inspection.lines.filter(({ ok }) => ok > 0);
  const choices = open.map(({ position, ok }) => {
    const line = walk.contract.lines.find((one) => one.position === position) as ContractLine;
    return { name: `${position}  ${plain(line.name)}  (${session.t("inspect.count.ok", { count: ok })})`, value: line };
  });
  const fits = (name: string, typed: string): boolean => name.toLowerCase().includes(typed.trim().toLowerCase());
  return (await session.ask()).search(session.t("inspect.late.askLine"), async (typed) => choices.filter(({ name }) => fits(name, typed)));
}

async function withSeverity(
  session: Session,
  walk: Walk,
  line: ContractLine,
  groups: readonly AnsweredGroup[],
): Promise<readonly AnsweredGroup[]> {
  const { t } = session;
  const ask = await session.ask();
  const asked: AnsweredGroup[] = [];
  for (const group of groups) {
    const findings: AnsweredGroup["findings"][number][] = [];
    for (const finding of group.findings) {
      const needed = finding.severity === null && severityNeeded(finding.type, line, walk.terms);
      const what = { count: group.count, type: t(`inspect.type.${finding.type}`) };
      const choices = MAY_BE.map((value) => ({ name: t(`inspect.severity.${value}`), value }));
      const severity = needed ? await ask.select(t("inspect.late.askSeverity", what), choices) : finding.severity;
      const note = (await ask.text(t("inspect.late.askNote"))).trim();
      const photo = (await ask.text(t("inspect.late.askPhoto"))).trim();
      findings.push({ ...finding, severity, note: note === "" ? null : plain(note), photos: photo === "" ? [] : [photo] });
    }
    asked.push({ ...group, findings });
  }
  return asked;
}

/** What was seen on one line. */
async function askLateLine(session: Session, walk: Walk): Promise<readonly LateLine[]> {
  const { t, language } = session;
  const line = await askLine(session, walk);
  const check = (text: string): string | null => {
    const said = lateSaid(walk, line, text, language);
    return said.ok ? null : said.problems.map((problem) => problemText(t, problem)).join(" ");
  };
  const said = lateSaid(walk, line, await (await session.ask()).text(t("inspect.late.askWhat"), { check }), language);
  return said.ok ? [{ position: line.position, groups: await withSeverity(session, walk, line, said.value) }] : [];
}

/** What is known before a line is named. */
type LateHead = Omit<LateEntry, "lines">;
type Entered = Awaited<ReturnType<typeof enterLate>>;

/** Enters what one reading of the walk says was found, or with `--dry-run` only checks it. */
async function enter(session: Session, entry: LateEntry): Promise<Entered> {
  const desk = await session.desk();
  return session.flags.dryRun ? { walk: (await readLate(desk, entry)).walk, findings: [] } : enterLate(desk, entry);
}

/** One line after the other; each is on disk before the next is asked for. */
async function enterAsAsked(session: Session, head: LateHead): Promise<Entered> {
  const desk = await session.desk();
  const store = await desk.store();
  const ask = await session.ask();
  const findings: string[] = [];
  for (;;) {
    const walk = await store.read((repositories) => previewReopened(repositories, desk, head.id, head.reason));
    const lines = await askLateLine(session, walk);
    const entered = await enter(session, { ...head, lines: () => lines });
    findings.push(...entered.findings);
    if (!(await ask.confirm(session.t("inspect.late.another"), false))) return { walk: entered.walk, findings };
  }
}

interface Asked {
  readonly head: LateHead;
  readonly entered: Entered;
  readonly tone: readonly ToneRemark[];
}

async function askedOrRead(session: Session, id: string, options: Options): Promise<Asked> {
  const desk = await session.desk();
  const file = typeof options.answers === "string" ? options.answers : null;
  if (file === null && !session.interactive) {
    throw new UsageError("answers-needed", {}, [`inspect amend ${plain(id)} --late --seen "…" --reason "…" --answers FILE`]);
  }
  const seenAt = await seenFrom(session, options, desk.settings.zone);
  const { reason, tone } = await reasonFor(session, id, options);
  if (file !== null) {
    const source = await sourceFrom(session, file);
    const head = { id, reason, seenAt, readPhoto: source.readPhoto };
    return { head, entered: await enter(session, { ...head, lines: linesFrom(desk, source) }), tone };
  }
  const readPhoto = (name: string) => readInputFile(resolve(session.io.cwd), name, LARGEST_SCAN);
  const head = { id, reason, seenAt, readPhoto };
  // A wrong time is told before anything else is asked.
  await readLate(desk, { ...head, lines: () => [] });
  return { head, entered: await enterAsAsked(session, head), tone };
}

export async function amendLate(session: Session, id: string, options: Options): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  const { head, entered: made, tone: ofReason } = await askedOrRead(session, id, options);
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const { walk, findings } = made;
  const lastDay = lastDayFor(walk, await desk.calendar());
  const tone = [...ofReason, ...tellTone(session, walk)];
  if (flags.json) return session.json({ ...inspectionJson({ walk, releases: [] }), entered: findings, lastDayForNotice: lastDay, tone });
  const entered = lateFindings(walk.inspection).filter(({ finding }) => findings.includes(finding.id));
  const key = lastDay === null ? "noNotice" : lastDay < (await session.today()) ? "tooLate" : "notify";
  session.print(
    t("inspect.late.entered", { id: walk.header.id, seen: formatDateTime(head.seenAt, walk.contract.zone, language) }),
    ...entered.map(({ count, finding }) => `  ${finding.id}  ${count} × ${findingText(t, finding)}`),
    t(`inspect.late.next.${key}`, { id: walk.header.id, day: lastDay === null ? "" : formatDay(lastDay, language) }),
  );
}
