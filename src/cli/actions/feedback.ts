/** What `desk feedback add|take|list|invite|facts` do. */
import { withMailsOf } from "../../adapters/mail/mail-file.ts";
import { readMail } from "../../adapters/mail/read-mail.ts";
import { writeNewFile } from "../../adapters/output-files.ts";
import { type AddedFeedback, addFeedback, type NewFeedback } from "../../app/add-feedback.ts";
import { type Invitable, listInvitable, recordInvitation, recordMailed } from "../../app/invite-feedback.ts";
import { placeMail } from "../../app/place-mail.ts";
import type { Desk } from "../../app/ports.ts";
import { returnFacts } from "../../app/return-facts.ts";
import { sendShortLetter } from "../../app/send-short-letter.ts";
import { todayAt } from "../../app/settlement-account.ts";
import { feedbackInvitation, returnFactsLetter } from "../../document/mail/feedback-letter.ts";
import { dayOf } from "../../kernel/dates.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { CASE_CHANNELS, type CaseChannel, caseName } from "../../people/case.ts";
import { FEEDBACK_MOODS, type Feedback, type FeedbackMood } from "../../people/feedback.ts";
import { sentJson, tellSent } from "../output/sent-case-letter.ts";
import type { Arguments, Options } from "../program.ts";
import type { Session } from "../session.ts";
import { oneOf, sendAcknowledgement, textOf } from "./cases/open.ts";
import { postOf } from "./cases/post.ts";
import { chosenLanguage } from "./chosen-language.ts";
import { documentAssets } from "./document-assets.ts";
import { outPath } from "./out-path.ts";
import { readFileText } from "./read-file-text.ts";

/** @throws UsageError `feedback-mood`. */
function moodFrom(options: Options): FeedbackMood {
  const mood = oneOf<FeedbackMood>(textOf(options.mood), FEEDBACK_MOODS, "--mood");
  if (mood === null)
    throw new UsageError(
      "feedback-mood",
      {},
      FEEDBACK_MOODS.map((one) => `--mood ${one}`),
    );
  return mood;
}

const feedbackJson = ({ id, caseId, words, ...feedback }: Feedback) => ({
  feedback: id,
  ...feedback,
  case: caseId === null ? null : caseName(caseId),
  name: words.name ?? null,
  said: words.said ?? null,
});

/** Whatever it is, it is welcome; what was bad is acknowledged at once. */
async function tell(session: Session, desk: Desk, { feedback, opened }: AddedFeedback): Promise<void> {
  const { t, flags, language } = session;
  const sent = opened === null ? null : await sendAcknowledgement(session, desk, opened, true);
  if (flags.json) return session.json({ ...feedbackJson(feedback), acknowledgement: sent && sentJson(sent) });
  const day = opened === null ? "" : formatDay(opened.answerBy, language);
  session.print(t(`desk.feedback.thanks.${feedback.mood}`, { case: opened === null ? "" : caseName(opened.id), day }));
  if (sent !== null) tellSent(session, sent, "acknowledged");
}

async function keep(session: Session, desk: Desk, given: NewFeedback): Promise<void> {
  const added = await addFeedback(desk, given, !session.flags.dryRun);
  if (!session.flags.dryRun) return tell(session, desk, added);
  if (session.flags.json) session.json({ preview: true, ...feedbackJson(added.feedback) });
  session.remark(session.t("common.dryRun"));
}

export async function add(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const [words, file, link] = [textOf(options.words), textOf(options.wordsFrom), textOf(options.link)];
  if (words === null && file === null) throw new UsageError("case-words-missing", {}, ['--words "…"', "--words-from FILE"]);
  const via = oneOf<CaseChannel>(textOf(options.via), CASE_CHANNELS, "--via");
  await keep(session, desk, {
    id: typeof id === "string" ? id : null,
    channel: via ?? (link === null ? "desk" : "public"),
    mood: moodFrom(options),
    said: words ?? (await readFileText(session, file as string)),
    name: textOf(options.name),
    email: null,
    link,
  });
}

export async function take(session: Session, [path]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const mood = moodFrom(options);
  const mail = await withMailsOf(session.io.cwd, String(path), async (mails) => {
    const [one] = mails;
    if (one === undefined || mails.length > 1) throw new UserError("feedback-one-mail", { count: mails.length });
    return readMail(await one.bytes());
  });
  const place = await (await desk.store()).read((repositories) => placeMail(repositories, mail));
  const { from, subject, text } = mail;
  await keep(session, desk, {
    id: textOf(options.about) ?? place.about,
    channel: "mail",
    mood,
    said: text.trim() === "" ? subject : text,
    name: from === null ? null : from.name || from.address,
    email: from?.address ?? null,
    link: null,
  });
}

