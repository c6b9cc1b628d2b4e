/** The one door for answers that come from a file: text in, the walk's answers out, or every problem at once with its place. */
import type { ContractLine } from "../contract/contract.ts";
import { decode, inOrder, problemAt } from "../contract/reading/issues.ts";
import type { Path, Places } from "../contract/reading/places.ts";
import { readDocument } from "../contract/reading/read-document.ts";
import { shortened } from "../contract/reading/shortened.ts";
import { nearest } from "../contract/reading/suggest.ts";
import type { Instant } from "../kernel/dates.ts";
import { failed, ok, type Problem, type Result, type Values } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import { type AnswersFile, answersFileSchema, type ExceptionAnswer, type LineAnswer } from "./answers-schema.ts";
import { checkCounts, checkTally } from "./check-counts.ts";
import { severityNeeded } from "./finding-details.ts";
import type { Walk } from "./fold.ts";
import type { AnswerException, Cause, CustomerAnswer, Finding, LineCounts } from "./inspection.ts";
import { isBeingAmended, uncountedLines } from "./open-questions.ts";
import { unitsAt } from "./out-before.ts";
import { parseQuickEntry, type QuickEntry } from "./quick-entry.ts";

/** A finding as the file tells it; the walk adds its number, who saw it and when. */
export type AnsweredFinding = Omit<Finding, "id" | "photos" | "seenBy" | "seenAt" | "enteredAt" | "late"> & {
  /** Names of files, seen from the file of answers. */
  readonly photos: readonly string[];
};

export interface AnsweredGroup {
  readonly id: string;
  readonly count: number;
  readonly findings: readonly AnsweredFinding[];
}

export interface AnsweredLine {
  readonly position: number;
  readonly counts: LineCounts;
  readonly counted: number | null;
  readonly groups: readonly AnsweredGroup[];
  readonly note: string | null;
  /** Null: as it is. */
  readonly withoutCharge: boolean | null;
}

/** Without its time, which is the walk's. */
export type AnsweredAcknowledgement = { readonly kind: "name"; readonly name: string } | { readonly kind: "declined" | "notPresent" };

/** What a file answers, checked against the walk. */
export interface Answers {
  readonly cameBackAt: Instant | null;
  readonly walkedAt: Instant | null;
  readonly lines: readonly AnsweredLine[];
  /** Lines of an amendment of which nothing changes but whether they are noted without a charge. */
  readonly spared: readonly { readonly position: number; readonly withoutCharge: boolean }[];
  /** Lines that the file does not name, and what is true of them. */
  readonly rest: { readonly kind: "inOrder" | "stillOut"; readonly positions: readonly number[] };
  readonly answer: CustomerAnswer | null;
  readonly acknowledgement: AnsweredAcknowledgement | null;
}

/** What is read against what; problems gather in `problems`. */
interface Check {
  readonly walk: Walk;
  readonly language: StaffLanguage;
  readonly places: Places;
  readonly problems: Problem[];
}

const report = (check: Check, path: Path, code: string, values: Values = {}): null => {
  check.problems.push(problemAt(check.places, path, code, values));
  return null;
};

/** Finds the line that `line` or `product` names. */
function lineMeant(
  check: Check,
  given: { readonly line: number | null; readonly product: string | null },
  path: Path,
): ContractLine | null {
  const { lines, number } = check.walk.contract;
  if ((given.line === null) === (given.product === null)) return report(check, path, "which-line");
  if (given.line !== null) {
    const line = lines.find((one) => one.position === given.line);
    return line ?? report(check, [...path, "line"], "unknown-line", { contract: number, lines: lines.length });
  }
  const product = given.product as string;
  const fits = lines.filter((one) => one.product === product);
  if (fits.length > 1) {
    const positions = fits.map((one) => one.position).join(", ");
    return report(check, [...path, "product"], "several-lines", { lines: positions });
  }
  if (fits[0]) return fits[0];
  const near = nearest(
    product,
    lines.map((one) => one.product),
  );
  const values = { contract: number, product: shortened(product) };
  if (near === null) return report(check, [...path, "product"], "unknown-product", values);
  return report(check, [...path, "product"], "unknown-product-near", { ...values, near });
}

const CAUSE_UNKNOWN: Cause = "unknown";

const findingsOf = (group: LineAnswer["damaged"][number]): readonly AnsweredFinding[] =>
  group.findings.map(({ size, marks, cause, ...finding }) => ({
    ...finding,
    sizeMm: size,
    marks: marks ?? 1,
    cause: cause ?? CAUSE_UNKNOWN,
  }));

const NO_DETAILS = { incident: null, cause: CAUSE_UNKNOWN, repair: null, note: null, photos: [] } as const;

const groupsSaid = (said: QuickEntry): readonly AnsweredGroup[] =>
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
  const said = parseQuickEntry(answer.say, { out, missingBefore, parts, kind, language: check.language });
  if (said.ok) return { counts: { ...said.value.counts, cleaningHours: answer.cleaningHours }, groups: groupsSaid(said.value) };
  for (const wrong of said.problems) report(check, [...path, "say"], wrong.code, wrong.values);
  return null;
}

