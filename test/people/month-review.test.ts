/** What counts as kept, what as missed, and which case was handled best. */
import { expect, test } from "vitest";
import { type Day, type Instant, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import type { CaseEvent, CaseWithSteps } from "../../src/people/case.ts";
import { answersKept, bestOf, countedBy, givenByReason, lessonsOf, promisesKept } from "../../src/people/month-review.ts";
import type { GivenPromise } from "../../src/people/promise.ts";

const JUNE = { from: "2026-06-01" as Day, to: "2026-06-30" as Day };
const TODAY = "2026-07-01" as Day;
const ZONE = "Europe/Helsinki";
const at = (day: string, time = "09:00"): Instant => instant(`2026-06-${day}T${time}:00Z`);

interface Story {
  readonly opened: string;
  readonly answerBy: string;
  readonly replied?: string;
  readonly closed?: string;
  readonly changed?: "product" | "nothing";
  readonly learnt?: string;
}

function caseOf(id: number, { opened, answerBy, replied, closed, changed = "nothing", learnt }: Story): CaseWithSteps {
  const step = (day: string, event: CaseEvent, words = {}) => ({ id: Number(day), at: at(day), by: "mira", event, words, files: [] });
  const name = changed === "nothing" ? null : "Dinner plate";
  return {
    id,
    openedAt: at(opened),
    openedBy: "mira",
    channel: "desk",
    about: { contract: null, inspection: null, document: null, line: null },
    language: "fi",
    link: null,
    answerBy: `2026-06-${answerBy}` as Day,
    owner: "mira",
    due: null,
    closedAt: closed ? at(closed) : null,
    steps: [
      step(opened, { kind: "opened" }),
      ...(replied ? [step(replied, { kind: "replied", way: "told", sure: true })] : []),
      ...(closed ? [step(closed, { kind: "closed", lesson: { changed, name } }, learnt ? { learnt } : {})] : []),
    ],
  };
}

const CASES = [
  caseOf(1, { opened: "01", answerBy: "02", replied: "02", closed: "03" }),
  caseOf(2, { opened: "03", answerBy: "04", replied: "05", closed: "06", changed: "product", learnt: "Late, and learnt." }),
  caseOf(3, { opened: "08", answerBy: "09", replied: "09", closed: "10", changed: "product", learnt: "A photo at the hand-over." }),
  // Closed without an answer: an anonymous post, say.
  caseOf(4, { opened: "11", answerBy: "12", closed: "12" }),
  caseOf(5, { opened: "15", answerBy: "16" }),
  // Its day is still to come.
  caseOf(6, { opened: "29", answerBy: "30" }),
];

test("an answer is in time by the end of its day; one whose day is still to come counts neither way", () => {
  expect(answersKept(CASES, JUNE, "2026-06-30" as Day, ZONE)).toEqual({
    kept: 3,
    missed: [
      { case: "A-2", due: "2026-06-04" },
      { case: "A-5", due: "2026-06-16" },
    ],
  });
  expect(answersKept(CASES, { from: "2026-07-01" as Day, to: "2026-07-31" as Day }, TODAY, ZONE)).toEqual({ kept: 0, missed: [] });
});

test("each case that was closed in the month says what it taught", () => {
  expect(lessonsOf(CASES, JUNE, ZONE).map(({ case: of, lesson, learnt }) => [of, lesson.changed, learnt])).toEqual([
    ["A-1", "nothing", null],
    ["A-2", "product", "Late, and learnt."],
    ["A-3", "product", "A photo at the hand-over."],
    ["A-4", "nothing", null],
  ]);
  // A case that was closed before steps were kept teaches nothing that we know of.
  expect(lessonsOf([{ ...(CASES[0] as CaseWithSteps), steps: [] }], JUNE, ZONE)).toEqual([]);
});

test("handled best is what was answered in time and changed something, then the quickest; none where none was in time", () => {
  expect(bestOf(CASES, JUNE, ZONE)).toEqual({ case: "A-3", owner: "mira", minutes: 24 * 60, learnt: "A photo at the hand-over." });
  expect(
    bestOf([CASES[0] as CaseWithSteps, caseOf(7, { opened: "02", answerBy: "02", replied: "02", closed: "02" })], JUNE, ZONE),
  ).toMatchObject({
    case: "A-7",
    minutes: 0,
  });
  expect(bestOf([CASES[1] as CaseWithSteps, CASES[4] as CaseWithSteps], JUNE, ZONE)).toBeNull();
});

const promise = (id: number, due: string, over: Partial<GivenPromise> = {}): GivenPromise => ({
  id,
  at: at("01"),
  by: "mira",
  remedy: "part",
  case: null,
  contract: null,
  billing: null,
  amount: null,
  due: `2026-06-${due}` as Day,
  owner: "mira",
  outcome: null,
  endedAt: null,
  steps: [],
  ...over,
});

test("a promise is missed when somebody says so, or its day is over; what customers promised to pay is theirs", () => {
  const given = [
    promise(1, "02", { outcome: "kept", endedAt: at("02") }),
    promise(2, "03", {
      outcome: "missed",
      endedAt: at("03"),
      steps: [{ at: at("01"), by: "mira", event: { kind: "made" }, words: "Two screws" }],
    }),
    promise(3, "04"),
    promise(4, "30"),
    promise(5, "05", { remedy: "instalment", billing: 1, amount: cents(1_000) }),
  ];
  expect(promisesKept(given, JUNE, "2026-06-30" as Day)).toEqual({
    kept: 1,
    missed: [
      { promise: "S-2", remedy: "part", due: "2026-06-03", words: "Two screws" },
      { promise: "S-3", remedy: "part", due: "2026-06-04", words: null },
    ],
  });
});

test("clauses by how often, concessions by how much", () => {
  expect(countedBy(["5.10", "5.3", "5.3", "5.2"])).toEqual([
    { clause: "5.3", count: 2 },
    { clause: "5.2", count: 1 },
    { clause: "5.10", count: 1 },
  ]);
  expect(
    givenByReason([
      { reason: "ourDelay", amount: cents(500) },
      { reason: "goodCustomer", amount: cents(400) },
      { reason: "goodCustomer", amount: cents(300) },
    ]),
  ).toEqual([
    { reason: "goodCustomer", count: 2, given: cents(700) },
    { reason: "ourDelay", count: 1, given: cents(500) },
  ]);
});
