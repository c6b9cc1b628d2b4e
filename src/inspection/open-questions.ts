/** What a walk has not answered yet. A walk resumes with `nextQuestion` over its stored entries. */
import type { FindingDetail } from "./entries.ts";
import type { Walk } from "./fold.ts";
import type { Group, LineFacts } from "./inspection.ts";
import { unitsAt } from "./out-before.ts";

export type Question =
  /** How many came back in order, damaged, missing; and what is still out. */
  | { readonly kind: "counts"; readonly position: number; readonly out: number; readonly missingBefore: number }
  /** How many the clerk counted; blank is "not counted". */
  | { readonly kind: "tally"; readonly position: number; readonly cameBack: number }
  /** How the damaged units fall into groups; `grouped` is what the groups so far hold. */
  | { readonly kind: "groups"; readonly position: number; readonly damaged: number; readonly grouped: number }
  /** What is wrong with the units of a group. */
  | { readonly kind: "finding"; readonly position: number; readonly group: Group }
  | {
      readonly kind: "detail";
      readonly position: number;
      readonly group: Group;
      readonly finding: string;
      readonly detail: FindingDetail;
    }
  /** What the customer says; `exceptions` when only those are still open. */
  | { readonly kind: "answer"; readonly exceptions: boolean }
  | { readonly kind: "acknowledgement" }
  /** Nothing is open: the walk can be finished. */
  | { readonly kind: "finish" };

const unitsIn = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.count, 0);

function groupQuestion(walk: Walk, position: number, group: Group): Question | null {
  if (group.findings.length === 0) return { kind: "finding", position, group };
  for (const finding of group.findings) {
    const [detail] = walk.openDetails.get(finding.id) ?? [];
    if (detail !== undefined) return { kind: "detail", position, group, finding: finding.id, detail };
  }
  return null;
}

/** Whether a line asks for the counted number: more came back than the line's limit. */
export function asksForTally(walk: Walk, facts: LineFacts): boolean {
  const limit = walk.contract.lines.find((line) => line.position === facts.position)?.countLimit ?? null;
  return limit !== null && facts.ok + facts.damaged > limit;
}

function questionsAfterCounts(walk: Walk, facts: LineFacts): Question | null {
  const { position, damaged, groups } = facts;
  if (asksForTally(walk, facts) && walk.progress.get(position)?.tallied !== true) {
    return { kind: "tally", position, cameBack: facts.ok + facts.damaged };
  }
  const grouped = unitsIn(groups);
  if (grouped !== damaged) return { kind: "groups", position, damaged, grouped };
  for (const group of groups) {
    const question = groupQuestion(walk, position, group);
    if (question !== null) return question;
  }
  return null;
}

/** The first open question of a line; null when it is answered in full. */
export function lineQuestion(walk: Walk, position: number): Question | null {
  const facts = walk.inspection.lines.find((line) => line.position === position);
  if (walk.progress.get(position)?.counted !== true) {
    return { kind: "counts", position, out: unitsAt(walk.out, position), missingBefore: unitsAt(walk.missingBefore, position) };
  }
  return facts === undefined ? null : questionsAfterCounts(walk, facts);
}

/** A walk is a value: what is open in it is found once, however often a screen asks while somebody types. */
const OPEN_LINES = new WeakMap<Walk, readonly number[]>();

/** Positions of lines with an open question, in the order they are asked: the contract's, with the skipped ones last. */
export function openLines(walk: Walk): readonly number[] {
  const known = OPEN_LINES.get(walk) ?? findOpenLines(walk);
  OPEN_LINES.set(walk, known);
  return known;
}

function findOpenLines(walk: Walk): readonly number[] {
  const open = walk.contract.lines.map((line) => line.position).filter((position) => lineQuestion(walk, position) !== null);
  const isSkipped = (position: number): boolean => walk.progress.get(position)?.skipped === true;
  return [...open.filter((position) => !isSkipped(position)), ...open.filter(isSkipped)];
}

/** Lines whose counts nobody answered yet: what "everything else is in order" speaks of. */
export const uncountedLines = (walk: Walk): readonly number[] =>
  walk.contract.lines.map((line) => line.position).filter((position) => walk.progress.get(position)?.counted !== true);

/** At a hand-over nobody has anything to agree to or to sign for yet; a return ends with the customer's answer and acknowledgement. */
function closingQuestion(walk: Walk): Question {
  const { kind, answer, acknowledgement } = walk.inspection;
  if (kind === "handover") return { kind: "finish" };
  if (answer === null || walk.answerOpen) return { kind: "answer", exceptions: answer !== null };
  return acknowledgement === null ? { kind: "acknowledgement" } : { kind: "finish" };
}

/** Whether the walk was finished before and is being corrected. */
export const isBeingAmended = ({ inspection }: Walk): boolean => inspection.finishedAt === null && inspection.amendments.length > 0;

/** The one question to ask now. */
export function nextQuestion(walk: Walk): Question {
  const [position] = openLines(walk);
  const question = position === undefined ? null : lineQuestion(walk, position);
  return question ?? closingQuestion(walk);
}

/** The first open question of every line, then the closing one; empty when the walk can be finished. */
export function openQuestions(walk: Walk): readonly Question[] {
  const closing = closingQuestion(walk);
  const open = openLines(walk).map((position) => lineQuestion(walk, position) as Question);
  return closing.kind === "finish" ? open : [...open, closing];
}
