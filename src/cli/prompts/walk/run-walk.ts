/** The walk itself: asks the next open question until none is left, and lets the clerk look back at any line. */

import { isBeingAmended, nextQuestion, type Question } from "../../../inspection/open-questions.ts";
import { UserError } from "../../../kernel/errors.ts";
import { errorText } from "../../output/tell.ts";
import { askAcknowledgement } from "./ask-acknowledgement.ts";
import { askAnswer } from "./ask-answer.ts";
import { askCounts } from "./ask-counts.ts";
import { askFinding, askGroups } from "./ask-groups.ts";
import { askTally } from "./ask-tally.ts";
import { askCard } from "./finding-card.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import { readBack } from "./read-back.ts";
import { reviewLines } from "./review-lines.ts";
import type { Scene } from "./scene.ts";
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
      return Promise.resolve(BACK);
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

/** A hand-over has no answer to wait for: it is read back and finished. */
async function mayFinish(scene: Scene): Promise<boolean> {
  return scene.book.walk.header.kind === "return" || readBack(scene);
}

/** What the book refuses, perhaps because somebody else walks too, is told, and the walk goes on from what is stored. */
async function answered(scene: Scene, asking: () => Promise<Move>): Promise<Move> {
  try {
    return await asking();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await scene.book.refresh();
    scene.news = errorText(scene.t, error);
    return NEXT;
  }
}

/** Resolves when nothing is open any more. Everything answered is recorded before the next question is shown. */
export async function runWalk(scene: Scene): Promise<void> {
  let visiting: number | null = null;
  for (;;) {
    const question = nextQuestion(scene.book.walk);
    const amending = isBeingAmended(scene.book.walk);
    if (visiting === null && question.kind === "finish" && !amending && (await mayFinish(scene))) return;
    const position = visiting ?? ("position" in question ? question.position : null);
    const finding = visiting === null && question.kind === "detail" ? question.finding : null;
    if (position !== null) scene.phone.follow({ position, finding });
    const move = await answered(scene, () =>
      visiting !== null ? askCounts(scene, visiting) : question.kind === "finish" && amending ? reviewLines(scene) : ask(scene, question),
    );
    if (move.kind === "done") return;
    if (move.kind === "next") visiting = null;
    else visiting = move.kind === "goTo" ? move.position : lineBefore(scene, visiting, question);
  }
}
