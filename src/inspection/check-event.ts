/** Whether an answer can be true of the walk as it stands. What is refused is never stored. */
import type { ContractLine } from "../contract/contract.ts";
import { FINDING_TYPES, SEVERITIES } from "../contract/terms.ts";
import type { Problem, Saying, Values } from "../kernel/result.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { checkCounts, checkNumber, checkTally } from "./check-counts.ts";
import { FINDING_DETAILS, type WalkEvent } from "./entries.ts";
import type { Walk } from "./fold.ts";
import type { AnswerException, Cause, Finding, LineFacts, PhotoRef } from "./inspection.ts";
import { lateFindings } from "./late-findings.ts";
import { isBeingAmended, nextQuestion } from "./open-questions.ts";
import { unitsAt } from "./out-before.ts";
import { unitsSpokenOf } from "./units-spoken-of.ts";

const CAUSES: readonly Cause[] = ["customer", "ours", "transport", "unknown"];

/** The most marks, and the largest size in millimetres, a finding can have. */
const MOST_MARKS = 1_000;
const LARGEST_MM = 10_000;

const problem = (code: string, path: string, values: Values = {}): Problem => ({ code, values, path, line: null, column: null });

const factsAt = (walk: Walk, position: number): LineFacts | undefined => walk.inspection.lines.find((line) => line.position === position);

/** A field as a clerk would name it; `exceptions[0].words` are words like any. */
const fieldNamed = (path: string): Saying => ({ key: `field.${path.replace(/^exceptions\[\d+\]\./u, "")}`, values: {} });

/** Text must be clean and of a length that fits; nothing is cut silently. */
function checkText(path: string, text: string | null): readonly Problem[] {
  if (text === null) return [];
  if (text.length > LONGEST_TEXT)
    return [problem("text-too-long", path, { field: fieldNamed(path), length: text.length, most: LONGEST_TEXT })];
  if (plain(text, { lines: true }) !== text.normalize("NFC")) return [problem("control-characters", path, { field: fieldNamed(path) })];
  return [];
}

const wholeFrom = (path: string, value: number, least: number, most: number): readonly Problem[] =>
  Number.isInteger(value) && value >= least && value <= most
    ? []
    : [problem("out-of-range", path, { field: fieldNamed(path), value, least, most })];

function checkGroups(walk: Walk, event: Extract<WalkEvent, { type: "grouped" }>): readonly Problem[] {
  const damaged = factsAt(walk, event.position)?.damaged ?? 0;
  const each = event.groups.flatMap((group) => checkNumber("count", group.count) ?? wholeFrom("count", group.count, 1, damaged));
  if (each.length > 0) return each;
  if (new Set(event.groups.map((group) => group.id)).size < event.groups.length) return [problem("group-twice", "groups")];
  const grouped = event.groups.reduce((sum, group) => sum + group.count, 0);
  return grouped > damaged ? [problem("grouped-too-many", "groups", { grouped, damaged })] : [];
}

function checkRepair(finding: Finding): readonly Problem[] {
  if (finding.repair === null) return [];
  const { cost, days, source } = finding.repair;
  const negative = cost < 0 ? [problem("negative-repair", "repair.cost")] : [];
  return [...negative, ...wholeFrom("repair.days", days, 0, 3_650), ...checkText("repair.source", source)];
}

const checkPhoto = ({ name }: PhotoRef): readonly Problem[] => checkText("photos", name);

