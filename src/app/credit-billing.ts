/** Credits an issued bill, in whole or in part, on somebody's decision: shown first, then issued unchanged. */
import type { BilledDocument, DocumentLine, IssuedBilling } from "../invoice/billing.ts";
import {
  type CreditNote,
  type CreditPart,
  creditedParts,
  type IssuedCreditNote,
  leftOf,
  unitsLeft,
  unitsOf,
  wholeLine,
} from "../invoice/credit-note.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import type { Cents } from "../kernel/money.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { billingOfDocument } from "./find-return.ts";
import { findBilling } from "./list-billings.ts";
import { type DocumentCredit, planCreditNotes, recordCreditNotes, type TextsFor, takeCreditNumbers } from "./plan-credit.ts";
import { replyPromise } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";
import { type AssetsFor, renderCreditNotes } from "./render-billing.ts";
import { todayAt } from "./settlement-account.ts";

export interface CreditWish {
  /** Charges (`C2`) or positions of contract lines (`3`); none: everything that is left. */
  readonly lines: readonly string[];
  /** A part of the one line that is named, as its sum is printed; null: all that is left of it. */
  readonly amount: Cents | null;
  /** So many units of it; null where a sum or the whole line is meant. */
  readonly quantity: number | null;
  /** As the customer reads it. */
  readonly reason: string;
}

export interface CreditPreview {
  readonly issued: IssuedBilling;
  /** One for each document that is changed. */
  readonly notes: readonly CreditNote[];
}

/** @throws UserError `credit-reason-missing`, `credit-reason-too-long`. */
export function creditReason(text: string): string {
  const reason = plain(text).trim();
  if (reason === "") throw new UserError("credit-reason-missing", {}, ['--reason "…"']);
  if (reason.length > LONGEST_TEXT) throw new UserError("credit-reason-too-long", { length: reason.length, most: LONGEST_TEXT });
  return reason;
}

/**
 * What the credit notes would say; changes nothing.
 * @param id of a document, which alone is credited then, or of the return or contract, whose last bill is meant with all its documents.
 * @throws UserError `credit-line-unknown`, `credit-nothing-left`, `credit-one-line`, `credit-too-much`, and those of {@link findBilling}.
 */
export async function previewCredit(desk: Desk, id: string, wish: CreditWish, texts: TextsFor): Promise<CreditPreview> {
  const { id: key } = await findBilling(desk, id);
  const calendar = await desk.calendar();
  return (await desk.store()).read((repositories) => planned(desk, repositories, calendar, { key, id, wish, texts }));
}

interface Wanted {
  readonly key: number;
  readonly id: string;
  readonly wish: CreditWish;
  readonly texts: TextsFor;
}

async function planned(
  desk: Desk,
  repositories: Repositories,
  calendar: Calendar,
  { key, id, wish, texts }: Wanted,
): Promise<CreditPreview> {
  const reason = creditReason(wish.reason);
  const issued = await repositories.billings.get(key);
  if (!issued) throw new RangeError(`billing ${key} is not in the books`);
  const named = await billingOfDocument(repositories, id);
  const documents = issued.billing.documents.filter(({ number }) => named === null || number === id.trim().toUpperCase());
  const notes = (await repositories.creditNotes.ofBilling(key)).map(({ note }) => note);
  const open = (documents.length > 0 ? documents : issued.billing.documents).map((document) => ({
    document,
    before: creditedParts(notes, document.number as string),
  }));
  const credits = chosen(open, wish, issued.billing.inspection);
  const today = todayAt(desk);
  const reply = await replyPromise(desk, repositories, calendar, today);
  return { issued, notes: await planCreditNotes(repositories, issued, credits, { reason, reply, texts, today, calendar }) };
}

interface OpenDocument {
  readonly document: BilledDocument;
  readonly before: readonly CreditPart[];
}

const isMeant = (line: DocumentLine, names: readonly string[]): boolean =>
  names.length === 0 || names.some((name) => line.charge === name.toUpperCase() || String(line.position) === name);

