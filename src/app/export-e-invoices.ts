/**
 * E-invoices of what is issued. Each is made once from the frozen value and stored in the archive with its hash; from then on the same
 * bytes go out. What a format forbids is found before anything is written.
 */

import type { EInvoice } from "../document/e-invoice/e-invoice.ts";
import { lineWords } from "../document/e-invoice/line-words.ts";
import { type EInvoiceWords, makeCreditEInvoice, makeEInvoice } from "../document/e-invoice/make-e-invoice.ts";
import { refusalsOf } from "../document/e-invoice/refusals.ts";
import type { BilledDocument, IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { EInvoiceFormat } from "../invoice/e-invoice-format.ts";
import { UserError } from "../kernel/errors.ts";
import { findBilling } from "./list-billings.ts";
import { type LoadedReturn, loadReturn } from "./load-return.ts";
import type { StoredEInvoice } from "./ports/e-invoices.ts";
import type { Desk } from "./ports.ts";
import type { AssetsFor } from "./render-billing.ts";

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

/** What one document becomes in a format; writes nothing. */
export async function planExport(desk: Desk, of: IssuedDocument, format: EInvoiceFormat, assetsFor: AssetsFor): Promise<ExportPlan> {
  const store = await desk.store();
  const stored = await store.read(({ eInvoices }) => eInvoices.get(of.number, format));
  if (stored) return { of, stored, invoice: null, refusals: [] };
  const invoice = await eInvoiceOf(desk, of, assetsFor);
  const { contract, customer } = of.kind === "document" ? of.issued.billing : of.issued.note;
  return { of, stored, invoice, refusals: refusalsOf(invoice, format, contract, customer.kind) };
}

async function eInvoiceOf(desk: Desk, of: IssuedDocument, assetsFor: AssetsFor): Promise<EInvoice> {
  if (of.kind === "creditNote") {
    const { note, issuedAt } = of.issued;
    return makeCreditEInvoice(note, issuedAt, (await assetsFor(note.language)).messages);
  }
  const { billing, issuedAt } = of.issued;
  const { messages } = await assetsFor(billing.language);
  const { contract, terms, inspection } = (await returnOf(desk, of.issued)).facts;
  const context = { contract, terms, inspection, messages, language: billing.language };
  const words: EInvoiceWords = { messages, describe: (charge) => lineWords(charge, context) };
  return makeEInvoice(billing, of.document, issuedAt, words);
}

export async function returnOf(desk: Desk, { billing }: IssuedBilling): Promise<LoadedReturn> {
  const setting = { calendar: await desk.calendar(), today: billing.issuedOn };
  return (await desk.store()).read(async (repositories) => {
    const header = await repositories.inspections.header(billing.inspection);
    if (!header) throw new RangeError(`no inspection ${billing.inspection}`);
    return loadReturn(repositories, header, setting);
  });
}

/** `L-2026-0001.peppol.xml`; a Factur-X is a PDF. A desk's own pattern may hold what no file name may. */
export const eInvoiceName = (number: string, format: EInvoiceFormat): string =>
  `${number.replace(/[^\p{L}\p{N}._-]/gu, "-")}.${format}.${format === "facturx" ? "pdf" : "xml"}`;

export interface ExportedEInvoice {
  readonly stored: StoredEInvoice;
  readonly bytes: Uint8Array;
  /** Whether it was stored before. */
  readonly before: boolean;
}

/**
 * Stores the e-invoice of a plan, or reads what is stored.
 * @throws UserError the plan's refusals as one; what the archive refuses.
 */
export async function exportEInvoice(
  desk: Desk,
  plan: ExportPlan,
  format: EInvoiceFormat,
  assetsFor: AssetsFor,
): Promise<ExportedEInvoice> {
  const archive = await desk.archive();
  if (plan.stored) return { stored: plan.stored, bytes: await archive.read(plan.stored.sha256), before: true };
  if (plan.invoice === null || plan.refusals.length > 0) throw forbidden(plan, format);
  const bytes = await bytesOf(desk, plan.of, plan.invoice, format, assetsFor);
  const { sha256 } = await archive.put(bytes);
  return record(desk, plan.of, { format, sha256, bytes });
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
  of: IssuedDocument,
  { format, sha256, bytes }: { readonly format: EInvoiceFormat; readonly sha256: string; readonly bytes: Uint8Array },
): Promise<ExportedEInvoice> {
  const { number } = of;
  const stored = { number, format, sha256, name: eInvoiceName(number, format), at: desk.clock.now(), by: desk.actor };
  const earlier = await (await desk.store()).write(async ({ eInvoices, journal }) => {
    // Somebody else may have exported the same document meanwhile.
    const now = await eInvoices.get(number, format);
    if (now) return now;
    await eInvoices.add(stored);
    const contract = of.kind === "document" ? of.issued.billing.contract : of.issued.note.contract;
    await journal.append({
      at: stored.at,
      staff: desk.actor,
      contract,
      act: "e-invoice.rendered",
      subject: number,
      detail: { format, sha256 },
    });
    return null;
  });
  if (earlier === null) return { stored, bytes, before: false };
  return { stored: earlier, bytes: await (await desk.archive()).read(earlier.sha256), before: true };
}

async function bytesOf(
  desk: Desk,
  of: IssuedDocument,
  invoice: EInvoice,
  format: EInvoiceFormat,
  assetsFor: AssetsFor,
): Promise<Uint8Array> {
  if (format === "peppol") return (await import("../document/e-invoice/write-peppol.ts")).writePeppol(invoice);
  if (format === "finvoice") return (await import("../document/e-invoice/write-finvoice.ts")).writeFinvoice(invoice);
  return facturxBytes(desk, of, invoice, assetsFor);
}

/** The document alone as a PDF, its XML inside. */
async function facturxBytes(desk: Desk, of: IssuedDocument, invoice: EInvoice, assetsFor: AssetsFor): Promise<Uint8Array> {
  const { facturxOf } = await import("../document/e-invoice/facturx-metadata.ts");
  const { language } = of.kind === "document" ? of.issued.billing : of.issued.note;
  const assets = await assetsFor(language);
  const carries = facturxOf(invoice, assets.messages("eInvoice.attached"));
  if (of.kind === "creditNote")
    return (await import("../document/render-credit-note.ts")).renderCreditNote(of.issued.note, assets, carries);
  const { renderDocument } = await import("../document/render-document.ts");
  const { contract, terms, inspection, baseline } = (await returnOf(desk, of.issued)).facts;
  return renderDocument({ billing: of.issued.billing, contract, terms, inspection, baseline }, of.document, assets, carries);
}