function checkFindings(check: Check, line: ContractLine, groups: readonly AnsweredGroup[], path: Path, said: boolean): void {
  groups.forEach((group, g) => {
    group.findings.forEach((finding, f) => {
      const at: Path = said ? [...path, "say"] : [...path, "damaged", g, "findings", f];
      if (finding.severity === null && severityNeeded(finding.type, line, check.walk.terms)) {
        report(check, at, "severity-missing", { type: finding.type });
      }
      if (finding.part !== null && !line.parts.some((part) => part.name === finding.part)) {
        const near = nearest(
          finding.part,
          line.parts.map((part) => part.name),
        );
        if (near === null) report(check, [...at, "part"], "unknown-part", { part: finding.part });
        else report(check, [...at, "part"], "unknown-part-near", { part: finding.part, near });
      }
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

function readLines(check: Check, file: AnswersFile): Pick<Answers, "lines" | "spared"> {
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

/** Lines the file does not name need `rest`. A line that did not read is not missing as well. */
function readRest(check: Check, file: AnswersFile, lines: readonly AnsweredLine[]): Answers["rest"] {
  const named = new Set(lines.map((line) => line.position));
  const positions = uncountedLines(check.walk).filter((position) => !named.has(position));
  if (file.rest === null && check.problems.length === 0 && positions.length > 0) {
    const unnamed = check.walk.contract.lines
      .filter((line) => positions.includes(line.position))
      .map((line) => `${line.position} ${line.product}`);
    report(check, [], "unanswered", { lines: unnamed.join(", ") });
  }
  return { kind: file.rest ?? "inOrder", positions };
}

interface Standing {
  readonly counts: { readonly missing: number; readonly dirty: number };
  readonly groups: readonly { readonly id: string; readonly count: number }[];
}

/** What the file says of a line, else what an amendment leaves as it is. */
function answeredNow({ walk }: Check, lines: readonly AnsweredLine[], position: number): Standing {
  const answered = lines.find((one) => one.position === position);
  if (answered !== undefined) return answered;
  const facts = isBeingAmended(walk) ? walk.inspection.lines.find((one) => one.position === position) : undefined;
  return { counts: facts ?? { missing: 0, dirty: 0 }, groups: facts?.groups ?? [] };
}

function readException(check: Check, given: ExceptionAnswer, index: number, lines: readonly AnsweredLine[]): AnswerException | null {
  const path: Path = ["answer", "exceptions", index];
  const line = lineMeant(check, given, path);
  if (line === null) return null;
  if ((given.group === null) === (given.of === null)) return report(check, path, "answer-of-what");
  const { counts, groups } = answeredNow(check, lines, line.position);
  const group = given.group === null ? null : (groups[given.group - 1] ?? null);
  const there = given.of === null ? (group?.count ?? 0) : counts[given.of];
  if (there === 0) return report(check, path, "nothing-there", { line: line.position });
  if (given.count !== null && given.count > there) return report(check, [...path, "count"], "more-than-there", { there });
  const { count, stance, words } = given;
  return { position: line.position, group: group?.id ?? null, subject: given.of ?? "group", count, stance, words };
}

function readAnswer(check: Check, file: AnswersFile, lines: readonly AnsweredLine[]): CustomerAnswer | null {
  if (file.answer === null) return null;
  const exceptions = file.answer.exceptions.flatMap((given, index) => readException(check, given, index, lines) ?? []);
  return { all: file.answer.all, words: file.answer.words, exceptions };
}

/** A return ends with the customer's answer; who was not there, or left, acknowledges nothing. */
function readAcknowledgement(check: Check, file: AnswersFile): Answers["acknowledgement"] {
  const given = file.acknowledgement;
  if (given !== null) return given;
  if (check.walk.header.kind === "handover") return null;
  const asked = !isBeingAmended(check.walk);
  if (file.answer === null && !asked) return null;
  if (file.answer === null) return report(check, [], "answer-missing");
  if (file.answer.all === "notPresent" || file.answer.all === "left") return { kind: "notPresent" };
  return asked ? report(check, ["answer"], "acknowledgement-missing") : null;
}

/**
 * Reads a file of answers (YAML or JSON) for a walk; for one that is being amended it may be partial, and what it does not name stays.
 * Everything it says is checked against the contract, what is out, and the terms;
 * problems come in the order of the file.
 * @param language whose abbreviations `say` understands
 */
export function parseAnswers(text: string, walk: Walk, language: StaffLanguage): Result<Answers> {
  const { value, places, problems: unread } = readDocument(text);
  if (value === null) return failed(unread);
  const decoded = decode(answersFileSchema(walk.contract.zone), value, places);
  const file = decoded.value;
  if (file === null) return failed(inOrder([...unread, ...decoded.problems]));
  const check: Check = { walk, language, places, problems: [...unread] };
  const { lines, spared } = readLines(check, file);
  const answers: Answers = {
    cameBackAt: file.cameBackAt,
    walkedAt: file.walkedAt,
    lines,
    spared,
    rest: readRest(check, file, lines),
    answer: readAnswer(check, file, lines),
    acknowledgement: readAcknowledgement(check, file),
  };
  return check.problems.length > 0 ? failed(inOrder(check.problems)) : ok(answers);
}
