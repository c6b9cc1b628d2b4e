/**
 * Files a mail that somebody sent us, whole as it came and in plain words: on the case it belongs to, else as a case of its own. The
 * same bytes are filed once; what a machine answered opens no case and is never answered.
 */
import { createHash } from "node:crypto";
import type { Calendar } from "../kernel/calendar.ts";
import { sayingOf, UserError } from "../kernel/errors.ts";
import type { Saying } from "../kernel/result.ts";
import type { Language } from "../kernel/text.ts";
import { answerBy, type CaseEvent, type CaseFile, type CaseWithSteps, type CaseWords, caseName, type MailRemark } from "../people/case.ts";
import { enterStep } from "./case-steps.ts";
import { aboutOf } from "./find-case.ts";
import { enterCase, LONGEST_SAID, planCase, unrecorded } from "./open-case.ts";
import { type MailPlace, placeMail } from "./place-mail.ts";
import type { IncomingMail, MailAttachment, MailInFile, ReadMail } from "./ports/incoming-mail.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface TakingMail {
  readonly read: ReadMail;
  /** What the clerk says that it is about; null: what the mail says. */
  readonly about: string | null;
  readonly owner: string | null;
  readonly language: Language | null;
  /** Asked where more than one contract may be meant. @returns null to leave it open. */
  choose(mail: IncomingMail, choices: readonly string[]): Promise<string | null>;
  readonly record: boolean;
}

export type TakenMail =
  | {
      readonly state: "opened" | "joined";
      readonly of: CaseWithSteps;
      readonly mail: IncomingMail;
      readonly remarks: readonly MailRemark[];
    }
  /** Filed before. */
  | { readonly state: "known"; readonly case: string }
  /** What a machine sent, and belongs to no case. */
  | { readonly state: "left"; readonly mail: IncomingMail }
  | { readonly state: "refused"; readonly why: Saying };

/** A mail's own fault is told of that mail; a full disk is everybody's. */
const ITS_OWN: ReadonlySet<string> = new Set(["mail-too-large", "mail-head-endless", "mail-tangled"]);

/** @throws UserError of the clerk's flags (`contract-unknown`, `unknown-staff`, …) and of disk and database. */
export async function takeMail(desk: Desk, incoming: MailInFile, taking: TakingMail): Promise<TakenMail> {
  try {
    const bytes = await incoming.bytes();
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const store = await desk.store();
    const known = await store.read(({ cases }) => cases.holding(sha256));
    if (known !== null) return { state: "known", case: caseName(known) };
    return await file(desk, await taking.read(bytes), { bytes, sha256 }, taking);
  } catch (error) {
    if (error instanceof UserError && ITS_OWN.has(error.code)) return { state: "refused", why: sayingOf(error) };
    throw error;
  }
}

