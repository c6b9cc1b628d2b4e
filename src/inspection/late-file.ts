/** A file of answers that says what was found after the return: units that were counted in order and are not, and nothing else. */
import type { ContractLine } from "../contract/contract.ts";
import { inOrder } from "../contract/reading/issues.ts";
import type { Path } from "../contract/reading/places.ts";
import type { Instant } from "../kernel/dates.ts";
import { failed, ok, type Result } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { AnsweredFinding, AnsweredGroup } from "./answers.ts";
import { type Check, lineMeant, report } from "./answers-check.ts";
import { openAnswersFile } from "./answers-file.ts";
import { checkFindings, findingsOf, groupsSaid } from "./answers-lines.ts";
import type { AnswersFile, LineAnswer } from "./answers-schema.ts";
import type { WalkEvent } from "./entries.ts";
import { findingNumbers } from "./finding-numbers.ts";
import type { Walk } from "./fold.ts";
import type { PhotoRef } from "./inspection.ts";
import { parseQuickEntry } from "./quick-entry.ts";

/** What was found on a line; its groups have no ids yet. */
export interface LateLine {
  readonly position: number;
  readonly groups: readonly Omit<AnsweredGroup, "id">[];
}

const inOrderAt = (walk: Walk, position: number): number => walk.inspection.lines.find((line) => line.position === position)?.ok ?? 0;

/** Missing or dirty units, counts, a note: that is an amendment of the walk itself. */
const saysMore = ({
  ok,
  missing,
  stillOut,
  found,
  dirty,
  cleaningHours,
  counted,
  note,
  withoutCharge,
  missingParts,
}: LineAnswer): boolean =>
  [ok, missing, stillOut, found, dirty, cleaningHours, counted, note, withoutCharge].some((value) => value !== null) ||
  Object.keys(missingParts).length > 0;

/** What `1 cracked` says of units that were in order. */
export function lateSaid(walk: Walk, line: ContractLine, text: string, language: StaffLanguage): Result<readonly AnsweredGroup[]> {
  const parts = line.parts.map(({ name }) => name);
  const said = parseQuickEntry(text, {
    out: inOrderAt(walk, line.position),
    missingBefore: 0,
    parts,
    name: line.name,
    kind: "return",
    language,
  });
  if (!said.ok) return said;
  const { missing, stillOut, dirty, missingParts } = said.value.counts;
  const groups = groupsSaid(said.value);
  const more = missing > 0 || stillOut > 0 || dirty > 0 || Object.keys(missingParts).length > 0;
  if (!more && groups.length > 0 && groups.every(({ findings }) => findings.length > 0)) return ok(groups);
  return failed([{ code: "late-only-damage", values: {}, path: "", line: null, column: null }]);
}

function groupsOf(check: Check, answer: LineAnswer, line: ContractLine, path: Path): readonly AnsweredGroup[] | null {
  if (saysMore(answer) || (answer.say !== null && answer.damaged.length > 0)) return report(check, path, "late-only-damage");
  if (answer.say !== null) {
    const said = lateSaid(check.walk, line, answer.say, check.language);
    if (said.ok) return said.value;
    for (const { code, values } of said.problems) report(check, [...path, "say"], code, values);
    return null;
  }
  if (answer.damaged.length === 0) return report(check, path, "late-only-damage");
  return answer.damaged.map((group, index) => ({ id: `G${index + 1}`, count: group.count, findings: findingsOf(group) }));
}

function readLine(check: Check, answer: LineAnswer, index: number): readonly LateLine[] {
  const path: Path = ["lines", index];
  const line = lineMeant(check, answer, path);
  const groups = line && groupsOf(check, answer, line, path);
  if (!line || !groups) return [];
  checkFindings(check, line, groups, path, answer.say !== null);
  const [units, inOrderNow] = [groups.reduce((sum, { count }) => sum + count, 0), inOrderAt(check.walk, line.position)];
  if (units > inOrderNow) report(check, path, "late-none-in-order", { line: line.position, units, inOrder: inOrderNow });
  return [{ position: line.position, groups }];
}

function readAll(check: Check, file: AnswersFile): readonly LateLine[] {
  const more = [file.cameBackAt, file.walkedAt, file.rest, file.answer, file.acknowledgement].some((value) => value !== null);
  if (more || file.lines.length === 0) report(check, [], "late-only-damage");
  const lines = file.lines.flatMap((answer, index) => readLine(check, answer, index));
  lines.forEach(({ position }, index) => {
    if (lines.findIndex((other) => other.position === position) < index) report(check, ["lines", index], "line-twice", { line: position });
  });
  return lines;
}

/** @param walk finished, or open again. */
export function parseLateFindings(text: string, walk: Walk, language: StaffLanguage): Result<readonly LateLine[]> {
  const opened = openAnswersFile(text, walk, language);
  if (!opened.ok) return opened;
  const { file, check } = opened.value;
  const lines = readAll(check, file);
  return check.problems.length > 0 ? failed(inOrder(check.problems)) : ok(lines);
}

export interface SeenLate {
  /** Name of who saw it. */
  readonly name: string;
  readonly seenAt: Instant;
  readonly enteredAt: Instant;
  readonly photo: (name: string) => PhotoRef;
}

/** What is stored of late findings; both times stay. @param walk open again. */
export function lateEvents(lines: readonly LateLine[], walk: Walk, by: SeenLate): readonly WalkEvent[] {
  const nextId = findingNumbers(walk);
  const found = ({ photos, ...finding }: AnsweredFinding) => ({
    ...finding,
    id: nextId(),
    photos: photos.map(by.photo),
    seenBy: by.name,
    seenAt: by.seenAt,
    enteredAt: by.enteredAt,
    late: { noticeSentAt: null },
  });
  return lines.flatMap(({ position, groups }) => {
    const standing = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
    const last = Math.max(0, ...standing.map(({ id }) => Number(id.slice(1))));
    return groups.map(
      ({ count, findings }, index): WalkEvent => ({
        type: "foundLate",
        position,
        group: { id: `G${last + index + 1}`, count },
        findings: findings.map(found),
      }),
    );
  });
}
