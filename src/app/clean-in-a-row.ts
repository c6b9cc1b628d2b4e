/** How many returns in a row came back with nothing to charge: whoever keeps that up is thanked for it. */
import type { Contract } from "../contract/contract.ts";
import { contractsOf } from "./find-customer.ts";
import type { InspectionHeader, Repositories } from "./ports.ts";

/** From so many on it is said. */
export const WORTH_SAYING = 3;

/** Counting the return itself, which has nothing to charge. @returns at least 1. */
export async function cleanInARow(repositories: Repositories, { customer }: Contract, header: InspectionHeader): Promise<number> {
  const billed: { readonly first: number; readonly clean: boolean }[] = [];
  for (const { number } of await contractsOf(repositories, customer)) {
    for (const { id, kind } of await repositories.inspections.of(number)) {
      const bills = kind === "return" && id !== header.id ? await repositories.billings.ofInspection(id) : [];
      const [first] = bills;
      if (first) billed.push({ first: first.id, clean: bills.every(({ billing }) => billing.charges.length === 0) });
    }
  }
  const latest = billed.toSorted((a, b) => b.first - a.first);
  const broken = latest.findIndex(({ clean }) => !clean);
  return 1 + (broken === -1 ? latest.length : broken);
}
