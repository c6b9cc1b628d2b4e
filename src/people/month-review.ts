/** A month at the desk on one page, for the coffee table: facts of what was promised, learnt, disputed, given and thanked for; no names of customers. */
import type { ConcessionReason } from "../assessment/concession.ts";
import { type Day, dayOf, minutesBetween } from "../kernel/dates.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { type CaseStep, type CaseWithSteps, caseName, type Lesson } from "./case.ts";
import { type GivenPromise, promisedWords, promiseName, type Remedy } from "./promise.ts";

export interface MonthSpan {
  readonly from: Day;
  readonly to: Day;
}

/** How many were kept, and each that was not. */
export interface Kept<Missed> {
  readonly kept: number;
  readonly missed: readonly Missed[];
}

export interface MissedPromise {
  readonly promise: string;
  readonly remedy: Remedy;
  readonly due: Day;
  /** What was promised; null where nothing was said, or it was forgotten. */
  readonly words: string | null;
}

export interface Taught {
  readonly case: string;
  readonly lesson: Lesson;
  readonly learnt: string | null;
}

export interface BestCase {
  readonly case: string;
  /** Staff id of its owner. */
  readonly owner: string;
  /** From its opening to the first answer. */
  readonly minutes: number;
  readonly learnt: string | null;
}

export interface GivenFor {
  readonly reason: ConcessionReason;
  readonly count: number;
  readonly given: Cents;
}

export interface MonthReview {
  readonly month: string;
  /** Answers that were owed by a day of the month. */
  readonly answers: Kept<{ readonly case: string; readonly due: Day }>;
  readonly promises: Kept<MissedPromise>;
  /** Cases closed in the month, each with what it taught. */
  readonly taught: readonly Taught[];
  readonly best: BestCase | null;
  /** Clauses under which charges were seen differently, most often first. */
  readonly disputed: readonly { readonly clause: string; readonly count: number }[];
  /** Largest sum first. */
  readonly concessions: readonly GivenFor[];
  /** Returns billed in the month, and how many of them had nothing to charge. */
  readonly returns: { readonly count: number; readonly clean: number };
  /** What customers said with thanks; empty words where they were forgotten. */
  readonly thanks: { readonly count: number; readonly said: readonly string[] };
}

const within = ({ from, to }: MonthSpan, day: Day): boolean => from <= day && day <= to;
const stepOf = ({ steps }: CaseWithSteps, kind: CaseStep["event"]["kind"]): CaseStep | null =>
  steps.find(({ event }) => event.kind === kind) ?? null;

/** Answered by the day that was promised when the case was opened; one whose day is still to come counts neither way. */
export function answersKept(cases: readonly CaseWithSteps[], span: MonthSpan, today: Day, zone: string): MonthReview["answers"] {
  const owed = cases.filter(({ answerBy }) => within(span, answerBy));
  const inTime = (one: CaseWithSteps): boolean => {
    const answer = stepOf(one, "replied") ?? stepOf(one, "closed");
    return answer !== null && dayOf(answer.at, zone) <= one.answerBy;
  };
  const kept = owed.filter(inTime);
  const missed = owed.filter((one) => !inTime(one) && one.answerBy < today);
  return { kept: kept.length, missed: missed.map(({ id, answerBy: due }) => ({ case: caseName(id), due })) };
}

/** Promises whose day was in the month. What is open and overdue was not kept. What customers promised to pay is theirs and not counted. */
export function promisesKept(promises: readonly GivenPromise[], span: MonthSpan, today: Day): MonthReview["promises"] {
  const ours = promises.filter(({ remedy, due }) => remedy !== "instalment" && within(span, due));
  const missed = ours.filter(({ outcome, due }) => outcome === "missed" || (outcome === null && due < today));
  return {
    kept: ours.filter(({ outcome }) => outcome === "kept").length,
    missed: missed.map((one) => ({ promise: promiseName(one.id), remedy: one.remedy, due: one.due, words: promisedWords(one) })),
  };
}

const closedIn = (cases: readonly CaseWithSteps[], span: MonthSpan, zone: string): readonly CaseWithSteps[] =>
  cases.filter(({ closedAt }) => closedAt !== null && within(span, dayOf(closedAt, zone)));

export const lessonsOf = (cases: readonly CaseWithSteps[], span: MonthSpan, zone: string): readonly Taught[] =>
  closedIn(cases, span, zone).flatMap((one): Taught[] => {
    const closed = stepOf(one, "closed");
    if (closed?.event.kind !== "closed") return [];
    return [{ case: caseName(one.id), lesson: closed.event.lesson, learnt: closed.words.learnt ?? null }];
  });

interface Handled extends BestCase {
  readonly changed: boolean;
}

function handled(one: CaseWithSteps, zone: string): readonly Handled[] {
  const [answer, closed] = [stepOf(one, "replied"), stepOf(one, "closed")];
  if (answer === null || closed?.event.kind !== "closed" || dayOf(answer.at, zone) > one.answerBy) return [];
  const minutes = minutesBetween(one.openedAt, answer.at);
  return [
    {
      case: caseName(one.id),
      owner: one.owner,
      minutes,
      learnt: closed.words.learnt ?? null,
      changed: closed.event.lesson.changed !== "nothing",
    },
  ];
}

/** Of the cases closed in the month that were answered in time: one that changed something before one that did not, then the quickest answer. */
export function bestOf(cases: readonly CaseWithSteps[], span: MonthSpan, zone: string): BestCase | null {
  const all = closedIn(cases, span, zone).flatMap((one) => handled(one, zone));
  const [best] = all.toSorted((a, b) => Number(b.changed) - Number(a.changed) || a.minutes - b.minutes);
  if (best === undefined) return null;
  const { changed: _, ...rest } = best;
  return rest;
}

/** How often each stands there, most often first, then by name. */
export function countedBy(clauses: readonly string[]): MonthReview["disputed"] {
  const names = [...new Set(clauses)];
  return names
    .map((clause) => ({ clause, count: clauses.filter((one) => one === clause).length }))
    .toSorted((a, b) => b.count - a.count || a.clause.localeCompare(b.clause, "en", { numeric: true }));
}

export function givenByReason(given: readonly { readonly reason: ConcessionReason; readonly amount: Cents }[]): readonly GivenFor[] {
  const reasons = [...new Set(given.map(({ reason }) => reason))];
  return reasons
    .map((reason) => {
      const of = given.filter((one) => one.reason === reason).map(({ amount }) => amount);
      return { reason, count: of.length, given: sum(of) };
    })
    .toSorted((a, b) => b.given - a.given);
}
