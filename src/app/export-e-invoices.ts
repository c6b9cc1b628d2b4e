/**
 * E-invoices of what is issued. Each is made once from the frozen value and stored in the archive with its hash; from then on the same
 * bytes go out. What a format forbids is found before anything is written.
 */

import type { EInvoice } from "../document/e-invoice/e-invoice.ts";
import { makeCreditEInvoice, makeEInvoice } from "../document/e-invoice/make-e-invoice.ts";
import { refusalsOf } from "../document/e-invoice/refusals.ts";
import type { EInvoiceValues } from "../document/e-invoice/write-e-invoice.ts";
import type { BilledDocument, IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { EInvoiceFormat } from "../invoice/e-invoice-format.ts";
import { UserError } from "../kernel/errors.ts";
import { findBilling } from "./list-billings.ts";
import type { StoredEInvoice } from "./ports/e-invoices.ts";
import type { Desk, Repositories } from "./ports.ts";
import { billedWalk } from "./render-billing.ts";

/** A document in the books that can go out by itself. */
export type IssuedDocument =
  | { readonly kind: "document"; readonly number: string; readonly issued: IssuedBilling; readonly document: BilledDocument }
  | { readonly kind: "creditNote"; readonly number: string; readonly issued: IssuedCreditNote };

/** What would be exported: stored before, ready to be written, or forbidden by the format. */
export interface ExportPlan {
  readonly of: IssuedDocument;
  readonly stored: StoredEInvoice | null;
  readonly invoice: EInvoice | null;
  readonly refusals: readonly UserError[];
}

const documentsOf = (issued: IssuedBilling): IssuedDocument[] =>
  issued.billing.documents.flatMap((document) =>
    document.number === null ? [] : [{ kind: "document", number: document.number, issued, document }],
  );

const noteOf = (issued: IssuedCreditNote): IssuedDocument => ({ kind: "creditNote", number: issued.note.number, issued });

/**
 * The documents an id leads to: the one of that number, or all of a return's or contract's last billing with its credit notes.
 * @throws UserError `nothing-to-export` for a thank-you note, and those of `findBilling`.
 */
export async function documentsToExport(desk: Desk, id: string): Promise<readonly IssuedDocument[]> {
  const issued = await findBilling(desk, id);
  const notes = await (await desk.store()).read(({ creditNotes }) => creditNotes.ofBilling(issued.id));
  const all = [...documentsOf(issued), ...notes.map(noteOf)];
  const own = all.filter(({ number }) => number === id.trim().toUpperCase());
  if (all.length === 0) throw new UserError("nothing-to-export", { id: issued.billing.inspection }, ["invoice list"]);
  return own.length > 0 ? own : all;
}

/** Everything issued, in the order of issue. */
export async function allToExport(desk: Desk): Promise<readonly IssuedDocument[]> {
  return (await desk.store()).read(async ({ billings, creditNotes }) => [
    ...(await billings.list()).flatMap(documentsOf),
    ...(await creditNotes.list()).map(noteOf),
  ]);
}

/** What documents become in a format; writes nothing. */
export async function planExports(desk: Desk, all: readonly IssuedDocument[], format: EInvoiceFormat): Promise<readonly ExportPlan[]> {
  const before = await (await desk.store()).read(async ({ eInvoices }) => {
    const stored: (StoredEInvoice | null)[] = [];
    for (const { number } of all) stored.push(await eInvoices.get(number, format));
    return stored;
  });
  const plans: ExportPlan[] = [];
  for (const [index, of] of all.entries()) plans.push(await planExport(desk, of, format, before[index] ?? null));
  return plans;
}

async function planExport(desk: Desk, of: IssuedDocument, format: EInvoiceFormat, stored: StoredEInvoice | null): Promise<ExportPlan> {
  if (stored) return { of, stored, invoice: null, refusals: [] };
  const invoice = await eInvoiceOf(desk, of);
  const { contract, customer } = of.kind === "document" ? of.issued.billing : of.issued.note;
  return { of, stored, invoice, refusals: refusalsOf(invoice, format, contract, customer.kind) };
}

async function eInvoiceOf(desk: Desk, of: IssuedDocument): Promise<EInvoice> {
  if (of.kind === "creditNote") {
    const { note, issuedAt } = of.issued;
    return makeCreditEInvoice(note, issuedAt, await desk.texts(note.language));
  }
  const { billing, issuedAt } = of.issued;
  return makeEInvoice(billing, of.document, issuedAt, await desk.texts(billing.language));
}

/** `L-2026-0001.peppol.xml`; a Factur-X is a PDF. A desk's own pattern may hold what no file name may. */
export const eInvoiceName = (number: string, format: EInvoiceFormat): string =>
  `${number.replace(/[^\p{L}\p{N}._-]/gu, "-")}.${format}.${format === "facturx" ? "pdf" : "xml"}`;

export interface ExportedEInvoice {
  readonly stored: StoredEInvoice;
  /** Whether it was stored before. */
  readonly before: boolean;
}

/** Writes an e-invoice from its values, in this thread or in another: the bytes are the same. */
export type WriteEInvoice = (values: EInvoiceValues) => Promise<Uint8Array>;

/** So many are entered in the books at a time, and a stop leaves no more than that to be made again. */
const TOGETHER = 16;
/** While some are entered others are written. */
const IN_FLIGHT = 2;

/**
 * Stores the e-invoices of plans; what is stored before stays as it is.
 * @param told is called with those that are done, some at a time.
 * @throws UserError the plan's refusals as one; what the archive refuses.
 */
export async function exportEInvoices(
  desk: Desk,
  plans: readonly ExportPlan[],
  format: EInvoiceFormat,
  write: WriteEInvoice,
  told: (done: readonly ExportedEInvoice[]) => Promise<void> | void = () => undefined,
): Promise<readonly ExportedEInvoice[]> {
  const exported: ExportedEInvoice[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < plans.length) {
      const from = next;
      next += TOGETHER;
      const done = await storeTogether(desk, plans.slice(from, next), format, write);
      for (const [index, one] of done.entries()) exported[from + index] = one;
      await told(done);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return exported;
}

async function storeTogether(
  desk: Desk,
  plans: readonly ExportPlan[],
  format: EInvoiceFormat,
  write: WriteEInvoice,
): Promise<readonly ExportedEInvoice[]> {
  const archive = await desk.archive();
  const made = await Promise.all(
    plans.map(async (plan) => {
      if (plan.stored) return null;
      if (plan.invoice === null || plan.refusals.length > 0) throw forbidden(plan, format);
      const bytes = await write(await valuesOf(desk, plan.of, plan.invoice, format));
      return (await archive.put(bytes)).sha256;
    }),
  );
  if (made.every((sha256) => sha256 === null)) return plans.map(({ stored }) => ({ stored: stored as StoredEInvoice, before: true }));
  return (await desk.store()).write(async (repositories) => {
    const done: ExportedEInvoice[] = [];
    for (const [index, plan] of plans.entries()) {
      const sha256 = made[index] ?? null;
      if (sha256 !== null) done.push(await record(desk, repositories, plan.of, { format, sha256 }));
      else done.push({ stored: plan.stored as StoredEInvoice, before: true });
    }
    return done;
  });
}

/** Hints as they are said: the same one stands once. */
export const onceEach = (hints: UserError["hints"]): UserError["hints"] => [
  ...new Map(hints.map((hint) => [JSON.stringify(hint), hint] as const)).values(),
];

export function forbidden({ of, refusals }: ExportPlan, format: EInvoiceFormat): UserError {
  const hints = onceEach(refusals.flatMap((refusal) => refusal.hints));
  return new UserError("e-invoice-forbidden", { number: of.number, format }, hints, { errors: refusals });
}

async function record(
  desk: Desk,
  { eInvoices, journal }: Repositories,
  of: IssuedDocument,
  detail: Pick<StoredEInvoice, "format" | "sha256">,
): Promise<ExportedEInvoice> {
  const { number } = of;
  // Somebody else may have exported the same document meanwhile.
  const now = await eInvoices.get(number, detail.format);
  if (now) return { stored: now, before: true };
  const stored = { number, ...detail, name: eInvoiceName(number, detail.format), at: desk.clock.now(), by: desk.actor };
  await eInvoices.add(stored);
  const { contract } = of.kind === "document" ? of.issued.billing : of.issued.note;
  await journal.append({ at: stored.at, staff: desk.actor, contract, act: "e-invoice.rendered", subject: number, detail });
  return { stored, before: false };
}

/** A Factur-X shows its document alone, with the walkthrough as it stood when the bill was issued. */
async function valuesOf(desk: Desk, of: IssuedDocument, invoice: EInvoice, format: EInvoiceFormat): Promise<EInvoiceValues> {
  const { language } = of.kind === "document" ? of.issued.billing : of.issued.note;
  if (format !== "facturx") return { format, invoice, page: null, language };
  if (of.kind === "creditNote") return { format, invoice, page: { kind: "creditNote", note: of.issued.note }, language };
  const page = { kind: "document", values: await billedWalk(desk, of.issued), document: of.document } as const;
  return { format, invoice, page, language };
}
