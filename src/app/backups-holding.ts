/** Backups in which a contract is still to be found after it was let go: what the journal knows of them. */
import type { Instant } from "../kernel/dates.ts";
import type { Journal } from "./ports/journal.ts";

/** A backup's folder, as it was named when the snapshots were made. */
export interface HoldingBackup {
  readonly folder: string;
  readonly snapshots: number;
  /** When the first and the last of them were made. */
  readonly first: Instant;
  readonly last: Instant;
}

/** Those made since the first of the contracts was entered; the latest folder last. */
export async function backupsHolding(journal: Pick<Journal, "list" | "detailOf" | "of">, contracts: readonly string[]) {
  const began = await Promise.all(contracts.map(async (contract) => (await journal.of(contract))[0]?.at));
  const [since] = began.filter((at) => at !== undefined).sort();
  if (since === undefined) return [];
  const folders = new Map<string, HoldingBackup>();
  for (const { seq, at } of (await journal.list({ act: "backup.made", since })).rows) {
    const detail = (await journal.detailOf(seq)) as { readonly folder: string } | null;
    if (detail === null) continue;
    const before = folders.get(detail.folder);
    folders.delete(detail.folder);
    folders.set(detail.folder, { folder: detail.folder, snapshots: (before?.snapshots ?? 0) + 1, first: before?.first ?? at, last: at });
  }
  return [...folders.values()];
}
