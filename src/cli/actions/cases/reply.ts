/** What `desk cases reply` does: compose, let cool off, send, or note what was said aloud. */
import { type Draft, draftReply, tellCase } from "../../../app/case-steps.ts";
import { findOpenCase } from "../../../app/find-case.ts";
import { loadMatter } from "../../../app/load-matter.ts";
import { textFrom } from "../../../app/open-case.ts";
import type { Desk } from "../../../app/ports.ts";
import { refuseWhileCooling, sendCaseLetter } from "../../../app/send-case-letter.ts";
import { type CaseLetter, caseReply, unbroken } from "../../../document/mail/case-mail.ts";
import { isCredited, preparedAnswer, VERDICTS, type Verdict } from "../../../document/mail/prepared-answer.ts";
import { Cancelled, UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import type { Messages } from "../../../language/messages.ts";
import { type CaseWithSteps, caseName, standingDraft } from "../../../people/case.ts";
import { composeReply, REPLY_STEPS, type ReplyParts } from "../../../people/reply-draft.ts";
import { editorOf, editText } from "../../edit-text.ts";
import { tellSteps } from "../../output/case-text.ts";
import { sentJson, tellSent } from "../../output/sent-case-letter.ts";
import { remarkTone } from "../../output/tone-text.ts";
import type { Arguments, Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { reasonRemarks, type ToneRemark, toneCheck } from "../../tone-check.ts";
import { readFileText } from "../read-file-text.ts";
import { oneOf, textOf } from "./open.ts";
import { postOf, writerOf } from "./post.ts";

export async function reply(session: Session, [given]: Arguments, options: Options): Promise<void> {
  const id = String(given);
  const desk = await session.desk();
  const told = textOf(options.told);
  if (told !== null) return tellSteps(session, await tellCase(desk, id, told, !session.flags.dryRun), "told");
  const found = await (await desk.store()).read((repositories) => findOpenCase(repositories, id));
  const paragraphs = options.send === true ? draftOf(desk, found, options) : await written(session, desk, found, options);
  if (paragraphs === null) return;
  const letter = caseReply(paragraphs, await writerOf(desk, found), await session.customerTexts(found.language));
  const contract = await (await desk.store()).read(async ({ contracts }) =>
    found.about.contract === null ? null : contracts.get(found.about.contract),
  );
  const check = toneCheck(contract);
  const tone = paragraphs.flatMap((paragraph) => reasonRemarks(paragraph, check));
  remarkTone(session, tone, "letter");
  if (options.draft === true) return keepDraft(session, desk, found, { subject: letter.subject, text: paragraphs.join("\n\n") }, tone);
  if (session.flags.dryRun) return showReply(session, letter, tone);
  if (!session.flags.yes) await confirm(session, found, letter);
  const sent = await sendCaseLetter(desk, found.id, "reply", letter, postOf(session, desk, options.letter !== true));
  if (session.flags.json) return session.json({ case: caseName(found.id), reply: { text: letter.text, ...sentJson(sent) }, tone });
  tellSent(session, sent, "replied");
}

const partsFrom = (options: Options): ReplyParts => {
  const [thanks, experience, heard, ours, act] = REPLY_STEPS.map((step) => textOf(options[step]));
  return { thanks: thanks ?? null, experience: experience ?? null, heard: heard ?? null, ours: ours ?? null, act: act ?? null };
};

const missing = (id: number): UsageError => {
  const name = caseName(id);
  return new UsageError("case-reply-missing", {}, [`desk cases reply ${name} --act "…"`, `desk cases reply ${name} --text-from FILE`]);
};

/** @returns null where a prepared answer was only printed, to be edited. @throws UsageError `case-reply-missing`. */
async function written(session: Session, desk: Desk, of: CaseWithSteps, options: Options): Promise<readonly string[] | null> {
  const file = textOf(options.textFrom);
  if (file !== null) return textFrom(await readFileText(session, file), "--text-from").split(/\n{2,}/u);
  const verdict = oneOf<Verdict>(textOf(options.prepared), VERDICTS, "--prepared");
  const t = await session.customerTexts(of.language);
  const own = partsFrom(options);
  if (verdict !== null) return prepared(session, await prepare(desk, of, verdict, own, t), of, options);
  if (own.act === null) throw missing(of.id);
  const ready = { thanks: t("case.reply.thanks"), experience: t("case.reply.experience") };
  return composeReply(own, ready).map((text) => textFrom(text, "--act"));
}

async function prepare(desk: Desk, of: CaseWithSteps, verdict: Verdict, own: ReplyParts, t: Messages): Promise<readonly string[]> {
  const matter = await loadMatter(desk, of, t);
  // What is done about it nobody can prepare, unless it has been done.
  if (verdict === "founded" && own.act === null && !isCredited(matter)) throw missing(of.id);
  return preparedAnswer(matter, verdict, own, unbroken((await writerOf(desk, of)).phone));
}

/** Nobody sends a prepared answer unread: it is edited first, or kept as a draft, or printed so that somebody can edit it. */
async function prepared(
  session: Session,
  paragraphs: readonly string[],
  { id }: CaseWithSteps,
  options: Options,
): Promise<readonly string[] | null> {
  const { t, flags, interactive, io } = session;
  const text = paragraphs.join("\n\n");
  const editor = editorOf(io);
  if (interactive && editor !== null && !flags.dryRun && !flags.yes)
    return textFrom(await editText(editor, `${text}\n`), "--prepared").split(/\n{2,}/u);
  if (options.draft === true || flags.dryRun) return paragraphs;
  if (flags.json) session.json({ case: caseName(id), prepared: paragraphs });
  else {
    session.verbatim(plain(text, { lines: true }));
    session.remark("", t("desk.cases.prepared", { id: caseName(id) }));
  }
  return null;
}

/** @throws UserError `case-draft-cooling`; UsageError `case-no-draft`. */
function draftOf(desk: Desk, found: CaseWithSteps, options: Options): readonly string[] {
  const draft = standingDraft(found);
  const text = draft?.words.text;
  if (!draft || text === undefined)
    throw new UsageError("case-no-draft", { id: caseName(found.id) }, [`desk cases reply ${caseName(found.id)} --act "…" --draft`]);
  refuseWhileCooling(desk, found.id, draft.event.sendFrom, options.now === true);
  return text.split(/\n{2,}/u);
}

async function keepDraft(session: Session, desk: Desk, { id }: CaseWithSteps, draft: Draft, tone: readonly ToneRemark[]): Promise<void> {
  const { t, language, flags } = session;
  const name = caseName(id);
  const kept = await draftReply(desk, name, draft, true, !flags.dryRun);
  if (flags.json)
    return session.json({ case: name, dryRun: flags.dryRun, draft, sendFrom: standingDraft(kept)?.event.sendFrom ?? null, tone });
  session.print(plain(draft.text, { lines: true }));
  if (flags.dryRun) return session.remark("", t("common.dryRun"));
  const from = standingDraft(kept)?.event.sendFrom;
  session.remark("", t("desk.cases.drafted", { at: from ? formatDateTime(from, desk.settings.zone, language) : "", id: name }));
}

function showReply(session: Session, { subject, text }: CaseLetter, tone: readonly ToneRemark[]): void {
  if (session.flags.json) {
    session.json({ dryRun: true, reply: { subject, text }, tone });
    return;
  }
  session.print(subject, "", plain(text, { lines: true }).trimEnd());
  session.remark("", session.t("common.dryRun"));
}

async function confirm(session: Session, { id }: CaseWithSteps, { subject, text }: CaseLetter): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`desk cases reply ${caseName(id)} … --yes`]);
  session.remark(subject, "", plain(text, { lines: true }).trimEnd(), "");
  if (!(await (await session.ask()).confirm(t("desk.cases.confirmReply"), true))) throw new Cancelled(t("desk.cases.notSent"));
}
