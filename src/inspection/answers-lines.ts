/** The lines of a file of answers: their counts, from keys or from `say`, and their findings. */
import type { ContractLine } from "../contract/contract.ts";
import type { Path } from "../contract/reading/places.ts";
import type { AnsweredFinding, AnsweredGroup, AnsweredLine, Answers } from "./answers.ts";
import { type Check, checkPart, lineMeant, report } from "./answers-check.ts";
import type { AnswersFile, LineAnswer } from "./answers-schema.ts";
import { checkCounts, checkTally } from "./check-counts.ts";
import { severityNeeded } from "./finding-details.ts";
import type { Cause, LineCounts } from "./inspection.ts";
import { isBeingAmended } from "./open-questions.ts";
import { unitsAt } from "./out-before.ts";
import { parseQuickEntry, type QuickEntry } from "./quick-entry.ts";

const CAUSE_UNKNOWN: Cause = "unknown";

export const findingsOf = (group: LineAnswer["damaged"][number]): readonly AnsweredFinding[] =>
  group.findings.map(({ size, marks, cause, ...finding }) => ({
    ...finding,
    sizeMm: size,
    marks: marks ?? 1,
    cause: cause ?? CAUSE_UNKNOWN,
  }));

const NO_DETAILS = { incident: null, cause: CAUSE_UNKNOWN, repair: null, note: null, photos: [] } as const;

export const groupsSaid = (said: QuickEntry): readonly AnsweredGroup[] =>
  said.groups.map((group, index) => ({
    id: `G${index + 1}`,
    count: group.count,
    findings: group.findings.map((draft) => ({ ...draft, ...NO_DETAILS, marks: draft.marks ?? 1 })),
  }));

/** The counts a line's keys say; what is not named is in order. */
function countsWritten(answer: LineAnswer, out: number): LineCounts {
  const { missing, stillOut, found, dirty } = answer;
  const damaged = answer.damaged.reduce((sum, group) => sum + group.count, 0);
  const rest = out + (found ?? 0) - damaged - (missing ?? 0) - (stillOut ?? 0);
  return {
    ok: answer.ok ?? Math.max(0, rest),
    damaged,
    missing: missing ?? 0,
    stillOut: stillOut ?? 0,
    found: found ?? 0,
    dirty: dirty ?? 0,
    cleaningHours: answer.cleaningHours,
    missingParts: answer.missingParts,
  };
}

const saysCounts = (answer: LineAnswer): boolean =>
  answer.damaged.length > 0 ||
  Object.keys(answer.missingParts).length > 0 ||
  [answer.ok, answer.missing, answer.stillOut, answer.found, answer.dirty].some((value) => value !== null);

/** The counts and groups of a line, from its keys or from `say`. */
function lineSaid(check: Check, answer: LineAnswer, line: ContractLine, path: Path): Pick<AnsweredLine, "counts" | "groups"> | null {
  const out = unitsAt(check.walk.out, line.position);
  const missingBefore = unitsAt(check.walk.missingBefore, line.position);
  const parts = line.parts.map((part) => part.name);
  const { kind } = check.walk.header;
  if (answer.say === null) {
    const counts = countsWritten(answer, out);
    for (const wrong of checkCounts(counts, { kind, out, missingBefore, parts })) {
      report(check, [...path, ...wrong.path.split(".").filter((step) => step !== "")], wrong.code, wrong.values);
    }
    return {
      counts,
      groups: answer.damaged.map((group, index) => ({ id: `G${index + 1}`, count: group.count, findings: findingsOf(group) })),
    };
  }
  if (saysCounts(answer)) return report(check, [...path, "say"], "said-and-counted");
  const said = parseQuickEntry(answer.say, { out, missingBefore, parts, name: line.name, kind, language: check.language });
  if (said.ok) return { counts: { ...said.value.counts, cleaningHours: answer.cleaningHours }, groups: groupsSaid(said.value) };
  for (const wrong of said.problems) report(check, [...path, "say"], wrong.code, wrong.values);
  return null;
}

export function checkFindings(check: Check, line: ContractLine, groups: readonly AnsweredGroup[], path: Path, said: boolean): void {
  groups.forEach((group, g) => {
    group.findings.forEach((finding, f) => {
      const at: Path = said ? [...path, "say"] : [...path, "damaged", g, "findings", f];
      if (finding.severity === null && severityNeeded(finding.type, line, check.walk.terms)) {
        report(check, at, "severity-missing", { type: finding.type });
      }
      if (finding.part !== null) checkPart(check, line, finding.part, [...at, "part"]);
    });
  });
}

function readLine(check: Check, answer: LineAnswer, index: number): AnsweredLine | null {
  const path: Path = ["lines", index];
  const line = lineMeant(check, answer, path);
  const said = line && lineSaid(check, answer, line, path);
  if (!line || !said) return null;
  checkFindings(check, line, said.groups, path, answer.say !== null);
  for (const wrong of checkTally(answer.counted, said.counts.ok + said.counts.damaged)) {
    report(check, [...path, "counted"], wrong.code, wrong.values);
  }
  return { position: line.position, ...said, counted: answer.counted, note: answer.note, withoutCharge: answer.withoutCharge };
}

/** A line of an amendment that says nothing but whether it is noted without a charge: its other answers stay. */
const saysOnlySpared = (check: Check, answer: LineAnswer): boolean =>
  isBeingAmended(check.walk) &&
  answer.withoutCharge !== null &&
  answer.say === null &&
  answer.note === null &&
  answer.counted === null &&
  answer.cleaningHours === null &&
  !saysCounts(answer);

export function readLines(check: Check, file: AnswersFile): Pick<Answers, "lines" | "spared"> {
  const lines: AnsweredLine[] = [];
  const spared: { readonly position: number; readonly withoutCharge: boolean }[] = [];
  file.lines.forEach((answer, index) => {
    const position = saysOnlySpared(check, answer) ? lineMeant(check, answer, ["lines", index])?.position : undefined;
    const line = position === undefined && !saysOnlySpared(check, answer) ? readLine(check, answer, index) : null;
    const named = position ?? line?.position;
    if (named !== undefined && [...lines, ...spared].some((other) => other.position === named)) {
      report(check, ["lines", index], "line-twice", { line: named });
    }
    if (position !== undefined) spared.push({ position, withoutCharge: answer.withoutCharge === true });
    if (line !== null) lines.push(line);
  });
  return { lines, spared };
}
