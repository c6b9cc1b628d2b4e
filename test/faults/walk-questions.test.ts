/** `kill -9` at every question of a walk and while photos come: an answer stands once or not at all, and once the next question was shown it stands. */
import { expect, test } from "vitest";
import { type Killed, questionDesk, type Standing } from "../support/kill-at-questions.ts";
import type { WalkQuestion } from "../support/walk-questions/walk-question.ts";
import { WALK_QUESTIONS } from "../support/walk-questions.ts";

/** With the random moments of `walk.test.ts` three hundred. */
const KILLS = 260;
const PATIENCE = 1_800_000;
/** Programs that run side by side at the same desk. */
const AT_ONCE = 3;

const [most, extra] = [Math.floor(KILLS / WALK_QUESTIONS.length), KILLS % WALK_QUESTIONS.length];
const rounds = (index: number): number => most + (index < extra ? 1 : 0);
const numberOf = (index: number, round: number): string => `${index + 1}-${round}`;

/** Where a kill may have come between: after each whole answer. */
function wholeStates(whole: Standing, from: number, together: boolean): readonly Standing[] {
  if (together) return [whole.slice(0, from), whole];
  const ends = whole.flatMap(({ step }, index) => (index >= from && step !== null && whole[index + 1]?.step === step ? [] : [index + 1]));
  return [from, ...ends.filter((end) => end > from)].map((end) => whole.slice(0, end));
}

const texts = (standing: Standing): readonly string[] => standing.map(({ what, told }) => `${what} ${told}`);

/** The first is left to come to its next question; the others are killed before, most of them soon after the key press. */
async function tryOut(
  index: number,
  question: WalkQuestion,
  kill: (round: number, wait: number | null) => Promise<Killed>,
): Promise<number> {
  const whole = await kill(0, null);
  const stored = whole.after.slice(whole.before.length);
  expect([question.name, ...stored.map(({ what }) => what)]).toEqual([question.name, ...question.stores]);
  expect(texts(whole.after.slice(0, whole.before.length))).toEqual(texts(whole.before));
  const allowed = wholeStates(whole.after, whole.before.length, question.together === true).map((state) => JSON.stringify(texts(state)));
  let early = 0;
  for (let round = 1; round < rounds(index); round += 1) {
    const share = (round - 1 + Math.random()) / (rounds(index) - 1);
    const { after, shown } = await kill(round, share ** 3 * (whole.took as number));
    const stands = JSON.stringify(texts(after));
    if (shown) expect([question.name, stands]).toEqual([question.name, allowed.at(-1)]);
    else expect(allowed, question.name).toContain(stands);
    if (!shown) early += 1;
  }
  return early;
}

test(
  `${KILLS} times`,
  async () => {
    const numbers = WALK_QUESTIONS.flatMap((_, index) => Array.from({ length: rounds(index) }, (_one, round) => numberOf(index, round)));
    const { desk, killed } = await questionDesk(numbers);
    const queue = WALK_QUESTIONS.map((question, index) => [index, question] as const);
    let early = 0;
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, question] = next;
        early += await tryOut(index, question, (round, wait) => killed(question, numberOf(index, round), wait));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const { journal } = await (await desk.store()).read((repositories) =>
      repositories.journal.check().then((checked) => ({ journal: checked })),
    );
    expect(journal.faults).toEqual([]);
    process.stderr.write(`${KILLS} kills at ${WALK_QUESTIONS.length} questions, ${early} of them before the next one was shown\n`);
    expect(early).toBeGreaterThan(KILLS / 10);
  },
  PATIENCE,
);
