/** What the deposit covers, what remains to pay or to refund, and what is kept back. */
import type { Deposit } from "../contract/contract.ts";
import { type Day, plusDays } from "../kernel/dates.ts";
import { add, type Cents, notNegative, smaller, subtract, sum, ZERO } from "../kernel/money.ts";
import type { BilledDocument, CardHold, DocumentKind, HeldFor, Settlement } from "./billing.ts";

/** A consumer gets at least 14 days to contest before anything is taken from a card; everyone gets them here. */
const DAYS_BEFORE_A_CARD_IS_CHARGED = 14;

export interface SettlementFacts {
  readonly deposit: Deposit | null;
  /** What earlier billings have set off or refunded. */
  readonly usedBefore: Cents;
  /** Which documents the deposit covers first, from the terms. */
  readonly order: readonly DocumentKind[];
  /** What may still bring a sum; while anything is here, the rest of the deposit stays. */
  readonly open: readonly HeldFor[];
  readonly issuedOn: Day;
}

/** A settlement whose reference and days are not known yet. */
export type OpenSettlement = Omit<Settlement, "reference" | "rfReference" | "dueDate" | "refundBy">;

/** What is left of the deposit before this billing. */
const available = ({ deposit, usedBefore }: SettlementFacts): Cents => notNegative(subtract(deposit?.amount ?? ZERO, usedBefore));

/** Lets the deposit pay the documents in the agreed order; a kind that the order leaves out comes last. */
export function coverByDeposit(documents: readonly BilledDocument[], facts: SettlementFacts): BilledDocument[] {
  const place = (kind: DocumentKind): number => (facts.order.includes(kind) ? facts.order.indexOf(kind) : facts.order.length);
  const inOrder = [...documents].sort((a, b) => place(a.kind) - place(b.kind));
  return documents.map((document) => {
    const before = sum(inOrder.slice(0, inOrder.indexOf(document)).map((earlier) => earlier.total));
    const fromDeposit = smaller(document.total, notNegative(subtract(available(facts), before)));
    return { ...document, fromDeposit, payable: subtract(document.total, fromDeposit) };
  });
}

/** @param documents after {@link coverByDeposit}. */
export function settle(documents: readonly BilledDocument[], facts: SettlementFacts): OpenSettlement {
  const taken = sum(documents.map((document) => document.fromDeposit));
  const rest = subtract(available(facts), taken);
  const held = facts.open.length > 0;
  const free = held ? ZERO : rest;
  const card = facts.deposit?.kind === "cardHold";
  return {
    deposit: facts.deposit,
    depositUsedBefore: facts.usedBefore,
    toPay: sum(documents.map((document) => document.payable)),
    refund: card ? ZERO : free,
    depositHeld: held ? rest : ZERO,
    heldFor: rest > 0 ? facts.open : [],
    card: card ? cardHold(taken, free, facts.issuedOn) : null,
  };
}

const cardHold = (taken: Cents, released: Cents, issuedOn: Day): CardHold => ({
  taken,
  notBefore: plusDays(issuedOn, DAYS_BEFORE_A_CARD_IS_CHARGED),
  released,
});

/** What of the deposit a billing uses up: set off, refunded or released. */
export const depositUsed = (documents: readonly BilledDocument[], settlement: OpenSettlement): Cents =>
  sum([...documents.map((document) => document.fromDeposit), settlement.refund, settlement.card?.released ?? ZERO]);

/** How an account stands once payments and credit notes have come in: positive is to be refunded, negative is still to pay. */
export const balance = (account: {
  readonly deposit: Cents;
  readonly payments: Cents;
  readonly documents: Cents;
  readonly credits: Cents;
}): Cents => subtract(add(account.deposit, account.payments), subtract(account.documents, account.credits));
