/** One typed line -> the counts and groups of a contract line: `3 cracked, 2 missing`; whatever is not named is in order. */
import type { FindingType, Severity } from "../contract/terms.ts";
import { failed, ok, type Problem, type Result } from "../kernel/result.ts";
import { LONGEST_TEXT, plain, type StaffLanguage } from "../kernel/text.ts";
import { checkCounts, checkNumber } from "./check-counts.ts";
import type { InspectionKind, LineCounts } from "./inspection.ts";
import { type Clause, entryProblem, type Item, isFinding, readItems } from "./quick-entry-items.ts";
import { readTokens } from "./quick-entry-tokens.ts";
import type { Subject } from "./quick-entry-words.ts";

/** A finding as far as a quick entry tells it. */
export interface FindingDraft {
  readonly type: FindingType;
  readonly severity: Severity | null;
  readonly sizeMm: number | null;
  /** Marks on each unit; null where nothing was said. */
  readonly marks: number | null;
  readonly part: string | null;
}

export interface QuickGroup {
  readonly count: number;
  readonly findings: readonly FindingDraft[];
}

export interface QuickEntry {
  readonly counts: LineCounts;
  readonly groups: readonly QuickGroup[];
}

export interface QuickEntrySetting {
  /** Units out before this load. */
  readonly out: number;
  /** Whose abbreviations and typos are understood; whole words of either language always are. */
  readonly language: StaffLanguage;
  /** Units earlier loads declared missing; 0 unless the line has some. */
  readonly missingBefore?: number;
  /** Names of the parts a unit has. */
  readonly parts?: readonly string[];
  /** What the goods are called; nothing unless known. */
  readonly name?: string;
  readonly kind?: InspectionKind;
}

type Tally = "ok" | "missing" | "stillOut" | "dirty" | "found";

/** What the items add up to; a tally is null where nothing was said of it. */
interface Said {
  readonly tallies: Record<Tally, number | null>;
  readonly groups: QuickGroup[];
  readonly missingParts: Record<string, number>;
  readonly problems: Problem[];
}

const isTally = (subject: Subject): subject is Tally => !isFinding(subject);

/** A count nobody typed: one where only one is out, everything for `ok`. */
function impliedCount(item: Item, setting: QuickEntrySetting): number | null {
  if (item.clauses.some((clause) => clause.subject === "ok")) return null;
  return setting.out === 1 ? 1 : null;
}

/** "All in order but two missing": what is named beside it is not in order. */
const isAllInOrder = ({ count, clauses }: Item): boolean => count === "all" && clauses.every(({ subject }) => subject === "ok");

/** How many units an item speaks of; `rest` is what the other items leave. */
function countOf(item: Item, others: number, setting: QuickEntrySetting): number | null {
  if (isAllInOrder(item)) return Math.max(0, setting.out - others);
  if (item.count === "all") return setting.out;
  if (item.count === "rest") return Math.max(0, setting.out - others);
  return item.count ?? impliedCount(item, setting);
}

function addTally(said: Said, subject: Tally, count: number, text: string): void {
  if (said.tallies[subject] !== null) said.problems.push(entryProblem("said-twice", text));
  said.tallies[subject] = count;
}

function addMissingPart(said: Said, part: string, count: number, text: string): void {
  if (said.missingParts[part] !== undefined) said.problems.push(entryProblem("said-twice", text));
  said.missingParts[part] = count;
}

const draftOf = (clause: Clause, type: FindingType): FindingDraft => ({
  type,
  severity: clause.severity,
  sizeMm: clause.sizeMm,
  marks: clause.marks,
  part: clause.part,
});

const describes = (clause: Clause): boolean => clause.severity !== null || clause.sizeMm !== null || clause.marks !== null;

/** What is wrong with one item; units cannot be missing and cracked at once. */
function itemProblem(item: Item): Problem | null {
  const { clauses, text } = item;
  const wrong = typeof item.count === "number" ? checkNumber(text, item.count) : null;
  if (wrong !== null) return wrong;
  if (clauses.some((clause) => clause.subject === null)) return entryProblem("of-what", text);
  if (clauses.some((clause) => clause.subject !== null && !isFinding(clause.subject) && describes(clause))) {
    return entryProblem("describes-nothing", text);
  }
  const wholes = clauses.filter(
    (clause) => clause.part === null && clause.subject !== null && isTally(clause.subject) && clause.subject !== "dirty",
  );
  if (wholes.length > 0 && clauses.length > 1) return entryProblem("conflict", text);
  return null;
}

