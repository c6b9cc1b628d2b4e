/** An assessment becomes a billing: first as a plan without numbers, then, unchanged but for the numbers, as what is issued. */
import type { Assessment, Charge } from "../assessment/assessment.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Day } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { BilledDocument, Billing, ChargeWords, DocumentKind, Firm, HeldFor, ReplyPromise } from "./billing.ts";
import { makeDocuments } from "./documents.ts";
import { dueDate, refundDate } from "./due-date.ts";
import { settlementReference, toRfReference } from "./reference.ts";
import { coverByDeposit, settle } from "./settlement.ts";

export interface BillingFacts {
  readonly contract: Contract;
  readonly terms: Terms;
  /** Without problems. */
  readonly assessment: Assessment;
  readonly firm: Firm;
  readonly today: Day;
  /** The day the load came back. */
  readonly returnedOn: Day;
  readonly calendar: Calendar;
  /** What earlier billings of the contract have set off or refunded of the deposit. */
  readonly depositUsedBefore: Cents;
  /** What may still bring a sum, in this load or another. */
  readonly open: readonly HeldFor[];
  readonly reply: ReplyPromise;
  readonly release: Billing["release"];
  /** Says a charge in the customer's language. */
  say(charge: Charge): ChargeWords;
}

/** The billing as it will be issued, numbers and reference apart. */
export function planBilling(facts: BillingFacts): Billing {
  const { contract, terms, assessment, today } = facts;
  const deposit = {
    deposit: contract.deposit,
    usedBefore: facts.depositUsedBefore,
    order: terms.payment.depositOrder,
    open: facts.open,
    issuedOn: today,
  };
  const { calendar } = facts;
  const documents = coverByDeposit(makeDocuments(assessment.charges, contract.prices, facts.returnedOn), deposit);
  const settlement = settle(documents, deposit);
  return {
    schemaVersion: 1,
    inspection: assessment.inspection,
    contract: contract.number,
    customer: contract.customer,
    firm: facts.firm,
    language: contract.language,
    issuedOn: today,
    returnedOn: facts.returnedOn,
    inOrder: assessment.inOrder,
    charges: assessment.charges,
    words: Object.fromEntries(assessment.charges.map((charge) => [charge.id, facts.say(charge)])),
    notCharged: assessment.notCharged,
    ...(assessment.idleConcessions ? { idleConcessions: assessment.idleConcessions } : {}),
    documents,
    settlement: {
      ...settlement,
      reference: null,
      rfReference: null,
      dueDate: dueDate(payableKinds(documents), today, terms.payment, calendar),
      refundBy: settlement.refund > 0 ? refundDate(today, terms.payment, calendar) : null,
    },
    reply: facts.reply,
    release: facts.release,
  };
}

const payableKinds = (documents: readonly BilledDocument[]): DocumentKind[] =>
  documents.filter((document) => document.payable > 0).map((document) => document.kind);

export type DocumentNumbers = Readonly<Partial<Record<DocumentKind, string>>>;

/**
 * Gives a planned billing its numbers, and a reference where there is something to pay.
 * @param settlementSerial null when there is nothing to pay. @param rent the number of the credit note on the rent; null where there is none.
 * @throws RangeError when a document is left without its number, or the sum to pay without its serial.
 */
export function numberBilling(
  billing: Billing,
  numbers: DocumentNumbers,
  settlementSerial: number | null,
  rent: string | null = null,
): Billing {
  const { settlement } = billing;
  if (settlement.toPay > 0 && settlementSerial === null) throw new RangeError("a sum to pay needs a settlement serial");
  const reference =
    settlement.toPay > 0 && settlementSerial !== null ? settlementReference(Number(billing.issuedOn.slice(0, 4)), settlementSerial) : null;
  return {
    ...billing,
    documents: billing.documents.map((document) => {
      const number = numbers[document.kind];
      if (number === undefined) throw new RangeError(`no number for the ${document.kind}`);
      return { ...document, number };
    }),
    ...(billing.rentCredit ? { rentCredit: { ...billing.rentCredit, number: rent } } : {}),
    settlement: { ...settlement, reference, rfReference: reference === null ? null : toRfReference(reference) },
  };
}
