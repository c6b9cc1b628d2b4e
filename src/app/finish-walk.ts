/** Closes a walk once every question is answered; from then on it is a record. */
import { checkCounts } from "../inspection/check-counts.ts";
import { readWalk, type Walk } from "../inspection/fold.ts";
import { isBeingAmended, openQuestions, type Question } from "../inspection/open-questions.ts";
import { unitsAt } from "../inspection/out-before.ts";
import { UserError } from "../kernel/errors.ts";
import type { Saying } from "../kernel/result.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

/** An open question as a text, for those who answer from a file. */
function questionText(walk: Walk, question: Question): Saying {
  const key = `error.walk-open.${question.kind}`;
  if (!("position" in question)) return { key, values: {} };
  const { position } = question;
  const values = { position, name: walk.contract.lines.find((one) => one.position === position)?.name ?? "" };
  switch (question.kind) {
    case "counts":
      return { key, values: { ...values, out: question.out } };
    case "tally":
      return { key, values };
    case "groups":
      return { key, values: { ...values, damaged: question.damaged, grouped: question.grouped } };
    case "finding":
      return { key, values: { ...values, count: question.group.count } };
    case "detail":
      return { key, values: { ...values, detail: question.detail, finding: question.finding } };
  }
}

/** Later loads began with what this one left: an amendment must leave them at least what they counted. */
async function refuseWhatLaterLoadsLack(repositories: Repositories, walk: Walk): Promise<void> {
  if (!isBeingAmended(walk)) return;
  const { contract, header, earlier } = walk;
  const before = [...earlier, walk.inspection];
  for (const later of (await repositories.inspections.of(contract.number)).filter(({ load }) => load > header.load)) {
    const entries = await repositories.inspections.entries(later.id);
    const then = readWalk(later, entries, { ...walk, earlier: [...before] });
    for (const { position, ...counts } of then.inspection.lines.filter((line) => then.progress.get(line.position)?.counted === true)) {
      const line = contract.lines.find((one) => one.position === position);
      const limits = {
        kind: later.kind,
        out: unitsAt(then.out, position),
        missingBefore: unitsAt(then.missingBefore, position),
        parts: line?.parts.map((part) => part.name) ?? [],
      };
      if (checkCounts(counts, limits).length === 0) continue;
      const values = { id: header.id, later: later.id, position, name: line?.name ?? "" };
      throw new UserError("amendment-unsettles-later", values, [`inspect ${contract.number}`, `inspect show ${later.id}`]);
    }
    before.push(then.inspection);
  }
}

/** Finishes within a transaction; see {@link finishWalk}. */
export async function finishWithin(repositories: Repositories, desk: Desk, inspection: string): Promise<Walk> {
  const walk = await loadWalk(repositories, inspection);
  if (walk.inspection.finishedAt !== null) return walk;
  const open = openQuestions(walk);
  if (open.length > 0) {
    const hints = open.map((question) => questionText(walk, question));
    throw new UserError("walk-open", { id: walk.header.id, count: open.length }, hints);
  }
  await refuseWhatLaterLoadsLack(repositories, walk);
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
