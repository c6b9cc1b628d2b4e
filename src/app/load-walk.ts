/** A walk as stored: its entries read against the contract, the terms, the finished inspections before it and the staff's names. */
import type { Contract } from "../contract/contract.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import { foldWalk, readWalk, type Walk, type WalkSetting } from "../inspection/fold.ts";
import type { Inspection } from "../inspection/inspection.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { findContract } from "./find-contract.ts";
import { billingOfDocument } from "./find-return.ts";
import type { InspectionHeader, Repositories } from "./ports.ts";

/**
 * The contract's finished inspections in order, the hand-over first.
 * @param until only what was stored by then, as it was finished then; null: as they stand.
 */
export async function finishedInspections(
  repositories: Repositories,
  contract: Contract,
  before = Number.POSITIVE_INFINITY,
  until: Instant | null = null,
): Promise<readonly Inspection[]> {
  const base = await baseOf(repositories, contract);
  const headers = (await repositories.inspections.of(contract.number)).filter((header) => header.load < before);
  const earlier: Inspection[] = [];
  for (const header of [...headers].sort((a, b) => a.load - b.load)) {
    if (until === null && header.finishedAt === null) continue;
    const entries = entriesUntil(await repositories.inspections.entries(header.id), until);
    const inspection = foldWalk(headerAt(header, until), entries, { ...base, earlier: [...earlier] });
    if (inspection.finishedAt !== null) earlier.push(inspection);
  }
  return earlier;
}

const entriesUntil = (entries: readonly WalkEntry[], until: Instant | null): readonly WalkEntry[] =>
  until === null ? entries : entries.filter(({ at }) => at <= until);

/** What was taken up again since, or finished anew, had its end in its entries. */
const headerAt = (header: InspectionHeader, until: Instant | null): InspectionHeader =>
  until === null ? header : { ...header, finishedAt: null };

async function baseOf(repositories: Repositories, contract: Contract): Promise<Omit<WalkSetting, "earlier">> {
  const terms = await repositories.terms.get(contract.terms.sha256);
  const staff = await repositories.staff.list();
  return { contract, terms, names: new Map(staff.map((member) => [member.id, member.name])) };
}

/** What a walk with this header is read against. */
export async function walkSetting(
  repositories: Repositories,
  contract: Contract,
  load: number,
  until: Instant | null = null,
): Promise<WalkSetting> {
  const earlier = await finishedInspections(repositories, contract, load, until);
  return { ...(await baseOf(repositories, contract)), earlier, lastFindingAfter: await lastFindingAfter(repositories, contract, load) };
}

/** An amended load must not give a number again that a later load has given. */
async function lastFindingAfter({ inspections }: Repositories, contract: Contract, load: number): Promise<number> {
  const later = (await inspections.of(contract.number)).filter((header) => header.load > load);
  const numbers = [0];
  for (const { id } of later) {
    for (const { event } of await inspections.entries(id)) {
      if (event.type === "found") numbers.push(Number(event.finding.id.slice(1)));
      if (event.type === "foundLate") numbers.push(...event.findings.map((finding) => Number(finding.id.slice(1))));
    }
  }
  return Math.max(...numbers.filter(Number.isInteger));
}

/** The command that goes on with a contract's unfinished walk. */
export const resumeCommand = ({ kind, contract }: Pick<InspectionHeader, "kind" | "contract">): string =>
  kind === "handover" ? `inspect handover ${contract}` : `inspect ${contract}`;

/** @throws UserError `inspection-unknown`. */
export async function findHeader(repositories: Repositories, id: string): Promise<InspectionHeader> {
  const header = await repositories.inspections.header(id.trim().toUpperCase());
  if (header !== null) return header;
  throw new UserError("inspection-unknown", { id: id.slice(0, 40) }, ["inspect list"]);
}

/**
 * The inspection somebody means: its own id, that of a document it was billed with, or a contract's number, which leads to its last one.
 * @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`.
 */
export async function inspectionMeant(repositories: Repositories, id: string): Promise<InspectionHeader> {
  if (idKind(id) === "return") return findHeader(repositories, id);
  const billed = await billingOfDocument(repositories, id);
  if (billed) return findHeader(repositories, billed.billing.inspection);
  const contract = await findContract(repositories, id);
  const last = (await repositories.inspections.of(contract.number)).at(-1);
  if (last !== undefined) return last;
  throw new UserError("nothing-inspected", { contract: contract.number }, [`inspect ${contract.number}`]);
}

/**
 * @param until only what was stored by then: what a bill of that moment rests on, whatever has been amended since.
 * @throws UserError `inspection-unknown`.
 */
export async function loadWalk(repositories: Repositories, id: string, until: Instant | null = null): Promise<Walk> {
  const header = await findHeader(repositories, id);
  const contract = await repositories.contracts.get(header.contract);
  if (contract === null) throw new Error(`inspection ${header.id} belongs to no contract`);
  const setting = await walkSetting(repositories, contract, header.load, until);
  return readWalk(headerAt(header, until), entriesUntil(await repositories.inspections.entries(header.id), until), setting);
}