function chosen(open: readonly OpenDocument[], wish: CreditWish, id: string): readonly DocumentCredit[] {
  const lines = open.flatMap(({ document }) => document.lines);
  const unknown = wish.lines.find((name) => !lines.some((line) => isMeant(line, [name])));
  if (unknown !== undefined) {
    const known = lines.map(({ charge }) => charge).join(", ");
    throw new UserError("credit-line-unknown", { id, line: plain(unknown).slice(0, 40), known }, [`invoice show ${id}`]);
  }
  const meant = open.map(({ document, before }) => ({
    document,
    before,
    lines: document.lines.filter((line) => isMeant(line, wish.lines) && leftOf(line, before) > 0),
  }));
  const count = meant.reduce((total, one) => total + one.lines.length, 0);
  if (count === 0) throw new UserError("credit-nothing-left", { id }, [`invoice show ${id}`]);
  const inPart = wish.amount !== null || wish.quantity !== null;
  if (inPart && count > 1)
    throw new UserError("credit-one-line", { count, lines: meant.flatMap((one) => one.lines.map(({ charge }) => charge)).join(", ") });
  return meant
    .filter((one) => one.lines.length > 0)
    .map(({ document, before, lines: own }) => ({ document, parts: own.map((line) => partOf(line, before, wish)) }));
}

const inEuros = (amount: Cents): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

function partOf(line: DocumentLine, before: readonly CreditPart[], { amount, quantity }: CreditWish): CreditPart {
  const left = leftOf(line, before);
  if (amount !== null) {
    if (amount > left) throw new UserError("credit-too-much", { line: line.charge, left: inEuros(left) });
    return amount === left ? wholeLine(line, before) : { charge: line.charge, amount, quantity: null };
  }
  if (quantity === null) return wholeLine(line, before);
  const units = unitsLeft(line, before);
  if (quantity > units) throw new UserError("credit-too-many", { line: line.charge, left: units, count: quantity });
  return unitsOf(line, quantity, before);
}

export interface CreditDecision {
  readonly wish: CreditWish;
  /** A staff id. */
  readonly decidedBy: string;
  /** Within the transaction, before anything is stored: throws when it may not be. */
  readonly mustBe?: (repositories: Repositories) => Promise<void>;
  /** Within the transaction, once the notes are stored. */
  readonly recorded?: (repositories: Repositories, notes: readonly IssuedCreditNote[]) => Promise<void>;
}

/**
 * Issues exactly what was previewed: numbers, values, hashes and journal rows in one transaction; then the PDFs, which a later run can
 * always finish. Whoever calls has made sure that somebody decided who may (`credit.issue`).
 * @throws UserError `credit-changed` when the books no longer give the same.
 */
export async function creditBilling(
  desk: Desk,
  id: string,
  shown: CreditPreview,
  { wish, decidedBy, mustBe, recorded }: CreditDecision,
  assetsFor: AssetsFor,
): Promise<readonly IssuedCreditNote[]> {
  const texts: TextsFor = async (language) => (await assetsFor(language)).messages;
  const calendar = await desk.calendar();
  const store = await desk.store();
  const issued = await store.write(async (repositories) => {
    const numbers = await takeCreditNumbers(desk, repositories, shown.notes.length);
    await mustBe?.(repositories);
    const now = await planned(desk, repositories, calendar, { key: shown.issued.id, id, wish, texts });
    if (canonicalJson(now.notes) !== canonicalJson(shown.notes)) throw new UserError("credit-changed", { id }, [`invoice credit ${id}`]);
    const notes = await recordCreditNotes(desk, repositories, now.notes, {
      billing: shown.issued.id,
      cause: "decision",
      decidedBy,
      numbers,
    });
    await recorded?.(repositories, notes);
    return notes;
  });
  return renderCreditNotes(desk, issued, assetsFor);
}

/** The credit notes of a billing, in the order of issue. */
export const creditNotesOf = async (desk: Desk, billing: number): Promise<readonly IssuedCreditNote[]> =>
  (await desk.store()).read(({ creditNotes }) => creditNotes.ofBilling(billing));
