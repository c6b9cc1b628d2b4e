/** The unit level of one line (steps 1 to 5): from what was found to what each unit costs. */
import type { ContractLine } from "../contract/contract.ts";
import type { LineFacts } from "../inspection/inspection.ts";
import { unitCap } from "./adjustments/unit-cap.ts";
import { waiverPerItem } from "./adjustments/waiver-per-item.ts";
import type { AssessmentProblem, InOrder, NotCharged } from "./assessment.ts";
import { groupCohorts } from "./cohorts/group-cohorts.ts";
import { withLateness } from "./cohorts/late-cohorts.ts";
import { missingCohorts } from "./cohorts/missing-cohorts.ts";
import type { Context } from "./context.ts";
import type { Cohort } from "./draft.ts";
import { allFound, problemOf } from "./found.ts";
import { type DirtyFound, type DirtyUnits, dirtyUnits } from "./rules/dirty.ts";
import { withUnitExtras } from "./rules/extras.ts";

export interface LineOutcome {
  readonly line: ContractLine;
  readonly facts: LineFacts;
  readonly cohorts: readonly Cohort[];
  readonly dirty: readonly DirtyUnits[];
  readonly notCharged: readonly NotCharged[];
  readonly problems: readonly AssessmentProblem[];
}

interface Dirty extends DirtyFound {
  readonly problems: readonly AssessmentProblem[];
}

function assessDirty(context: Context, line: ContractLine, facts: LineFacts): Dirty {
  if (facts.dirty === 0) return { units: [], notCharged: [], problems: [] };
  try {
    return { ...dirtyUnits(context, line, facts), problems: [] };
  } catch (error) {
    const source = { position: line.position, subject: "dirty" as const, group: null, findings: [], first: 0, count: facts.dirty };
    return { units: [], notCharged: [], problems: [problemOf(error, source)] };
  }
}

/** Where the line is noted without a charge, what the terms set no price for costs nothing. Of groups, only the finding that lacks one. */
function spareUnpriced(facts: LineFacts, problems: readonly AssessmentProblem[]): Pick<LineOutcome, "notCharged" | "problems"> {
  if (!facts.withoutCharge || problems.length === 0) return { notCharged: [], problems };
  const spared = problems.filter(({ code, source }) => code === "unpriced" && source.subject !== "group");
  return {
    problems: problems.filter((problem) => !spared.includes(problem)),
    notCharged: spared.map(({ source }) => ({
      source,
      reason: "notPriced",
      rule: null,
      clause: null,
      sentence: "notCharged.notPriced",
      values: {},
      trace: [],
    })),
  };
}

/** Steps 4 and 5, on everything a unit costs. */
const adjustUnit = (context: Context, cohort: Cohort): Cohort => unitCap(context, waiverPerItem(context, withUnitExtras(context, cohort)));

export function assessLine(context: Context, facts: LineFacts): LineOutcome {
  const line = context.line(facts.position);
  const found = allFound([groupCohorts(context, line, facts), missingCohorts(context, line, facts)]);
  const late = withLateness(context, line, facts, found);
  const dirty = assessDirty(context, line, facts);
  const { notCharged, problems } = spareUnpriced(facts, [...late.problems, ...dirty.problems]);
  return {
    line,
    facts,
    cohorts: [...late.cohorts, ...dirty.units.map(({ cohort }) => cohort)].map((cohort) => adjustUnit(context, cohort)),
    dirty: dirty.units,
    notCharged: [...late.notCharged, ...dirty.notCharged, ...notCharged],
    problems,
  };
}

/** What of a line came back in good order; null when nothing did. */
export function inOrderOf(facts: LineFacts): InOrder | null {
  if (facts.ok === 0) return null;
  const incomplete = Object.values(facts.missingParts).some((count) => count > 0);
  const rest = facts.damaged + facts.missing + facts.stillOut + facts.dirty;
  return { position: facts.position, count: facts.ok, whole: rest === 0 && !incomplete };
}
