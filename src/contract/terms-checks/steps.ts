/**
 * Bands and tables without a gap or an overlap. A band ends where its `upTo` says, the cent included, so the next begins a cent
 * above; an age step ends under its age, so the next begins at it. The last has no end: nothing may be larger than what is said.
 */
import { type Cents, cents } from "../../kernel/money.ts";
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { problemAt } from "../reading/issues.ts";
import type { Path, Places } from "../reading/places.ts";
import { readAmount, readMonths } from "../reading/quantities.ts";
import { lengthAt, rawAt, readAt } from "../reading/raw.ts";
import type { Read } from "../reading/scalar.ts";

/** How a list of steps is written, and how its author reads it. */
interface Steps {
  readonly end: string;
  readonly read: Read<number>;
  /** Where the step after an end begins. */
  readonly after: (end: number) => number;
  readonly show: (value: number) => string;
  readonly kind: "band" | "age";
}

const euros = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
const BANDS: Steps = {
  end: "upTo",
  read: readAmount,
  after: (end) => end + 1,
  show: (value) => euros(cents(value) as Cents),
  kind: "band",
};
const AGES: Steps = { end: "under", read: readMonths, after: (end) => end, show: (value) => `${value} months`, kind: "age" };

/** Looks at the waivers' bands and the table of the value rule as they are written. */
export function checkSteps(document: unknown, places: Places): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  for (let index = 0; index < lengthAt(document, ["waivers"]); index += 1) {
    problems.push(...checkList(document, ["waivers", index, "pays", "bands"], BANDS, places));
  }
  problems.push(...checkList(document, ["value", "depreciation", "table"], AGES, places));
  return problems;
}

function checkList(document: unknown, path: Path, steps: Steps, places: Places): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const report = (at: Path, code: string, values: Values): void =>
    void problems.push(problemAt(places, at, code, { kind: steps.kind, ...values }));
  const length = lengthAt(document, path);
  let begins = 0;
  for (let index = 0; index < length; index += 1) {
    const at = [...path, index];
    const [from, end] = [readAt(document, [...at, "from"], steps.read), readAt(document, [...at, steps.end], steps.read)];
    if (from !== null && from > begins) {
      report([...at, "from"], "step-gap", { begins: steps.show(begins), from: steps.show(from) });
    }
    if (from !== null && from < begins) report([...at, "from"], "step-overlap", { begins: steps.show(begins) });
    if (rawAt(document, [...at, steps.end]) === undefined) {
      if (index < length - 1) report(at, "step-without-end", { end: steps.end });
    } else if (index === length - 1) {
      report([...at, steps.end], "last-step-ends", { end: steps.end });
    }
    if (end === null) continue;
    if (steps.after(end) <= begins) report([...at, steps.end], "steps-not-rising", {});
    begins = steps.after(end);
  }
  return problems;
}
