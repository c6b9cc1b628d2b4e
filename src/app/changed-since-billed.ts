/** Whether what a contract's bills rest on has changed since they were issued, or since they were last corrected. */
import type { WalkEntry } from "../inspection/entries.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import type { Instant } from "../kernel/dates.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

export interface ChangedSinceBilled {
  /** Inspections that were taken up again: until they are reckoned anew, nothing else of the contract is billed. */
  readonly amended: readonly string[];
  /** Whether something else may make less of what is billed: a dispute was let go, or something missing came back. */
  readonly other: boolean;
}

const UNCHANGED: ChangedSinceBilled = { amended: [], other: false };

const isLetGo = ({ event }: WalkEntry): boolean => event.type === "settled" && event.outcome === "dropped";
const isFind = ({ event }: WalkEntry): boolean => event.type === "counted" && event.counts.found > 0;

/** Since when an inspection has been billed: a hand-over counts in the bills of every load, and so does what a later load brought. */
function sinceOf(header: InspectionHeader, bills: readonly IssuedBilling[]): Instant | null {
  const own = bills.filter(({ billing }) => header.kind === "handover" || billing.inspection === header.id);
  return own.map(({ issuedAt }) => issuedAt).sort()[0] ?? null;
}

/** Whether a bill of the contract has to be corrected before anything else of it is billed. */
export async function isCorrectionDue(desk: Desk, contract: string): Promise<boolean> {
  const { amended, other } = await (await desk.store()).read((repositories) => changedSinceBilled(repositories, contract));
  return amended.length > 0 || other;
}

export async function changedSinceBilled(
  { inspections, billings, creditNotes }: Repositories,
  contract: string,
): Promise<ChangedSinceBilled> {
  const headers = await inspections.of(contract);
  const bills: IssuedBilling[] = [];
  for (const { id, kind } of headers) if (kind === "return") bills.push(...(await billings.ofInspection(id)));
  const first = bills.map(({ issuedAt }) => issuedAt).sort()[0];
  if (first === undefined) return UNCHANGED;
  const corrected = (await creditNotes.lastCorrection(contract))?.at ?? "";
  const amended: string[] = [];
  let other = false;
  for (const header of headers) {
    const entries = (await inspections.entries(header.id)).filter(({ at }) => at > corrected);
    const since = sinceOf(header, bills);
    if (since !== null && entries.some(({ at, event }) => event.type === "reopened" && at > since)) amended.push(header.id);
    other ||= entries.some((entry) => entry.at > first && (isLetGo(entry) || isFind(entry)));
  }
  return { amended, other };
}