interface Whole {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

async function file(desk: Desk, mail: IncomingMail, whole: Whole, taking: TakingMail): Promise<TakenMail> {
  const store = await desk.store();
  const found = await store.read((repositories) => placeMail(repositories, mail));
  if (found.joins === null && (mail.automatic === "answer" || mail.automatic === "bounce")) return { state: "left", mail };
  const place = found.joins ? found : await settled(desk, mail, found, taking);
  const { words, longText } = wordsOf(mail);
  const remarks: readonly MailRemark[] = [...place.remarks, ...(longText === null ? [] : [{ kind: "shortened" } as const])];
  const step = { words, event: { mail: { automatic: mail.automatic, remarks } } };
  const files = taking.record ? await filed(desk, whole, longText) : [];
  const calendar = await desk.calendar();
  const enter = { step, files, calendar, mail, taking, place };
  if (!taking.record) return store.read(async (repositories) => ({ ...(await wouldEnter(desk, repositories, enter)), mail, remarks }));
  return store.write(async (repositories): Promise<TakenMail> => {
    // Somebody else may have taken it meanwhile.
    const known = await repositories.cases.holding(whole.sha256);
    if (known !== null) return { state: "known", case: caseName(known) };
    return { ...(await enterMail(desk, repositories, enter)), mail, remarks };
  });
}

/** What the clerk says goes before what the mail says; where that is not clear, somebody is asked. */
async function settled(desk: Desk, mail: IncomingMail, place: MailPlace, taking: TakingMail): Promise<MailPlace> {
  if (taking.about !== null) {
    await (await desk.store()).read((repositories) => aboutOf(repositories, taking.about, null));
    return { ...place, about: taking.about, remarks: place.remarks.filter(({ kind }) => kind !== "several" && kind !== "otherAddress") };
  }
  if (place.choices.length < 2) return place;
  const chosen = await taking.choose(mail, place.choices);
  return chosen === null ? place : { ...place, about: chosen, remarks: place.remarks.filter(({ kind }) => kind !== "several") };
}

const attachmentText = ({ name, type, size }: MailAttachment): string => `${name} (${type}, ${Math.ceil(size / 1_000)} kB)`;

/** @returns the words as a case keeps them; `longText` where they are not all of it. */
function wordsOf({ from, subject, text, written, attachments, automatic }: IncomingMail): {
  readonly words: CaseWords;
  readonly longText: string | null;
} {
  const said = text.slice(0, LONGEST_SAID);
  const words = {
    ...(said === "" ? {} : { said }),
    ...(subject === "" ? {} : { subject }),
    // A server that gives a mail back has no part in the case from then on.
    ...(from === null || automatic === "bounce" ? {} : { email: from.address }),
    ...(from === null || from.name === "" ? {} : { name: from.name }),
    ...(written === null ? {} : { written }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(attachmentText) }),
  };
  return { words, longText: text.length > LONGEST_SAID ? text : null };
}

/** The mail as it came, and its whole text where the words are only a part. */
async function filed(desk: Desk, { bytes }: Whole, longText: string | null): Promise<readonly CaseFile[]> {
  const archive = await desk.archive();
  const { sha256 } = await archive.put(bytes);
  const mail = { sha256, name: "mail.eml" };
  if (longText === null) return [mail];
  return [mail, { sha256: (await archive.put(Buffer.from(longText))).sha256, name: "mail.txt" }];
}

interface Entering {
  readonly step: { readonly words: CaseWords; readonly event: Pick<Extract<CaseEvent, { kind: "heard" }>, "mail"> };
  readonly files: readonly CaseFile[];
  readonly calendar: Calendar;
  readonly mail: IncomingMail;
  readonly taking: TakingMail;
  readonly place: MailPlace;
}
type Entered = { readonly state: "opened" | "joined"; readonly of: CaseWithSteps };

async function planned(desk: Desk, repositories: Repositories, { calendar, taking, place }: Entering) {
  const at = desk.clock.now();
  const { owner, language } = taking;
  const opening = { channel: "mail", id: place.about, line: null, link: null, owner, language } as const;
  return { at, plan: await planCase(desk, repositories, opening, { at, calendar }) };
}

async function wouldEnter(desk: Desk, repositories: Repositories, entering: Entering): Promise<Entered> {
  const { place, step, files } = entering;
  if (place.joins) return { state: "joined", of: place.joins };
  const { at, plan } = await planned(desk, repositories, entering);
  const { words, event } = step;
  return { state: "opened", of: unrecorded(plan, { at, by: desk.actor, event: { kind: "opened", ...event }, words, files }) };
}

async function enterMail(desk: Desk, repositories: Repositories, entering: Entering): Promise<Entered> {
  const { step, files, place, mail, calendar } = entering;
  const { words, event } = step;
  // Its owner may have closed it since it was looked up: then it is a new one.
  const joins = place.joins && (await repositories.cases.get(place.joins.id));
  if (joins && joins.closedAt === null) {
    // A machine's answer asks for none; what came back was not heard, and is owed still.
    const due = joins.due ?? (mail.automatic === "answer" ? null : answerBy(calendar, desk.clock.now(), desk.settings.zone));
    await enterStep(desk, repositories, joins, { event: { kind: "heard", ...event }, words, files, state: { due } });
    return { state: "joined", of: (await repositories.cases.get(joins.id)) as CaseWithSteps };
  }
  const { at, plan } = await planned(desk, repositories, entering);
  return {
    state: "opened",
    of: await enterCase(desk, repositories, plan, { at, by: desk.actor, event: { kind: "opened", ...event }, words, files }),
  };
}
