/** Plans the credit notes of an issued billing within one transaction: for the preview, and once more for the issue, which must find the same. */
import { createHash } from "node:crypto";
import { factOf, productOf } from "../document/describe-source.ts";
import type { Walk } from "../inspection/fold.ts";
import type { BilledDocument, IssuedBilling, ReplyPromise } from "../invoice/billing.ts";
import {
  type CreditCause,
  type CreditedLine,
  type CreditNote,
  type CreditPart,
  creditedParts,
  creditParts,
  effectOf,
  type IssuedCreditNote,
} from "../invoice/credit-note.ts";
import { refundDate } from "../invoice/due-date.ts";
import { patternsOf } from "../invoice/number-pattern.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Day } from "../kernel/dates.ts";
import { subtract } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { checkOffInstalments } from "./check-off-instalments.ts";
import { accountBefore } from "./credited-account.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";
import { todayAt } from "./settlement-account.ts";
import { witnessNow } from "./witness.ts";

/** The customer's texts in a language. */
export type TextsFor = (language: Language) => Promise<Messages>;

/** What of one document is to be credited. */
export interface DocumentCredit {
  readonly document: BilledDocument;
  readonly parts: readonly CreditPart[];
}

export interface CreditSetting {
  readonly reason: string;
  readonly reply: ReplyPromise;
  readonly texts: TextsFor;
  readonly today: Day;
  readonly calendar: Calendar;
}

/** The credit notes of one billing, in the order of its documents, without numbers. */
export async function planCreditNotes(
  repositories: Repositories,
  issued: IssuedBilling,
  credits: readonly DocumentCredit[],
  setting: CreditSetting,
): Promise<readonly CreditNote[]> {
  const earlier = await repositories.creditNotes.ofBilling(issued.id);
  const notes = earlier.map(({ note }) => note);
  const before = await accountBefore(repositories, issued, setting.today);
  const walk = await loadWalk(repositories, issued.billing.inspection, issued.issuedAt);
  const describe = describer(walk, issued, await setting.texts(issued.billing.language));
  const { terms } = walk;
  if (terms === null) throw new RangeError(`no terms for ${issued.billing.contract}`);
  let owed = before.owed;
  let onCard = before.onCard;
  let fromDeposit = before.fromDeposit;
  return credits.map(({ document, parts }) => {
    const credit = creditParts(document, parts, creditedParts(notes, document.number as string));
    const effect = effectOf(credit.total, { ...before, owed, onCard, fromDeposit });
    owed = subtract(owed, credit.total);
    onCard = subtract(onCard, effect.released);
    fromDeposit = subtract(fromDeposit, effect.released);
    const refundBy = effect.refund > 0 ? refundDate(setting.today, terms.payment, setting.calendar) : null;
    return noteOf(issued, document, { ...credit, lines: credit.lines.map(describe) }, { ...setting, effect: { ...effect, refundBy } });
  });
}

function noteOf(
  { billing }: IssuedBilling,
  document: BilledDocument,
  credit: Pick<CreditNote, "lines" | "vat" | "net" | "tax" | "total">,
  {
    effect,
    reason,
    reply,
    today,
  }: Pick<CreditSetting, "reason" | "reply" | "today"> & {
    readonly effect: Pick<CreditNote["effect"], "toPay" | "refund" | "released" | "refundBy">;
  },
): CreditNote {
  const { contract, inspection, customer, firm, language, returnedOn, settlement } = billing;
  const { reference, rfReference, dueDate } = settlement;
  return {
    schemaVersion: 1,
    number: null,
    original: { kind: document.kind, number: document.number as string, issuedOn: billing.issuedOn },
    inspection,
    contract,
    customer,
    firm,
    language,
    issuedOn: today,
    returnedOn,
    reason,
    mode: document.mode,
    ...credit,
    effect: { ...effect, reference, rfReference, dueDate },
    reply,
  };
}

/** Says of a credited line what the bill said of it: by the walkthrough as it stood when the bill was issued. */
function describer({ contract, inspection }: Walk, { billing }: IssuedBilling, messages: Messages) {
  const describing = { contract, inspection, messages, language: billing.language };
  return (line: Omit<CreditedLine, "source" | "product" | "fact">): CreditedLine => {
    const charge = billing.charges.find(({ id }) => id === line.charge);
    if (!charge) throw new RangeError(`no charge ${line.charge}`);
    const { source, kind } = charge;
    return { ...line, source, product: productOf(source, describing), fact: factOf(source, describing, kind) };
  };
}

/** Numbers for so many credit notes; the first statement of its transaction where nothing else is numbered in it. */
export async function takeCreditNumbers(desk: Desk, { billings }: Repositories, count: number): Promise<readonly string[]> {
  const pattern = patternsOf(desk.settings.numbers).creditNote;
  const year = Number(todayAt(desk).slice(0, 4));
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push(await billings.takeNumber("creditNote", year, pattern));
  return numbers;
}

export interface CreditEntry {
  readonly billing: number;
  readonly cause: CreditCause;
  /** Staff id of the person whose decision it is. */
  readonly decidedBy: string;
  /** One for each note. */
  readonly numbers: readonly string[];
}

/** Freezes the planned notes with their numbers and hashes and writes the journal, all in the transaction it is given. */
export async function recordCreditNotes(
  desk: Desk,
  repositories: Repositories,
  planned: readonly CreditNote[],
  { billing, cause, decidedBy, numbers }: CreditEntry,
): Promise<readonly IssuedCreditNote[]> {
  const { creditNotes, journal } = repositories;
  const done: IssuedCreditNote[] = [];
  for (const [index, plan] of planned.entries()) {
    const number = numbers[index];
    if (number === undefined) throw new RangeError("no number for a credit note");
    const note = { ...plan, number, witness: await witnessNow(repositories, plan.inspection) };
    const sha256 = createHash("sha256").update(canonicalJson(note)).digest("hex");
    const entry = { billing, cause, sha256, issuedAt: desk.clock.now(), issuedBy: desk.actor };
    const id = await creditNotes.add(note, entry);
    const { contract, original } = note;
    const row = { at: entry.issuedAt, staff: desk.actor, contract, act: "credit-note.issued", subject: String(id) };
    await journal.append({ ...row, detail: { number, original: original.number, decidedBy, sha256 } });
    done.push({ id, note, pdf: null, ...entry });
  }
  await checkOffInstalments(desk, repositories, billing);
  return done;
}