function addItem(said: Said, item: Item, count: number): void {
  const findings: FindingDraft[] = [];
  for (const clause of item.clauses) {
    const subject = clause.subject as Subject;
    if (isFinding(subject)) findings.push(draftOf(clause, subject));
    else if (clause.part !== null && subject === "missing") addMissingPart(said, clause.part, count, item.text);
    else if (clause.part !== null) said.problems.push(entryProblem("part", item.text));
    else addTally(said, subject, count, item.text);
  }
  if (findings.length > 0 && count > 0) said.groups.push({ count, findings });
}

/** Units the counted items take of what is out; dirty ones, found ones and parts stand apart. */
function unitsTaken(items: readonly Item[], setting: QuickEntrySetting): number {
  return items.reduce((taken, item) => {
    const stands = item.clauses.every((clause) => clause.part !== null && clause.subject === "missing");
    const apart = stands || item.clauses.every((clause) => clause.subject === "dirty" || clause.subject === "found");
    return typeof item.count === "string" || apart ? taken : taken + (countOf(item, 0, setting) ?? 0);
  }, 0);
}

function addAll(items: readonly Item[], setting: QuickEntrySetting): Said {
  const said: Said = {
    tallies: { ok: null, missing: null, stillOut: null, dirty: null, found: null },
    groups: [],
    missingParts: {},
    problems: [],
  };
  const taken = unitsTaken(items, setting);
  for (const item of items) {
    const count = countOf(item, taken, setting);
    const wrong = itemProblem(item);
    if (wrong !== null) said.problems.push(wrong);
    else if (count !== null) addItem(said, item, count);
    else if (item.clauses.some((clause) => clause.subject !== "ok")) {
      said.problems.push(entryProblem("how-many", item.text));
    }
  }
  return said;
}

function countsOf(said: Said, out: number): LineCounts {
  const { ok: inOrder, missing, stillOut, dirty, found } = said.tallies;
  const damaged = said.groups.reduce((sum, group) => sum + group.count, 0);
  const rest = out + (found ?? 0) - damaged - (missing ?? 0) - (stillOut ?? 0);
  return {
    ok: inOrder ?? Math.max(0, rest),
    damaged,
    missing: missing ?? 0,
    stillOut: stillOut ?? 0,
    found: found ?? 0,
    dirty: dirty ?? 0,
    cleaningHours: null,
    missingParts: said.missingParts,
  };
}

/**
 * Reads a quick entry in the words of `quick-entry-words.ts`: items of a count and a subject (`3 cracked`, `4 vielä vuokralla`),
 * joined subjects (`3 cracked and scratched`), severity, size and marks (`2 severe scratches 20mm`), `all …`, `the rest …`, `ok`.
 * What is not named is in order. Every piece that is not understood is a problem of its own; ambiguous words are refused with what
 * they could mean, never guessed; counts must be possible (see `checkCounts`).
 */
export function parseQuickEntry(text: string, setting: QuickEntrySetting): Result<QuickEntry, Problem> {
  if (text.length > LONGEST_TEXT) {
    return failed([entryProblem("entry-too-long", "", { most: LONGEST_TEXT })]);
  }
  const tokens = readTokens(plain(text, { lines: true }), setting.language, setting.parts ?? [], setting.name ?? "");
  const { items, problems } = readItems(tokens, setting.language);
  if (problems.length > 0) return failed(problems);
  if (items.length === 0) return failed([entryProblem("nothing-typed", "")]);
  const said = addAll(items, setting);
  if (said.problems.length > 0) return failed(said.problems);
  const { out, missingBefore = 0, parts = [], kind = "return" } = setting;
  const counts = countsOf(said, out);
  const wrong = checkCounts(counts, { kind, out, missingBefore, parts });
  return wrong.length > 0 ? failed(wrong) : ok({ counts, groups: said.groups });
}
