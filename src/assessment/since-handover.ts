/** Which findings are new since the hand-over, by the same matching that decides what is charged. */
import type { Inspection } from "../inspection/inspection.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { dayOf } from "../kernel/dates.ts";
import type { Facts } from "./assessment.ts";
import { unitsSinceHandover } from "./cohorts/units-since-handover.ts";
import { readContext } from "./context.ts";
import { NOTHING_USED } from "./earlier-use.ts";
import { type GroupUnits, withoutKnown } from "./rules/baseline.ts";

/** Of a finding's units. */
export interface SinceHandover {
  /** Units that had it at the hand-over already, as it is now. */
  readonly before: number;
  /** Units that had it then with fewer marks. */
  readonly grown: number;
  /** Units on which it is new. */
  readonly fresh: number;
}

export type SinceFacts = Pick<Facts, "contract" | "terms" | "inspection"> & {
  /** The contract's finished inspections before this one, in order, with the hand-over. */
  readonly earlier: readonly Inspection[];
  /** Decides whether the notice of a late finding went out in time: only what can be charged takes from the hand-over's record first. */
  readonly calendar: Calendar;
};

const NOTHING: SinceHandover = { before: 0, grown: 0, fresh: 0 };

function tally(found: Map<string, SinceHandover>, { count, findings, before }: GroupUnits): void {
  const add = (id: string, kind: keyof SinceHandover): void => {
    const sum = found.get(id) ?? NOTHING;
    found.set(id, { ...sum, [kind]: sum[kind] + count });
  };
  for (const { id } of before) add(id, findings.some((finding) => finding.id === id) ? "grown" : "before");
  for (const { id } of findings) if (!before.some((finding) => finding.id === id)) add(id, "fresh");
}

/** @returns by the id of a finding; null where there is no record of the hand-over to tell by. */
export function sinceHandover({ contract, terms, inspection, earlier, calendar }: SinceFacts): ReadonlyMap<string, SinceHandover> | null {
  const baseline = earlier.find(({ kind }) => kind === "handover") ?? null;
  if (baseline === null || inspection.kind === "handover") return null;
  const facts = { contract, terms, baseline, inspection, earlierLoads: earlier.filter(({ kind }) => kind === "return"), calendar };
  const today = dayOf(inspection.cameBackAt, contract.zone);
  const context = readContext({
    ...facts,
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    today,
    include: "all",
    billed: [],
  });
  const found = new Map<string, SinceHandover>();
  for (const line of inspection.lines) {
    const { all, groups, units, left } = unitsSinceHandover(context, context.line(line.position), line);
    for (const unit of units) tally(found, unit);
    // What is never charged in any case takes what is left of the record.
    const charged = new Set(groups.flatMap((group) => group.findings));
    const others = all.map((group) => ({ ...group, findings: group.findings.filter((finding) => !charged.has(finding)) }));
    for (const unit of withoutKnown(others, left, () => 0)) tally(found, unit);
  }
  return found;
}
