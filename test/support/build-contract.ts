/** Contracts with good defaults: each test says only what differs. */
import type { Contract, ContractLine, Customer } from "../../src/contract/contract.ts";
import { day, parseLocalTime } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";

export const ZONE = "Europe/Helsinki";

/** The wall clock in Tampere: `at("2026-05-18 12:00")`. */
export function at(localTime: string) {
  const moment = parseLocalTime(localTime, ZONE);
  if (moment === null) throw new RangeError(`not a time: ${localTime}`);
  return moment;
}

/** A consumer in Tampere. */
export const buildCustomer = (over: Partial<Customer> = {}): Customer => ({
  name: "Aino Mäkelä",
  kind: "consumer",
  contact: null,
  address: { street: "Satakunnankatu 12 A 4", postalCode: "33100", city: "Tampere", country: "FI" },
  phone: "+358 40 123 4567",
  email: "aino.makela@example.fi",
  businessId: null,
  vatId: null,
  iban: "FI5810171000000122",
  eInvoice: null,
  ...over,
});

/** Sixty chairs at 89.00, in service since 2024-03-10, rented at 4.00 a day; their life is their category's. */
export const buildLine = (over: Partial<ContractLine> = {}): ContractLine => ({
  position: 1,
  product: "chair-folding",
  category: "chairs",
  name: "Taittotuoli, musta",
  quantity: 60,
  countLimit: null,
  dailyRent: cents(400),
  replacementPrice: cents(8900),
  purchasePrice: null,
  inService: day("2024-03-10"),
  lifeMonths: null,
  parts: [],
  serials: [],
  ...over,
});

/** A consumer's contract in Finnish with gross prices, one line, no deposit and no waiver, due 2026-05-18 12:00. Positions are numbered anew. */
export function buildContract(over: Partial<Contract> = {}): Contract {
  const contract: Contract = {
    number: "2026-0117",
    customer: buildCustomer(),
    language: "fi",
    desk: "Tampere",
    zone: ZONE,
    handOver: at("2026-05-15 10:00"),
    due: at("2026-05-18 12:00"),
    extensions: [],
    deposit: null,
    waiver: null,
    prices: "gross",
    lines: [buildLine()],
    terms: { name: "test-terms", version: "1", sha256: "0".repeat(64) },
    ...over,
  };
  return { ...contract, lines: contract.lines.map((line, index) => ({ ...line, position: index + 1 })) };
}
