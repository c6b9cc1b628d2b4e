/**
 * What a customer says back: a case with one owner to the end and a day by which it is answered. What is personal in it stands apart as
 * `words`, so that it can be forgotten and the rest stays whole.
 */
import { type Calendar, nextBusinessDay } from "../kernel/calendar.ts";
import { atWallClock, type Day, dayOf, type Instant } from "../kernel/dates.ts";
import type { Language } from "../kernel/text.ts";

/** How it reached us. */
export const CASE_CHANNELS = ["desk", "phone", "letter", "public", "mail"] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];

/** What it is about; all null for a customer alone. */
export interface CaseAbout {
  readonly contract: string | null;
  readonly inspection: string | null;
  /** Number of a bill, a damages statement or a credit note. */
  readonly document: string | null;
  /** A line of the contract. */
  readonly line: number | null;
}

export type LetterWay = "mail" | "letter" | "told";
export type CaseLetterKind = "acknowledgement" | "reply";

/** What a case changed, when it taught something. */
export const TAUGHT = ["clause", "product", "text", "nothing"] as const;
export interface Lesson {
  readonly changed: (typeof TAUGHT)[number];
  /** The clause's number, the product, the text's name; null where nothing changed. */
  readonly name: string | null;
}

/** What no person wrote: a bounce of a mail of ours, an answer that a machine gave, or what goes to many. None of them is acknowledged. */
export type Automatic = "bounce" | "answer" | "bulk";

/** What a mail says of itself and nobody should believe unseen; for staff eyes. */
export type MailRemark =
  /** It names a case that its sender has no part in. */
  | { readonly kind: "claims"; readonly case: string }
  | { readonly kind: "namesClosed"; readonly case: string }
  /** It names a contract whose customer has another address. */
  | { readonly kind: "otherAddress"; readonly contract: string }
  /** More than one contract may be meant. */
  | { readonly kind: "several"; readonly contracts: readonly string[] }
  /** It names nobody whom an answer could reach. */
  | { readonly kind: "noSender" }
  /** The words are shortened here; the whole text is in its file. */
  | { readonly kind: "shortened" };

/** How a mail came in. */
export interface MailStep {
  readonly automatic: Automatic | null;
  readonly remarks: readonly MailRemark[];
}

/** One step, without anything personal. */
export type CaseEvent =
  | { readonly kind: "opened"; readonly mail?: MailStep }
  /** The customer wrote again. */
  | { readonly kind: "heard"; readonly mail?: MailStep }
  /** A mail is about to leave: it is on disk first. */
  | { readonly kind: "mailing"; readonly letter: CaseLetterKind }
  | { readonly kind: "unsent"; readonly letter: CaseLetterKind; readonly reason: string }
  | { readonly kind: "acknowledged"; readonly way: LetterWay; readonly sure: boolean }
  | { readonly kind: "drafted"; readonly sendFrom: Instant | null }
  | { readonly kind: "replied"; readonly way: LetterWay; readonly sure: boolean }
  | { readonly kind: "noted" }
  | { readonly kind: "handOver"; readonly to: string }
  | { readonly kind: "accepted"; readonly from: string }
  | { readonly kind: "closed"; readonly lesson: Lesson };

/** What is personal in a step: names, addresses, what was said and written. */
export interface CaseWords {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly said?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly to?: string;
  readonly learnt?: string;
  /** When the sender of a mail says that it was written. */
  readonly written?: Instant;
  /** What came with it, each with its kind and size. */
  readonly attachments?: readonly string[];
}

export interface CaseFile {
  readonly sha256: string;
  readonly name: string;
}

export interface CaseStep {
  readonly id: number;
  readonly at: Instant;
  readonly by: string;
  readonly event: CaseEvent;
  /** Empty where there are none, or they were forgotten. */
  readonly words: CaseWords;
  readonly files: readonly CaseFile[];
}

export interface Case {
  readonly id: number;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly channel: CaseChannel;
  readonly about: CaseAbout;
  readonly language: Language;
  /** Where a public post stands. It is kept, and never deleted. */
  readonly link: string | null;
  /** As it was promised when the case was opened. */
  readonly answerBy: Day;
  /** A staff id. */
  readonly owner: string;
  /** By when the customer is owed the next answer; null when none is owed. */
  readonly due: Day | null;
  readonly closedAt: Instant | null;
}

export interface CaseWithSteps extends Case {
  readonly steps: readonly CaseStep[];
}

export const caseName = (id: number): string => `A-${id}`;

/** The number of `A-12`, also in small letters; null for anything else. */
export function caseNumber(text: string): number | null {
  const match = /^A-([1-9]\d{0,8})$/u.exec(text.trim().toUpperCase());
  return match ? Number(match[1]) : null;
}

/** What came on a day is answered by the end of the next business day. */
export const answerBy = (calendar: Calendar, now: Instant, zone: string): Day => nextBusinessDay(calendar, dayOf(now, zone));

const MORNING = "08:00:00";

/** A draft cools off until the next business day begins. */
export const coolUntil = (calendar: Calendar, now: Instant, zone: string): Instant =>
  atWallClock(answerBy(calendar, now, zone), MORNING, zone);

const lastOf = <Kind extends CaseEvent["kind"]>(steps: readonly CaseStep[], kind: Kind) =>
  steps.findLast((step): step is CaseStep & { readonly event: Extract<CaseEvent, { readonly kind: Kind }> } => step.event.kind === kind) ??
  null;

/** Whom the case waits for to take it over; null for nobody. */
export function waitsFor({ steps }: Pick<CaseWithSteps, "steps">): string | null {
  const asked = lastOf(steps, "handOver");
  const taken = lastOf(steps, "accepted");
  return asked === null || (taken !== null && taken.id > asked.id) ? null : asked.event.to;
}

/** The draft that was not sent yet. */
export function standingDraft({ steps }: Pick<CaseWithSteps, "steps">) {
  const draft = lastOf(steps, "drafted");
  const sent = lastOf(steps, "replied");
  return draft === null || (sent !== null && sent.id > draft.id) ? null : draft;
}

export const wasAcknowledged = ({ steps }: Pick<CaseWithSteps, "steps">): boolean => lastOf(steps, "acknowledged") !== null;

/** The customer's own words about how to reach them; the latest that was said. */
export function saidOf({ steps }: Pick<CaseWithSteps, "steps">): Pick<CaseWords, "name" | "email" | "phone"> {
  const [opened] = steps;
  const { name, email, phone } = opened?.words ?? {};
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

/** Whether it began with a mail that names a contract whose customer has another address. */
export const isFromElsewhere = ({ steps }: Pick<CaseWithSteps, "steps">): boolean =>
  steps.some(({ event }) => event.kind === "opened" && event.mail?.remarks.some(({ kind }) => kind === "otherAddress"));

/** The addresses that were written to or from in a case, in small letters. */
export const addressesIn = ({ steps }: Pick<CaseWithSteps, "steps">): readonly string[] =>
  steps.flatMap(({ words }) => [words.email, words.to].flatMap((address) => (address ? [address.toLowerCase()] : [])));

/** Whether a case is about a bill: about the bill itself, one of its lines, or all of its return or contract. */
export function concerns(
  about: CaseAbout,
  bill: {
    readonly contract: string;
    readonly inspection: string;
    readonly documents: readonly string[];
    readonly lines: readonly number[];
  },
): boolean {
  if (about.contract !== bill.contract) return false;
  if (about.inspection !== null && about.inspection !== bill.inspection) return false;
  if (about.document !== null && !bill.documents.includes(about.document)) return false;
  return about.line === null || bill.lines.includes(about.line);
}