export async function list(session: Session, [contract]: Arguments): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.deskWithoutActor();
  const all = await (await desk.store()).read(({ feedback }) => feedback.list(typeof contract === "string" ? contract.trim() : undefined));
  if (flags.json) return session.json({ feedback: all.map(feedbackJson) });
  if (all.length === 0) return session.remark(t("desk.feedback.none"));
  const tty = session.io.stdout.isTTY === true;
  session.table(
    ["day", "mood", "via", "contract", "said"].map((column) => t(`desk.feedback.column.${column}`)),
    all.map(({ at, mood, channel, contract: of, words }) => {
      const day = dayOf(at, desk.settings.zone);
      const said = plain(words.said ?? "–").replace(/\s+/gu, " ");
      return [tty ? formatDay(day, language) : day, t(`desk.feedback.mood.${mood}`), channel, plain(of ?? "–"), said];
    }),
  );
}

/** Stored before the mail leaves: nobody is asked twice. */
async function ask(
  session: Session,
  desk: Desk,
  one: Invitable,
  byMail: boolean,
): Promise<{ readonly path: string; readonly mailed: boolean }> {
  const { contract } = one;
  const { customer, language } = contract;
  const { firm } = desk.settings;
  const facts = { contract: contract.number, firm: firm.name, phone: firm.phone, email: firm.email };
  const texts = await session.customerTexts(language);
  const letter = feedbackInvitation(facts, texts);
  const of = [[texts("letter.meta.contract"), contract.number]] as const;
  const file = { name: `${contract.number.replace(/[^\w.-]/gu, "_")}_feedback.pdf`, id: `feedback.${one.billing}` };
  const sent = await sendShortLetter(desk, { letter, language, to: customer, facts: of, ...file }, postOf(session, desk, byMail), {
    made: ({ sha256 }) => recordInvitation(desk, one, sha256),
    left: () => recordMailed(desk, one),
  });
  return { path: sent.pdf.path, mailed: sent.mailed };
}

export async function invite(session: Session, _: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const whom = await listInvitable(desk);
  const named = ({ contract }: Invitable) => ({ contract: plain(contract.number), name: plain(contract.customer.name) });
  if (flags.dryRun || whom.length === 0) {
    if (flags.json) session.json({ preview: flags.dryRun, asked: whom.map(named) });
    else if (whom.length === 0) session.remark(t(desk.settings.feedback === false ? "desk.feedback.off" : "desk.feedback.nobodyToAsk"));
    else session.print(...whom.map((one) => t("desk.feedback.would", named(one))));
    if (flags.dryRun) session.remark(t("common.dryRun"));
    return;
  }
  const asked = [];
  for (const one of whom) {
    const { path, mailed } = await ask(session, desk, one, options.letter !== true);
    asked.push({ ...named(one), way: mailed ? "mail" : "letter", path });
    if (!flags.json) session.print(t(`desk.feedback.asked.${mailed ? "mail" : "letter"}`, { ...named(one), path }));
  }
  if (flags.json) session.json({ preview: false, asked });
}

export async function facts(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const desk = await session.deskWithoutActor();
  const { contract, ...found } = await returnFacts(desk, String(id));
  const language = chosenLanguage(options.language) ?? contract.language;
  const { firm } = desk.settings;
  const texts = await session.customerTexts(language);
  const value = { ...found, contract: contract.number, zone: contract.zone, firm: firm.name, language };
  const letter = returnFactsLetter(value, texts);
  const out = textOf(options.out) === null ? null : await outPath(session, String(options.out));
  if (out !== null) {
    const { renderShortLetter } = await import("../../document/render-short-letter.ts");
    const of = [[texts("letter.meta.contract"), contract.number]] as const;
    const short = { ...letter, facts: of, to: contract.customer, firm, language, day: todayAt(desk) };
    const path = await writeNewFile(
      session.io.cwd,
      out(`${found.inspection}_facts.pdf`),
      await renderShortLetter(short, await documentAssets(desk, language)),
    );
    if (session.flags.json) return session.json({ ...found, contract: contract.number, path });
    return session.print(path);
  }
  if (session.flags.json) return session.json({ ...found, contract: contract.number, text: letter.paragraphs });
  session.print(session.out.bold(letter.title), "", ...letter.paragraphs);
}
