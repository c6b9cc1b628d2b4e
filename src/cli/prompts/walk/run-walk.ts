/** The walk itself: asks the next open question until none is left, and lets the clerk look back at any line. */

import { isBeingAmended, lineQuestion, nextQuestion, type Question } from "../../../inspection/open-questions.ts";
import { UserError } from "../../../kernel/errors.ts";
import { errorText } from "../../output/tell.ts";
import { askAcknowledgement } from "./ask-acknowledgement.ts";
import { askAnswer } from "./ask-answer.ts";
import { askCounts } from "./ask-counts.ts";
import { askFinding, askGroups } from "./ask-groups.ts";
import { askSigned } from "./ask-signed.ts";
import { askTally } from "./ask-tally.ts";
import { freeLines, onLine, waitBeside } from "./beside.ts";
import { askCard } from "./finding-card.ts";
import { BACK, DONE, type Move, NEXT } from "./move.ts";
import { readBack } from "./read-back.ts";
import { reviewLines } from "./review-lines.ts";
import type { Scene } from "./scene.ts";
import { TakesBack, takeBack } from "./take-back.ts";
import { walkedLines } from "./walk-texts.ts";

function ask(scene: Scene, question: Question): Promise<Move> {
  switch (question.kind) {
    case "counts":
      return askCounts(scene, question.position);
    case "tally":
      return askTally(scene, question.position, question.cameBack);
    case "groups":
      return askGroups(scene, question.position, question.damaged, question.grouped);
    case "finding":
      return askFinding(scene, question.position, question.group);
    case "detail":
      return askCard(scene, question.position, question.finding);
    case "answer":
      return askAnswer(scene, question.exceptions);
    case "acknowledgement":
      return askClosing(scene);
    case "finish":
      return askFinish(scene);
  }
}

/** Going back from the read-back leads to the customer's answer, and from there to the lines. */
async function askClosing(scene: Scene): Promise<Move> {
  const move = await askAcknowledgement(scene);
  return move.kind === "back" ? askAnswer(scene, false) : move;
}

/** The line to look at after going back: the one before, or the line whose details were asked. */
function lineBefore(scene: Scene, visiting: number | null, question: Question): number | null {
  const lines = walkedLines(scene.book.walk);
  if (visiting === null && "position" in question && question.kind !== "counts") return question.position;
  const from = visiting ?? ("position" in question ? question.position : null);
  const index = from === null ? lines.length : lines.indexOf(from);
  if (index > 0) return lines[index - 1] as number;
  scene.news = scene.t("inspect.walk.firstLine");
  return visiting;
}

/** A hand-over has no answer to wait for: it is read back, signed where somebody likes to, and finished. */
async function askFinish(scene: Scene): Promise<Move> {
  const { walk } = scene.book;
  if (isBeingAmended(walk)) return reviewLines(scene);
  return walk.header.kind === "return" || (await readBack(scene, () => askSigned(scene))) ? DONE : BACK;
}

/** What the book refuses, perhaps because somebody else walks too, is told, and the walk goes on from what is stored. */
async function answered(scene: Scene, asking: () => Promise<Move>): Promise<Move> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof TakesBack) return answered(scene, () => takeBack(scene));
    if (!(error instanceof UserError)) throw error;
    await scene.book.refresh();
    scene.news = errorText(scene.t, error);
    return NEXT;
  }
}

/** Where the clerk is, beside what is open. */
class Way {
  readonly #scene: Scene;
  /** The line looked at, whether it is answered or not. */
  visiting: number | null = null;
  /** The line that was answered last: what that leaves open of it is asked before any other line. */
  #staying: number | null = null;
  #waiting: readonly number[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** The open question that comes next. */
  question(): Question {
    const { walk } = this.#scene.book;
    const stays = this.#staying === null ? null : lineQuestion(walk, this.#staying);
    if (stays !== null && stays.kind !== "counts") return stays;
    this.#staying = null;
    if (this.visiting === null && this.#waiting.length > 0) {
      this.visiting = this.#waiting[0] as number;
      this.#waiting = this.#waiting.slice(1);
    }
    const free = this.#scene.seat.others.length === 0 ? undefined : freeLines(this.#scene)?.[0];
    return (free === undefined ? null : lineQuestion(walk, free)) ?? nextQuestion(walk);
  }

  /** To the question of a line that an answer was taken back of. */
  #return(position: number | null): void {
    const open = position === null ? null : lineQuestion(this.#scene.book.walk, position);
    const asked = open !== null && open.kind !== "counts";
    this.#staying = asked ? position : null;
    this.visiting = asked ? null : position;
  }

  follow(move: Exclude<Move, { kind: "done" }>, question: Question): void {
    if (move.kind === "back") {
      this.#waiting = [];
      this.visiting = lineBefore(this.#scene, this.visiting, question);
      return;
    }
    if (move.kind === "again") {
      this.#return(move.position);
      return;
    }
    this.#staying = move.kind === "next" ? (this.visiting ?? ("position" in question ? question.position : null)) : null;
    this.visiting = move.kind === "goTo" ? move.position : null;
    if (move.kind === "walk") this.#waiting = move.positions;
  }
}

/** A line somebody else is on is never asked here as well: another one is, or one waits. */
async function isSomebodyElses(scene: Scene, way: Way, position: number): Promise<boolean> {
  const other = await scene.seat.goTo(position);
  if (other === null) return false;
  if (way.visiting !== null) scene.news = onLine(scene, other);
  way.visiting = null;
  if (freeLines(scene) === null) await waitBeside(scene);
  return true;
}

/** Resolves when nothing is open any more. Everything answered is recorded before the next question is shown. */
export async function runWalk(scene: Scene): Promise<void> {
  const way = new Way(scene);
  for (;;) {
    if (scene.seat.hadCompany) await scene.book.refresh();
    if (scene.book.walk.header.finishedAt !== null) return;
    const question = way.question();
    const { visiting } = way;
    if (await isSomebodyElses(scene, way, visiting ?? ("position" in question ? question.position : 0))) continue;
    const position = visiting ?? ("position" in question ? question.position : null);
    const finding = visiting === null && question.kind === "detail" ? question.finding : null;
    if (position !== null) scene.phone.follow({ position, finding });
    const move = await answered(scene, () => (visiting !== null ? askCounts(scene, visiting) : ask(scene, question)));
    if (move.kind === "done") return;
    way.follow(move, question);
  }
}
