/** What a customer asked for and was given, beside what the relation is worth: so that a decision is fair both ways. Facts, as the customer may read them. */
import type { Customer } from "../contract/contract.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { findContract } from "./find-contract.ts";
import { findReturn } from "./find-return.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface CustomerFacts {
  readonly name: string;
  readonly contracts: readonly string[];
  /** The first hand-over. */
  readonly since: Day;
  /** Returns that have been billed, and how many of them had nothing to charge. */
  readonly returns: number;
  readonly cleanReturns: number;
  /** How often something was asked for: noted alone, or as a concession that the customer asked for. */
  readonly asks: number;
  readonly concessions: number;
  readonly given: Cents;
}

/** Notes that a customer asked for something off, whatever comes of it. @throws UserError as {@link findReturn}. */
export async function noteAsk(desk: Desk, id: string, line: string | null, text: string | null): Promise<{ readonly inspection: string }> {
  const note = text === null ? null : plain(text).trim() || null;
  if (note !== null && note.length > LONGEST_TEXT)
    throw new UserError("concession-note-too-long", { length: note.length, most: LONGEST_TEXT });
  return (await desk.store()).write(async (repositories) => {
    const { id: inspection, contract } = await findReturn(repositories, id);
    const who = { at: desk.clock.now(), by: desk.actor };
    await repositories.concessions.asked({ contract, inspection, label: line === null ? null : plain(line).slice(0, 40), note, ...who });
    await repositories.journal.append({ at: who.at, staff: who.by, contract, act: "discount.asked", subject: inspection });
    return { inspection };
  });
}

const isSame = (a: Customer, b: Customer): boolean =>
  a.name === b.name && a.kind === b.kind && (a.email === null || b.email === null || a.email === b.email);

/** How many contracts of one name are looked at. */
const MOST = 500;

async function factsOf(repositories: Repositories, customer: Customer): Promise<CustomerFacts> {
  const found = await repositories.contracts.find(customer.name, MOST);
  const all = await Promise.all(found.map(({ number }) => repositories.contracts.get(number)));
  const contracts = all.filter((contract) => contract !== null).filter((contract) => isSame(contract.customer, customer));
  const numbers = contracts.map(({ number }) => number).sort();
  const billed: boolean[] = [];
  const given: Cents[] = [];
  let asks = 0;
  for (const number of numbers) {
    for (const { id, kind } of await repositories.inspections.of(number)) {
      const bills = kind === "return" ? await repositories.billings.ofInspection(id) : [];
      if (bills.length > 0) billed.push(bills.every(({ billing }) => billing.charges.length === 0));
    }
    const entered = await repositories.concessions.ofContract(number);
    given.push(...entered.filter(({ answer }) => answer?.outcome === "granted").map(({ amount }) => amount));
    asks += entered.filter(({ askedBy }) => askedBy === "customer").length + (await repositories.concessions.asks(number)).length;
  }
  const days = contracts.map(({ handOver, zone }) => dayOf(handOver, zone)).sort();
  return {
    name: customer.name,
    contracts: numbers,
    since: days[0] as Day,
    returns: billed.length,
    cleanReturns: billed.filter((clean) => clean).length,
    asks,
    concessions: given.length,
    given: sum(given),
  };
}

/** @param contract any of the customer's. @throws UserError `contract-unknown`. */
export async function showCustomer(desk: Desk, contract: string): Promise<CustomerFacts> {
  return (await desk.store()).read(async (repositories) => factsOf(repositories, (await findContract(repositories, contract)).customer));
}
