/** A credit note as JSON: sums as `{cents, currency}`, all positive; the stored PDF with both its places. */
import type { StoredFile } from "../../app/ports.ts";
import type { CreditNote, IssuedCreditNote } from "../../invoice/credit-note.ts";
import { jsonMoney as money } from "./json.ts";

export const creditNoteJson = (note: CreditNote) => ({
  number: note.number,
  original: note.original,
  inspection: note.inspection,
  contract: note.contract,
  customer: note.customer,
  language: note.language,
  issuedOn: note.issuedOn,
  returnedOn: note.returnedOn,
  reason: note.reason,
  mode: note.mode,
  lines: note.lines.map((line) => ({
    ...line,
    unitAmount: line.unitAmount === null ? null : money(line.unitAmount),
    amount: money(line.amount),
    net: money(line.net),
  })),
  vat: note.vat.map((category) => ({ ...category, base: money(category.base), tax: money(category.tax) })),
  net: money(note.net),
  tax: money(note.tax),
  total: money(note.total),
  effect: { ...note.effect, toPay: money(note.effect.toPay), refund: money(note.effect.refund), released: money(note.effect.released) },
  reply: note.reply,
});

export const issuedCreditJson = (issued: IssuedCreditNote, stored: StoredFile | null) => ({
  ...creditNoteJson(issued.note),
  cause: issued.cause,
  sha256: issued.sha256,
  issuedAt: issued.issuedAt,
  issuedBy: issued.issuedBy,
  pdf: issued.pdf && { ...issued.pdf, path: stored?.path ?? null, mirrorPath: stored?.mirrorPath ?? null, size: stored?.size ?? null },
});
