/** What a customer asked for and was given, beside what the relation is worth: so that a decision is fair both ways. Facts, as the customer may read them. */
import type { Contract, Customer } from "../contract/contract.ts";
import { accountOf } from "../invoice/account.ts";
import { completedMonths, type Day, dayOf } from "../kernel/dates.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { contractsOf, findCustomer } from "./find-customer.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlement, todayAt } from "./settlement-account.ts";

export interface CustomerFacts {
  readonly name: string;
  readonly contracts: readonly string[];
  /** The first hand-over, and whole years since. */
  readonly since: Day;
  readonly years: number;
  /** Returns that have been billed, and how many of them had nothing to charge. */
  readonly returns: number;
  readonly cleanReturns: number;
  /** Bills with something to pay whose due day has come, or that are paid; and how many of them were paid by it. */
  readonly bills: number;
  readonly paidOnTime: number;
  /** How often something was asked for: noted alone, or as a concession that the customer asked for. */
  readonly asks: number;
  readonly concessions: number;
  readonly given: Cents;
}

interface Returns {
  /** Of each billed return, whether it had nothing to charge. */
  readonly clean: readonly boolean[];
  /** Of each bill that was to be paid by now, whether it was in time. */
  readonly inTime: readonly boolean[];
}

async function returnsOf(repositories: Repositories, contracts: readonly Contract[], today: Day): Promise<Returns> {
  const [clean, inTime]: [boolean[], boolean[]] = [[], []];
  for (const { number } of contracts) {
    for (const { id, kind } of await repositories.inspections.of(number)) {
      const bills = kind === "return" ? await repositories.billings.ofInspection(id) : [];
      if (bills.length > 0) clean.push(bills.every(({ billing }) => billing.charges.length === 0));
      for (const issued of bills) {
        const { facts, account } = await loadSettlement(repositories, issued, today);
        const { dueDate } = facts;
        if (dueDate !== null && (account.open === 0 || dueDate < today)) inTime.push(accountOf(facts, dueDate).open === 0);
      }
    }
  }
  return { clean, inTime };
}

async function askedAndGiven({ concessions }: Repositories, contracts: readonly Contract[]) {
  const given: Cents[] = [];
  let asks = 0;
  for (const { number } of contracts) {
    const entered = await concessions.ofContract(number);
    given.push(...entered.filter(({ answer }) => answer?.outcome === "granted").map(({ amount }) => amount));
    asks += entered.filter(({ askedBy }) => askedBy === "customer").length + (await concessions.asks(number)).length;
  }
  return { asks, concessions: given.length, given: sum(given) };
}

const MONTHS = 12;
const count = (facts: readonly boolean[]): number => facts.filter((fact) => fact).length;

async function factsOf(repositories: Repositories, customer: Customer, today: Day): Promise<CustomerFacts> {
  const contracts = await contractsOf(repositories, customer);
  const [first] = contracts;
  if (first === undefined) throw new RangeError("a customer without a contract");
  const since = dayOf(first.handOver, first.zone);
  const { clean, inTime } = await returnsOf(repositories, contracts, today);
  return {
    name: customer.name,
    contracts: contracts.map(({ number }) => number).sort(),
    since,
    years: Math.floor(completedMonths(since, today) / MONTHS),
    returns: clean.length,
    cleanReturns: count(clean),
    bills: inTime.length,
    paidOnTime: count(inTime),
    ...(await askedAndGiven(repositories, contracts)),
  };
}

/** @param text any contract of theirs, their name, e-mail address or business id. @throws UserError as {@link findCustomer}. */
export async function showCustomer(desk: Desk, text: string): Promise<CustomerFacts> {
  const today = todayAt(desk);
  return (await desk.store()).read(async (repositories) => factsOf(repositories, await findCustomer(repositories, text), today));
}
