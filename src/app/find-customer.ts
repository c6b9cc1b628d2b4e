/** Which customer somebody means: by any contract of theirs, by name, e-mail address or business id; and which contracts are theirs. */
import type { Contract, Customer } from "../contract/contract.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import { findContract } from "./find-contract.ts";
import type { Repositories } from "./ports.ts";

/** How many contracts of one name are looked at. */
const MOST = 500;
const MOST_NAMED = 5;

const bare = (text: string): string => text.trim().toLowerCase().replace(/\s+/gu, " ");

/** The same person or firm: a business id decides where both have one, else the name, unless the mail addresses differ. */
export function isSameCustomer(a: Customer, b: Customer): boolean {
  if (a.kind !== b.kind) return false;
  if (a.businessId !== null && b.businessId !== null) return a.businessId === b.businessId;
  return bare(a.name) === bare(b.name) && (a.email === null || b.email === null || bare(a.email) === bare(b.email));
}

/** @param texts words of a name, a mail address, a business id. */
async function contractsFound({ contracts }: Pick<Repositories, "contracts">, texts: readonly string[]): Promise<readonly Contract[]> {
  const numbers = new Set<string>();
  for (const text of texts) {
    for (const number of await contracts.withId(text)) numbers.add(number);
    for (const { number } of await contracts.find(text, MOST)) numbers.add(number);
  }
  const all = await Promise.all([...numbers].map((number) => contracts.get(number)));
  return all.filter((contract) => contract !== null);
}

/** All contracts of a customer, by the day of their hand-over. */
export async function contractsOf(repositories: Pick<Repositories, "contracts">, customer: Customer): Promise<readonly Contract[]> {
  const found = await contractsFound(
    repositories,
    [customer.name, customer.businessId, customer.email].filter((text) => text !== null),
  );
  return found
    .filter((contract) => isSameCustomer(contract.customer, customer))
    .toSorted((a, b) => (a.handOver < b.handOver ? -1 : a.handOver > b.handOver ? 1 : a.number < b.number ? -1 : 1));
}

const holds = ({ name, email, businessId, contact }: Customer, wanted: string): boolean =>
  [name, email, businessId, contact].some((field) => field !== null && bare(field) === wanted);

/** Whoever is called so exactly, else whoever has all these words in their name. */
function meant(contracts: readonly Contract[], text: string): readonly Customer[] {
  const wanted = bare(text);
  const words = wanted.split(" ");
  const exact = contracts.filter(({ customer }) => holds(customer, wanted));
  const near = contracts.filter(({ customer }) => words.every((word) => bare(customer.name).includes(word)));
  const customers: Customer[] = [];
  for (const { customer } of exact.length > 0 ? exact : near)
    if (!customers.some((other) => isSameCustomer(other, customer))) customers.push(customer);
  return customers;
}

/** @throws UserError `customer-several`, `customer-unknown`; `contract-let-go`. */
export async function findCustomer(repositories: Pick<Repositories, "contracts" | "retention">, text: string): Promise<Customer> {
  const known = await repositories.contracts.get(text.trim());
  if (known !== null) return known.customer;
  const customers = meant(await contractsFound(repositories, [text.trim()]), text);
  const [one] = customers;
  const shown = plain(text).slice(0, 60);
  if (one === undefined) {
    // What looks like a contract's number is told what numbers there are.
    if (/\d/u.test(text) && !text.includes("@")) await findContract(repositories, text);
    throw new UserError("customer-unknown", { text: shown }, ["contracts find TEXT"]);
  }
  if (customers.length === 1) return one;
  const names = customers.slice(0, MOST_NAMED).map(({ name, email }) => plain(email === null ? name : `${name} (${email})`));
  throw new UserError("customer-several", { text: shown, names: names.join("; ") }, ["contracts find TEXT"]);
}
