/** Closes a walk once every question is answered; from then on it is a record. */
import type { Walk } from "../inspection/fold.ts";
import { openQuestions, type Question } from "../inspection/open-questions.ts";
import { UserError } from "../kernel/errors.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

/** An open question in plain words, for those who answer from a file. */
export function describeQuestion(walk: Walk, question: Question): string {
  const line = (position: number): string =>
    `line ${position} (${walk.contract.lines.find((one) => one.position === position)?.name ?? "unknown"})`;
  switch (question.kind) {
    case "counts":
      return `${line(question.position)}: ${question.out} out, and nothing is said of them`;
    case "tally":
      return `${line(question.position)}: how many were counted is not said`;
    case "groups":
      return `${line(question.position)}: ${question.damaged} damaged, but findings for ${question.grouped}`;
    case "finding":
      return `${line(question.position)}: what is wrong with ${question.group.count} of them is not said`;
    case "detail":
      return `${line(question.position)}: ${question.detail} of ${question.finding} is not said`;
    case "answer":
      return "the customer's answer";
    case "acknowledgement":
      return "the acknowledgement";
    case "finish":
      return "nothing";
  }
}

/** Finishes within a transaction; see {@link finishWalk}. */
export async function finishWithin(repositories: Repositories, desk: Desk, inspection: string): Promise<Walk> {
  const walk = await loadWalk(repositories, inspection);
  if (walk.inspection.finishedAt !== null) return walk;
  const open = openQuestions(walk);
  if (open.length > 0) {
    const hints = open.map((question) => describeQuestion(walk, question));
    throw new UserError("walk-open", `${walk.header.id} has questions left to answer: ${open.length}.`, hints);
  }
  const finished = await appendEvents(repositories, desk, walk, [{ type: "finished" }]);
  const at = finished.inspection.finishedAt ?? desk.clock.now();
  await repositories.inspections.finish(walk.header.id, at);
  const { id, contract, kind } = walk.header;
  await repositories.journal.append({ at, staff: desk.actor, contract, act: `${kind}.finished`, subject: id });
  return { ...finished, header: { ...finished.header, finishedAt: at } };
}

/**
 * @returns the finished walk; an already finished one as it is.
 * @throws UserError `inspection-unknown`; `walk-open`, whose hints are the open questions.
 */
export async function finishWalk(desk: Desk, inspection: string): Promise<Walk> {
  const store = await desk.store();
  return store.write((repositories) => finishWithin(repositories, desk, inspection));
}
