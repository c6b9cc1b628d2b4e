/** The letter of a billing: the bill, the refund letter or the thank-you note. */
import type { DocumentAssets } from "./assets.ts";
import { appendixGroups } from "./letter/appendix.ts";
import { findingGroups } from "./letter/findings.ts";
import { frozenValue } from "./letter/frozen-value.ts";
import { inOrderGroups, stillOutGroups } from "./letter/in-order.ts";
import { type Letter, type LetterValues, openLetter } from "./letter/letter.ts";
import { notChargedGroups } from "./letter/not-charged.ts";
import { isThankYou, openingGroups } from "./letter/opening.ts";
import { oursGroups } from "./letter/ours.ts";
import { paymentGroups } from "./letter/payment.ts";
import { replyGroups } from "./letter/reply.ts";
import { sumGroups } from "./letter/sums.ts";
import { addressLines, type Letterhead, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import type { PdfFacts } from "./sheet/pdf-file.ts";
import { renderSheet } from "./sheet/sheet.ts";

export { photosShown } from "./letter/before-and-after.ts";

/** What a letter carries for programs beside its own value: an e-invoice, with the metadata that its standard asks for. */
export type Carries = Pick<PdfFacts, "attachments" | "schema">;

/**
 * Sets a billing as the PDF a customer receives, in the billing's language. The same values and assets give the same bytes.
 * @param values a planned billing may come without numbers: its documents are then marked as a preview.
 */
export function renderLetter(values: LetterValues, assets: DocumentAssets, carries: Carries = {}): Promise<Uint8Array> {
  const { billing } = values;
  const title = [assets.messages("letter.title"), ...billing.documents.map(({ number }) => number), billing.contract]
    .filter((part) => part !== null)
    .join(" · ");
  const facts: PdfFacts = {
    title,
    author: billing.firm.name,
    language: billing.language,
    day: billing.issuedOn,
    ...carries,
    attachments: [...frozenValue(billing, assets.messages), ...(carries.attachments ?? [])],
  };
  return renderSheet(facts, assets, (pen, body) => {
    const letter = openLetter(values, assets, pen, body);
    const head = prepareHead(pen, letterhead(letter), assets, body);
    return {
      firstTop: head.bottom + 26,
      groups: SECTIONS.flatMap((section) => section(letter)),
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, billing.firm, assets.messages, page, pages, sellersVatId(letter)),
    };
  });
}

/** In the order in which they are read. */
const SECTIONS = [
  openingGroups,
  inOrderGroups,
  stillOutGroups,
  findingGroups,
  notChargedGroups,
  oursGroups,
  sumGroups,
  paymentGroups,
  replyGroups,
  appendixGroups,
] as const;

/** VAT ids stand on invoices only: a damages claim must carry none (EN 16931, BR-O-02 to 04). */
const hasInvoice = ({ billing }: Letter): boolean => billing.documents.some(({ kind }) => kind === "invoice");
export const sellersVatId = (letter: Letter): string | null => (hasInvoice(letter) ? letter.billing.firm.vatId : null);

export function letterhead(letter: Letter): Letterhead {
  const { billing, messages: t, day } = letter;
  const { customer } = billing;
  const facts: (readonly [string, string | null])[] = [
    [t("letter.meta.date"), day(billing.issuedOn)],
    ...billing.documents.map((document) => [t(`letter.document.${document.kind}`), document.number ?? t("letter.preview")] as const),
    [t("letter.meta.contract"), billing.contract],
    [t("letter.meta.returned"), day(billing.returnedOn)],
    [t("letter.meta.record"), billing.inspection],
    ...(isThankYou(letter) ? [] : [[t("letter.meta.businessId"), customer.businessId] as const]),
    ...(hasInvoice(letter) ? [[t("letter.meta.vatId"), customer.vatId] as const] : []),
  ];
  return {
    firm: billing.firm,
    recipientTop: WINDOW_TOP,
    recipient: [customer.name, ...(customer.contact ? [customer.contact] : []), ...addressLines(customer.address)],
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
  };
}