/** A finding by itself: known words, possible figures, clean texts, times in order. */
export function checkFinding(finding: Finding): readonly Problem[] {
  const problems: Problem[] = [];
  if (!(FINDING_TYPES as readonly string[]).includes(finding.type)) problems.push(problem("unknown-type", "type", { type: finding.type }));
  if (finding.severity !== null && !(SEVERITIES as readonly string[]).includes(finding.severity)) {
    problems.push(problem("unknown-severity", "severity", { severity: finding.severity }));
  }
  if (!CAUSES.includes(finding.cause)) problems.push(problem("unknown-cause", "cause", { cause: finding.cause }));
  if (finding.seenAt > finding.enteredAt) problems.push(problem("seen-later", "seenAt"));
  return [
    ...problems,
    ...wholeFrom("marks", finding.marks, 1, MOST_MARKS),
    ...(finding.sizeMm === null ? [] : wholeFrom("sizeMm", finding.sizeMm, 1, LARGEST_MM)),
    ...checkText("note", finding.note),
    ...checkText("incident", finding.incident),
    ...finding.photos.flatMap(checkPhoto),
    ...checkRepair(finding),
  ];
}

function checkFound(walk: Walk, event: Extract<WalkEvent, { type: "found" }>, { parts }: ContractLine): readonly Problem[] {
  const problems = [...checkFinding(event.finding)];
  const group = factsAt(walk, event.position)?.groups.find((one) => one.id === event.group);
  if (group === undefined) problems.push(problem("unknown-group", "group", { line: event.position, group: event.group }));
  const { part } = event.finding;
  if (part !== null && !parts.some((one) => one.name === part)) {
    problems.push(problem("unknown-part", "part", { part }));
  }
  const unknown = event.open.filter((detail) => !FINDING_DETAILS.includes(detail));
  return [...problems, ...unknown.map((detail) => problem("unknown-detail", "open", { detail }))];
}

/** Only units that were counted in order can turn out not to be; a finding of a walk that goes on is not late. */
function checkFoundLate(
  walk: Walk,
  { position, group, findings }: Extract<WalkEvent, { type: "foundLate" }>,
  { parts }: ContractLine,
): readonly Problem[] {
  const facts = factsAt(walk, position);
  if (!isBeingAmended(walk) || walk.header.kind !== "return" || findings.some(({ late }) => late === null))
    return [problem("not-late", "")];
  const wrong = checkNumber("count", group.count);
  const least = wrong === null ? wholeFrom("count", group.count, 1, facts?.ok ?? 0) : [wrong].flat();
  const taken = facts?.groups.some(({ id }) => id === group.id) === true ? [problem("group-twice", "groups")] : [];
  const unknown = findings.flatMap(({ part }) =>
    part === null || parts.some(({ name }) => name === part) ? [] : [problem("unknown-part", "part", { part })],
  );
  return [...least, ...taken, ...unknown, ...findings.flatMap(checkFinding)];
}

const findingsAt = (walk: Walk, position: number): readonly Finding[] =>
  factsAt(walk, position)?.groups.flatMap((group) => group.findings) ?? [];

const checkKnown = (walk: Walk, position: number, finding: string): readonly Problem[] =>
  findingsAt(walk, position).some(({ id }) => id === finding) ? [] : [problem("unknown-finding", "finding", { line: position, finding })];

/** Only a photo that stands there can be taken back. */
function checkStands(walk: Walk, position: number, sha256: string): readonly Problem[] {
  const photos = [...(factsAt(walk, position)?.photos ?? []), ...findingsAt(walk, position).flatMap((finding) => finding.photos)];
  return photos.some((photo) => photo.sha256 === sha256) ? [] : [problem("no-such-photo", "photo", { line: position })];
}

function checkException(walk: Walk, exception: AnswerException, path: string): readonly Problem[] {
  const count = unitsSpokenOf(factsAt(walk, exception.position), exception);
  if (count === 0) return [problem("nothing-there", path, { line: exception.position })];
  return [
    ...(exception.count === null ? [] : wholeFrom(`${path}.count`, exception.count, 1, count)),
    ...checkText(`${path}.words`, exception.words),
  ];
}

function checkRest(walk: Walk, positions: readonly number[]): readonly Problem[] {
  const answered = positions.filter((position) => walk.progress.get(position)?.counted !== false);
  return answered.map((position) => problem("counted-already", "positions", { line: position }));
}

