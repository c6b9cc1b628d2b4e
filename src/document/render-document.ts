/** One document of a billing alone, in the letter's style: the page of a Factur-X. */
import type { BilledDocument, Billing } from "../invoice/billing.ts";
import { ZERO } from "../kernel/money.ts";
import type { DocumentAssets } from "./assets.ts";
import { findingGroups, nameOf } from "./letter/findings.ts";
import { type Letter, type LetterValues, openLetter } from "./letter/letter.ts";
import { boxText, quietBox } from "./letter/opening.ts";
import { paymentGroups } from "./letter/payment.ts";
import { replyGroups } from "./letter/reply.ts";
import { sumGroups } from "./letter/sums.ts";
import { paintFoot, prepareHead } from "./letterhead.ts";
import { STYLE } from "./look.ts";
import { type Carries, letterhead, sellersVatId } from "./render-letter.ts";
import type { Attachment } from "./sheet/attachment.ts";
import { branch, type Group, group } from "./sheet/flow.ts";
import { paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";
import { witnessFile, witnessRows } from "./witness.ts";

/**
 * Sets one document of a billing as a PDF of its own: what it charges, its share of the deposit, how its sum is paid.
 * The same values and assets give the same bytes.
 */
export function renderDocument(
  values: LetterValues,
  document: BilledDocument,
  assets: DocumentAssets,
  carries: Carries,
): Promise<Uint8Array> {
  const billing = alone(values.billing, document);
  const title = [assets.messages(`letter.document.${document.kind}`), document.number, billing.contract].join(" · ");
  const attachments = [...(carries.attachments ?? []), ...witnessOf(billing, document, assets)];
  const facts = { title, author: billing.firm.name, language: billing.language, day: billing.issuedOn, ...carries, attachments };
  return renderSheet(facts, assets, (pen, body) => {
    const letter = openLetter({ ...values, billing }, assets, pen, body);
    const head = prepareHead(pen, letterhead(letter), assets, body);
    return {
      firstTop: head.bottom + 26,
      groups: SECTIONS.flatMap((section) => section(letter, document)),
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, billing.firm, assets.messages, page, pages, sellersVatId(letter)),
    };
  });
}

type Section = (letter: Letter, document: BilledDocument) => Group[];

const headGroups: Section = (letter, document) => {
  const { pen, body } = letter;
  const title = group(paragraph(pen, nameOf(letter, document), STYLE.title, body, { tag: "H1" }));
  return document.payable > 0 ? [title, group([quietBox(letter, boxText(letter))])] : [title];
};

const witnessGroups: Section = ({ billing, pen, body, messages }) =>
  billing.witness ? [group(witnessRows(pen, messages, billing.witness, branch("Sect", body), 24))] : [];

/** What the document can be held against is not left alone on the last page. */
const answerGroups: Section = (letter) => replyGroups(letter).map((reply) => ({ ...reply, keepWithNext: Boolean(letter.billing.witness) }));

const SECTIONS: readonly Section[] = [headGroups, findingGroups, sumGroups, paymentGroups, answerGroups, witnessGroups];

function witnessOf({ witness, contract, firm }: Billing, { number }: BilledDocument, { messages }: DocumentAssets): Attachment[] {
  if (!witness || number === null) return [];
  const { name, businessId } = firm;
  return [witnessFile({ schemaVersion: 1, kind: "document", id: number, contract, firm: { name, businessId }, ...witness }, messages)];
}

/** The billing as if the document were all of it; what else happens to a deposit the letter says. */
function alone(billing: Billing, document: BilledDocument): Billing {
  const { settlement } = billing;
  const pays = document.payable > 0;
  return {
    ...billing,
    inOrder: [],
    notCharged: [],
    charges: billing.charges.filter(({ id }) => document.lines.some(({ charge }) => charge === id)),
    documents: [document],
    settlement: {
      ...settlement,
      deposit: null,
      toPay: document.payable,
      refund: ZERO,
      refundBy: null,
      depositHeld: ZERO,
      heldFor: [],
      card: settlement.card && { ...settlement.card, taken: document.fromDeposit, released: ZERO },
      reference: pays ? settlement.reference : null,
      rfReference: pays ? settlement.rfReference : null,
      dueDate: pays ? settlement.dueDate : null,
    },
  };
}
