/** The record's fingerprint and the journal's head, for what is issued or handed out now. */
import { createHash } from "node:crypto";
import type { WalkEntry } from "../inspection/entries.ts";
import type { RecordFingerprint, Witness } from "../invoice/witness.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { InspectionHeader, Repositories } from "./ports.ts";

/** Of the entries as they were stored, not of what a version of this program reads in them: it stays the same for as long as they do. */
export function fingerprintOfEntries({ id, contract, kind, load }: InspectionHeader, entries: readonly WalkEntry[]): RecordFingerprint {
  const sha256 = createHash("sha256").update(canonicalJson({ id, contract, kind, load, entries })).digest("hex");
  return { id, entries: entries.length, sha256 };
}

/** @throws RangeError when the books lack the inspection. */
export async function recordFingerprint({ inspections }: Repositories, inspection: string): Promise<RecordFingerprint> {
  const header = await inspections.header(inspection);
  if (!header) throw new RangeError(`no inspection ${inspection}`);
  return fingerprintOfEntries(header, await inspections.entries(inspection));
}

/** For what is issued within this transaction: the journal before the row that enters it. */
export async function witnessNow(repositories: Repositories, inspection: string): Promise<Witness> {
  return { record: await recordFingerprint(repositories, inspection), journal: await repositories.journal.head() };
}