function checkLine(walk: Walk, event: Extract<WalkEvent, { position: number }>): readonly Problem[] {
  const { position } = event;
  const line = walk.contract.lines.find((one) => one.position === position);
  if (line === undefined)
    return [problem("unknown-line", "position", { contract: walk.contract.number, lines: walk.contract.lines.length })];
  const facts = factsAt(walk, position);
  switch (event.type) {
    case "counted":
      return checkCounts(event.counts, {
        kind: walk.header.kind,
        out: unitsAt(walk.out, position),
        missingBefore: unitsAt(walk.missingBefore, position),
        parts: line.parts.map((part) => part.name),
      });
    case "tallied":
      return checkTally(event.counted, (facts?.ok ?? 0) + (facts?.damaged ?? 0));
    case "grouped":
      return checkGroups(walk, event);
    case "found":
      return checkFound(walk, event, line);
    case "foundLate":
      return checkFoundLate(walk, event, line);
    case "photographed":
      return [...checkPhoto(event.photo), ...(event.finding === null ? [] : checkKnown(walk, position, event.finding))];
    case "unphotographed":
      return checkStands(walk, position, event.photo);
    case "withdrew":
      return checkKnown(walk, position, event.finding);
    case "noted":
      return checkText("note", event.note);
    case "skipped":
    case "spared":
      return [];
  }
}

/** A dispute is settled once the walk is over; until then the customer's answer itself is changed. */
function checkSettled(walk: Walk, event: Extract<WalkEvent, { type: "settled" }>): readonly Problem[] {
  if (walk.inspection.finishedAt === null) return [problem("walk-going-on", "", { id: walk.header.id })];
  if (event.reason.trim() === "") return [problem("reason-needed", "reason")];
  return checkText("reason", event.reason);
}

/** Only a finished walk is taken up again; an open one simply goes on. */
function checkReopened(walk: Walk, { reason }: Extract<WalkEvent, { type: "reopened" }>): readonly Problem[] {
  if (walk.inspection.finishedAt === null) return [problem("walk-going-on", "", { id: walk.header.id })];
  return reason.trim() === "" ? [problem("reason-needed", "reason")] : checkText("reason", reason);
}

/** A notice speaks of findings that stand and were made after the return. That it left is true whether the walk is open again or not. */
function checkNoticeSent(walk: Walk, { findings }: Extract<WalkEvent, { type: "noticeSent" }>): readonly Problem[] {
  const late = new Set(lateFindings(walk.inspection).map(({ finding }) => finding.id));
  return findings.filter((id) => !late.has(id)).map((id) => problem("no-late-finding", "findings", { id: walk.header.id, finding: id }));
}

const checkName = (name: string | null): readonly Problem[] =>
  name?.trim() === "" ? [problem("no-name", "name")] : checkText("name", name);

/** What is wrong with an event after those that make up the walk; empty when it can be stored. */
export function checkEvent(walk: Walk, event: WalkEvent): readonly Problem[] {
  if (event.type === "settled") return checkSettled(walk, event);
  if (event.type === "noticeSent") return checkNoticeSent(walk, event);
  if (event.type === "reopened") return checkReopened(walk, event);
  if (walk.inspection.finishedAt !== null) return [problem("walk-finished", "", { id: walk.header.id })];
  if ("position" in event) return checkLine(walk, event);
  switch (event.type) {
    case "began":
      return event.cameBackAt < walk.contract.handOver && walk.header.kind === "return"
        ? [problem("back-before-handover", "cameBackAt")]
        : [];
    case "restInOrder":
    case "restStillOut":
      return checkRest(walk, event.positions);
    case "answered":
      return [
        ...checkText("words", event.answer.words),
        ...event.answer.exceptions.flatMap((exception, index) => checkException(walk, exception, `exceptions[${index}]`)),
      ];
    case "acknowledged":
      return checkName("name" in event.acknowledgement ? event.acknowledgement.name : null);
    case "undid":
      return [];
    case "finished":
      return nextQuestion(walk).kind === "finish" ? [] : [problem("questions-open", "")];
  }
}
