/** What of our own faults comes off the rent of a contract and is on no credit note yet. Within one transaction; changes nothing. */
import { type OurFault, type RentFacts, type RentReduction, reduceRent } from "../assessment/rent-reduction.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import { faultFact } from "../document/fault-fact.ts";
import type { Billing, Firm, ReplyPromise } from "../invoice/billing.ts";
import { type AccountBefore, type CreditNote, effectOf } from "../invoice/credit-note.ts";
import { refundDate } from "../invoice/due-date.ts";
import { creditRent } from "../invoice/rent-credit.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Day } from "../kernel/dates.ts";
import { sum, ZERO } from "../kernel/money.ts";
import type { Messages } from "../language/messages.ts";
import type { RecordedFault } from "./ports/our-faults.ts";
import type { Repositories } from "./ports.ts";

export interface OurFaults {
  readonly undecided: readonly RecordedFault[];
  /** Of the faults that are on no credit note yet. */
  readonly reductions: readonly RentReduction[];
}

/** As it is reckoned with. */
export const toFault = ({ id, kind, position, count, days, note, decision }: RecordedFault): OurFault => ({
  id,
  kind,
  position,
  count,
  days,
  named: decision?.outcome === "sum" ? decision.amount : null,
  note: decision?.outcome === "sum" ? (decision.reason ?? note) : note,
});

export async function ourFaultsOf({ ourFaults }: Repositories, facts: RentFacts): Promise<OurFaults> {
  const all = await ourFaults.ofContract(facts.contract.number);
  const counted = all.filter(({ decision }) => decision !== null && decision.outcome !== "nothing");
  const open = new Set(all.filter(({ creditNote }) => creditNote === null).map(({ id }) => id));
  return {
    undecided: all.filter(({ decision }) => decision === null),
    reductions: reduceRent(facts, counted.map(toFault)).filter(({ fault }) => open.has(fault.id)),
  };
}

export interface RentCreditFacts {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly inspection: string;
  readonly firm: Firm;
  readonly today: Day;
  readonly returnedOn: Day;
  readonly calendar: Calendar;
  readonly reply: ReplyPromise;
  readonly settlement: Billing["settlement"];
  /** How the account of the billing stands before it. */
  readonly before: AccountBefore;
  readonly messages: Messages;
}

/** The credit note on the rent, without its number. @param reductions at least one. */
export function planRentCredit(reductions: readonly RentReduction[], facts: RentCreditFacts): CreditNote {
  const { contract, terms, inspection, firm, today, returnedOn, calendar, reply, settlement, before, messages: t } = facts;
  const { language, customer } = contract;
  const credit = creditRent(contract, reductions, (reduction) => ({
    product: contract.lines.find(({ position }) => position === reduction.position)?.name ?? t("ourFault.whole"),
    fact: faultFact(reduction, t, language),
  }));
  const effect = effectOf(credit.total, before);
  const refundBy = effect.refund > 0 ? refundDate(today, terms.payment, calendar) : null;
  const { reference, rfReference, dueDate } = settlement;
  return {
    schemaVersion: 1,
    number: null,
    inspection,
    contract: contract.number,
    customer,
    firm,
    language,
    issuedOn: today,
    returnedOn,
    reason: t("ourFault.reason"),
    ...credit,
    effect: { ...effect, refundBy, reference, rfReference, dueDate },
    reply,
  };
}

/** The account of a billing that is only planned. */
export const accountOfPlan = ({ documents, settlement }: Pick<Billing, "documents" | "settlement">): AccountBefore => ({
  owed: sum(documents.map(({ total }) => total)),
  fromDeposit: sum(documents.map(({ fromDeposit }) => fromDeposit)),
  paid: ZERO,
  onCard: settlement.card?.taken ?? ZERO,
});
