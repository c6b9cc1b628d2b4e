/** The real database on a temporary folder, with a contract to hang things on. */
import { createHash } from "node:crypto";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { onTestFinished } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import type { EarlierUse } from "../../src/assessment/assessment.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { Billing } from "../../src/invoice/billing.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { instant } from "../../src/kernel/dates.ts";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { NO_USE } from "../../src/storage/use.ts";
import { buildContract } from "./build-contract.ts";
import { buildTerms } from "./build-terms.ts";
import { putEmptyDatabase } from "./empty-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const NOON = instant("2026-05-20T09:00:00Z");

export interface TemporaryStore {
  readonly store: Store;
  readonly folder: string;
  /** A second connection, as somebody with a SQLite shell has it. */
  raw(): Database;
}

export async function temporaryStore(): Promise<TemporaryStore> {
  const folder = await temporaryFolder();
  await putEmptyDatabase(folder);
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  return {
    store,
    folder,
    raw: () => {
      const database = new BetterSqlite3(databasePath(folder));
      onTestFinished(() => {
        database.close();
      });
      return database;
    },
  };
}

/** Stores contracts with the terms they pin. */
export async function addContracts(store: Store, ...contracts: readonly Contract[]): Promise<void> {
  await store.write(async (repositories) => {
    for (const contract of contracts) {
      await repositories.terms.add(buildTerms(), contract.terms, "the terms as written");
      await repositories.contracts.add(contract);
    }
  });
}

/** A store with the builder's contract, and a finished return of it. */
export async function storeWithReturn(): Promise<TemporaryStore & { readonly contract: Contract; readonly inspection: string }> {
  const temporary = await temporaryStore();
  const contract = buildContract();
  await addContracts(temporary.store, contract);
  const inspection = await temporary.store.write(async ({ inspections }) => {
    const id = await inspections.start({ contract: contract.number, kind: "return", load: 1, startedAt: NOON, finishedAt: null });
    await inspections.append(id, { at: NOON, by: "mira", event: { type: "began", cameBackAt: NOON, signedCopy: "verified" } });
    await inspections.append(id, { at: NOON, by: "mira", event: { type: "restInOrder", positions: [1] } });
    await inspections.finish(id, NOON);
    return id;
  });
  return { ...temporary, contract, inspection };
}

/** Enters a billing in the books as issued by Mira at noon. */
export const addBilling = (store: Store, billing: Billing, used: EarlierUse = NO_USE, sources: readonly string[] = []): Promise<number> => {
  const sha256 = createHash("sha256").update(canonicalJson(billing)).digest("hex");
  return store.write(({ billings }) => billings.add(billing, sha256, NOON, "mira", used, sources));
};
