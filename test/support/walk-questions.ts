/**
 * Every question of a walk with an answer to it: `kill -9` is tried at each. A question that stands in no row fails
 * `test/cli/walk-questions.test.ts`.
 */
import { AROUND } from "./walk-questions/around.ts";
import { CARDS } from "./walk-questions/cards.ts";
import { CLOSING } from "./walk-questions/closing.ts";
import { LINES } from "./walk-questions/lines.ts";
import type { WalkQuestion } from "./walk-questions/walk-question.ts";

export const WALK_QUESTIONS: readonly WalkQuestion[] = [...LINES, ...CARDS, ...CLOSING, ...AROUND];

/** Questions at which nothing is answered that could be lost, and why no program is killed there. */
export const WITHOUT_A_KILL: Readonly<Record<string, string>> = {
  "beside waitBeside": "nobody answers here: another clerk's answer ends it",
  "open-phone chooseAddress": "asked only where the machine is in two networks, and stores nothing",
  "amend-late seenFrom": "asked before anything is stored, as the questions after it",
};
