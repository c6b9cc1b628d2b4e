/** What `desk cases open` and `acknowledge` do: the case is on disk before its acknowledgement leaves. */
import { customerOf, findOpenCase, isBilled } from "../../../app/find-case.ts";
import { type NewCase, openCase } from "../../../app/open-case.ts";
import type { Desk } from "../../../app/ports.ts";
import { type SentCaseLetter, sendCaseLetter } from "../../../app/send-case-letter.ts";
import { acknowledgement, type CaseLetter } from "../../../document/mail/case-mail.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { LANGUAGES, type Language, plain } from "../../../kernel/text.ts";
import { formatDay } from "../../../language/format.ts";
import { CASE_CHANNELS, type CaseChannel, type CaseWithSteps, caseName, isFromElsewhere } from "../../../people/case.ts";
import { caseJson } from "../../output/case-text.ts";
import { sentJson, tellSent } from "../../output/sent-case-letter.ts";
import type { Arguments, Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { readFileText } from "../read-file-text.ts";
import { postOf, writerOf } from "./post.ts";

export const textOf = (given: Options[string]): string | null => (typeof given === "string" ? given : null);

/** One of the words that a flag knows. @throws UsageError `not-one-of`. */
export function oneOf<Word extends string>(given: string | null, words: readonly Word[], flag: string): Word | null {
  if (given === null) return null;
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError("case-not-one-of", { flag, given: plain(given).slice(0, 40), words: words.join(", ") });
  return found;
}

async function saidFrom(session: Session, options: Options): Promise<string> {
  const [words, file] = [textOf(options.words), textOf(options.wordsFrom)];
  if (words !== null) return words;
  if (file !== null) return readFileText(session, file);
  throw new UsageError("case-words-missing", {}, ['--words "…"', "--words-from FILE", "--words-from -"]);
}

function lineFrom(given: string | null): number | null {
  if (given === null) return null;
  const line = Number(given);
  if (!Number.isInteger(line) || line < 1) throw new UsageError("case-line-number", { given: plain(given).slice(0, 40) });
  return line;
}

export async function open(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const link = textOf(options.link);
  const channel = oneOf<CaseChannel>(textOf(options.via), CASE_CHANNELS, "--via") ?? "desk";
  const given: NewCase = {
    channel: link !== null && channel === "desk" ? "public" : channel,
    id: typeof id === "string" ? id : null,
    line: lineFrom(textOf(options.line)),
    said: await saidFrom(session, options),
    link,
    owner: textOf(options.owner),
    name: textOf(options.name),
    email: textOf(options.email),
    phone: textOf(options.phone),
    language: oneOf<Language>(textOf(options.language), LANGUAGES, "--language"),
  };
  const opened = await openCase(desk, given, !session.flags.dryRun);
  await acknowledgeOpened(session, desk, opened, options.letter !== true);
}

/** Sends the acknowledgement of a case that was just opened, and tells both. */
export async function acknowledgeOpened(session: Session, desk: Desk, opened: CaseWithSteps, byMail: boolean): Promise<void> {
  const { t, flags } = session;
  if (flags.dryRun) return showAcknowledgement(session, opened, await acknowledgementOf(session, desk, opened));
  const sent = await sendAcknowledgement(session, desk, opened, byMail);
  if (flags.json) return session.json({ case: await freshJson(desk, opened.id), acknowledgement: sentJson(sent) });
  tellOpened(session, opened);
  tellSent(session, sent, "acknowledged");
  session.remark(t("desk.cases.next", { id: caseName(opened.id) }));
}

export async function sendAcknowledgement(session: Session, desk: Desk, of: CaseWithSteps, byMail: boolean): Promise<SentCaseLetter> {
  const letter = await acknowledgementOf(session, desk, of);
  return sendCaseLetter(desk, of.id, "acknowledgement", letter, postOf(session, desk, byMail));
}

export async function acknowledge(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const found = await (await desk.store()).read((repositories) => findOpenCase(repositories, String(id)));
  if (session.flags.dryRun) return showAcknowledgement(session, found, await acknowledgementOf(session, desk, found));
  const sent = await sendAcknowledgement(session, desk, found, options.letter !== true);
  if (session.flags.json) return session.json({ case: await freshJson(desk, found.id), acknowledgement: sentJson(sent) });
  tellSent(session, sent, "acknowledged");
}

async function acknowledgementOf(session: Session, desk: Desk, of: CaseWithSteps): Promise<CaseLetter> {
  const writer = await writerOf(desk, of);
  const facts = {
    writer,
    by: of.due ?? of.answerBy,
    isPublic: of.channel === "public",
    // Whoever only named a contract learns nothing about it.
    holdsBill: !isFromElsewhere(of) && (await (await desk.store()).read((repositories) => isBilled(repositories, of.about))),
  };
  return acknowledgement(facts, await session.customerTexts(of.language));
}

function showAcknowledgement(session: Session, of: CaseWithSteps, letter: CaseLetter): void {
  const { subject, text } = letter;
  if (session.flags.json) {
    session.json({ dryRun: true, case: caseJson(of, null), acknowledgement: { subject, text } });
    return;
  }
  session.print(subject, "", plain(text, { lines: true }).trimEnd());
  session.remark("", session.t("common.dryRun"));
}

function tellOpened({ t, language, print }: Session, { id, owner, answerBy }: CaseWithSteps): void {
  print(t("desk.cases.opened", { id: caseName(id), owner, day: formatDay(answerBy, language) }));
}

const freshJson = async (desk: Desk, id: number) =>
  (await desk.store()).read(async (repositories) => {
    const found = await findOpenCase(repositories, caseName(id));
    return caseJson(found, await customerOf(repositories, found));
  });
