/** Loads the facts of a return from the books, and those of the contract's other finished loads. */
import type { Facts } from "../assessment/assessment.ts";
import type { Inspection } from "../inspection/inspection.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import { finishedInspections } from "./load-walk.ts";
import type { InspectionHeader, Repositories } from "./ports.ts";

export type FactsWithoutChoice = Omit<Facts, "include">;

export interface LoadedReturn {
  readonly facts: FactsWithoutChoice;
  /** Finished inspections of the contract, hand-over first. */
  readonly finished: readonly Inspection[];
  /** Facts of the contract's other finished loads. */
  readonly otherLoads: readonly FactsWithoutChoice[];
}

export interface ReturnSetting {
  readonly calendar: Calendar;
  readonly today: Day;
  /** As the books stood when a billing was issued: by what was stored until then, before it; left out: as they stand. */
  readonly asOf?: { readonly until: Instant; readonly before: number };
}

/** Those given on a line that was billed by then are in its credit notes. @param until only what was granted by then; null: all. */
async function grantedOnBill({ concessions }: Repositories, inspection: string, until: Instant | null): Promise<Facts["concessions"]> {
  const granted = (await concessions.ofInspection(inspection)).filter(
    ({ answer }) => answer?.outcome === "granted" && answer.creditNote === null && (until === null || answer.at <= until),
  );
  const inOrder = granted.toSorted((a, b) => ((a.answer?.at ?? "") < (b.answer?.at ?? "") ? -1 : 1));
  return inOrder.map(({ charge, amount, reason, note }) => ({ charge, amount, reason, note }));
}

/** @throws RangeError when the books lack the contract or its terms: storage never stores a return without them. */
export async function loadReturn(
  repositories: Repositories,
  header: InspectionHeader,
  { calendar, today, asOf }: ReturnSetting,
): Promise<LoadedReturn> {
  const contract = await repositories.contracts.get(header.contract);
  const terms = contract && (await repositories.terms.get(contract.terms.sha256));
  if (!contract || !terms) throw new RangeError(`no contract or terms for ${header.id}`);
  const finished = await finishedInspections(repositories, contract, undefined, asOf?.until ?? null);
  const returns = finished.filter((inspection) => inspection.kind === "return");
  const earlier = await repositories.billings.used(contract.number, asOf?.before);
  const factsOf = async (inspection: Inspection): Promise<FactsWithoutChoice> => ({
    contract,
    terms,
    baseline: finished.find((candidate) => candidate.kind === "handover") ?? null,
    inspection,
    earlierLoads: returns.filter((candidate) => candidate.load < inspection.load),
    laterLoads: returns.filter((candidate) => candidate.load > inspection.load),
    concessions: await grantedOnBill(repositories, inspection.id, asOf?.until ?? null),
    releases: (await repositories.inspections.releases(inspection.id)).filter(({ at }) => asOf === undefined || at <= asOf.until),
    earlier,
    billed: await repositories.billings.billed(inspection.id, asOf?.before),
    calendar,
    today,
  });
  const own = returns.find((inspection) => inspection.id === header.id);
  if (!own) throw new RangeError(`${header.id} is no finished return`);
  const otherLoads: FactsWithoutChoice[] = [];
  for (const inspection of returns) if (inspection !== own) otherLoads.push(await factsOf(inspection));
  return { facts: await factsOf(own), finished, otherLoads };
}
