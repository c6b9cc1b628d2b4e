/** What `inspect notify` does: by mail, as a letter to print, or the word that the letter was posted. */
import { writeNewFile } from "../../adapters/output-files.ts";
import type { MadeNotice } from "../../app/ports/notices.ts";
import { letterOfNotice, makeNotice, type NoticePlan, planNotice, recordPosted } from "../../app/send-notice.ts";
import { lateFindings } from "../../inspection/late-findings.ts";
import { dayOf, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { findingText } from "../prompts/walk/walk-texts.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";
import { outPath } from "./out-path.ts";
import { deliverLetter, planDelivery, showSending } from "./send-letters.ts";

export interface NotifyChoice {
  readonly to: string | null;
  readonly again: boolean;
  readonly letter: boolean;
  readonly out: string | null;
  readonly posted: string | null;
}

export async function notify(session: Session, id: string, choice: NotifyChoice): Promise<void> {
  if (choice.posted !== null && (choice.letter || choice.out !== null || choice.to !== null || choice.again)) {
    throw new UsageError("posted-alone", {}, [`inspect notify ${plain(id)} --posted ${plain(choice.posted).slice(0, 10)}`]);
  }
  const plan = await planNotice(await session.desk(), id);
  if (choice.posted !== null) return posted(session, plan, choice.posted);
  if (choice.letter || choice.out !== null) return letter(session, plan, choice.out);
  return mailed(session, plan, choice);
}

/** What is told, and by when the terms want it sent. */
async function planText(session: Session, { walk, notice, lastDay }: NoticePlan): Promise<readonly string[]> {
  const { t, language } = session;
  const told = lateFindings(walk.inspection).filter(({ finding }) => notice.findings.includes(finding.id));
  const today = await session.today();
  const key = lastDay === null ? "courtesy" : lastDay < today ? "tooLate" : "inTime";
  return [
    ...told.map(({ position, count, finding }) => {
      const name = plain(walk.contract.lines.find((line) => line.position === position)?.name ?? "");
      return `  ${finding.id}  ${name}: ${count} × ${findingText(t, finding)}`;
    }),
    t(`inspect.notify.${key}`, { day: lastDay === null ? "" : formatDay(lastDay, language) }),
  ];
}

const noticeJson = ({ walk, lastDay }: NoticePlan, { id, notice, pdf, sentAt }: MadeNotice) => ({
  notice: {
    id,
    ...notice,
    pdf,
    sentAt,
    lastDay,
    inTime: lastDay !== null && sentAt !== null && dayOf(sentAt, walk.contract.zone) <= lastDay,
  },
});

async function mailed(session: Session, plan: NoticePlan, { to, again }: NotifyChoice): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  if (flags.dryRun) {
    if (!flags.json) session.print(...(await planText(session, plan)), "");
    const sending = await planDelivery(
      session,
      desk,
      { ...letterOfNotice(desk, plan, plan.made), pdf: plan.made?.pdf ?? NOT_MADE },
      { to, again },
    );
    return showSending(session, sending);
  }
  // What cannot be mailed is told before a letter is made of it.
  const first = await planDelivery(
    session,
    desk,
    { ...letterOfNotice(desk, plan, plan.made), pdf: plan.made?.pdf ?? NOT_MADE },
    { to, again },
  );
  if (first.obstacle) throw first.obstacle;
  const made = await makeNotice(desk, plan, (language) => documentAssets(desk, language));
  const sending = await planDelivery(session, desk, letterOfNotice(desk, plan, made), { to, again });
  const delivery = await deliverLetter(session, desk, sending, again);
  const { made: after } = await planNotice(desk, made.notice.inspection);
  if (flags.json) return session.json({ ...noticeJson(plan, after ?? made), delivery });
  session.print(t("inspect.notify.sent", { id: made.notice.inspection, to: plain(sending.to) }), ...(await planText(session, plan)));
}

/** A dry run attaches nothing yet. */
const NOT_MADE = { sha256: "0".repeat(64), name: "–" };

async function letter(session: Session, plan: NoticePlan, out: string | null): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  if (flags.dryRun) {
    session.print(...(await planText(session, plan)));
    return session.remark(t("common.dryRun"));
  }
  const target = out === null ? null : await outPath(session, out);
  const made = await makeNotice(desk, plan, (language) => documentAssets(desk, language));
  const archive = await desk.archive();
  const { path } = await archive.locate(made.pdf.sha256);
  const copy = target === null ? null : await writeNewFile(session.io.cwd, target(made.pdf.name), await archive.read(made.pdf.sha256));
  if (flags.json) return session.json({ ...noticeJson(plan, made), path, copy });
  session.print(copy ?? path);
  const id = made.notice.inspection;
  session.remark(...(await planText(session, plan)), t("inspect.notify.thenPosted", { id, day: await session.today() }));
}

async function posted(session: Session, plan: NoticePlan, given: string): Promise<void> {
  const { t, flags, language } = session;
  const day = parseDay(given.trim());
  if (day === null) throw new UsageError("not-a-day", { flag: "--posted", given: plain(given).slice(0, 40) }, ["--posted 2026-05-25"]);
  if (flags.dryRun) {
    session.print(...(await planText(session, plan)));
    return session.remark(t("common.dryRun"));
  }
  const made = await recordPosted(await session.desk(), plan, day);
  if (flags.json) return session.json(noticeJson(plan, made));
  session.print(
    t("inspect.notify.posted", { id: made.notice.inspection, day: formatDay(day, language) }),
    ...(await planText(session, plan)),
  );
}
