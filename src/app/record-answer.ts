/** Stores answers of a walk, each checked against the walk as stored; they are on disk when the promise resolves. */
import { checkEvent } from "../inspection/check-event.ts";
import type { WalkEntry, WalkEvent } from "../inspection/entries.ts";
import { readWalk, type Walk } from "../inspection/fold.ts";
import { nextStep } from "../inspection/taken-back.ts";
import { UserError } from "../kernel/errors.ts";
import { type Problem, sayingOfProblem } from "../kernel/result.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";

const refused = (problem: Problem, errors: readonly UserError[] = []): UserError =>
  new UserError("answer-refused", { what: sayingOfProblem(problem) }, [], { errors });

/**
 * Appends events one after the other within a transaction; each must be true of what the ones before it made.
 * @param step the answer that they are, where they can be taken back.
 */
export async function appendEvents(
  repositories: Repositories,
  desk: Desk,
  walk: Walk,
  events: readonly WalkEvent[],
  step: number | null = null,
): Promise<Walk> {
  const entries: WalkEntry[] = [...(await repositories.inspections.entries(walk.header.id))];
  let standing = walk;
  for (const event of events) {
    const problems = checkEvent(standing, event);
    const [first, ...others] = problems;
    if (first !== undefined)
      throw refused(
        first,
        others.map((other) => refused(other)),
      );
    const entry: WalkEntry = { at: desk.clock.now(), by: desk.actor, event, ...(step === null ? {} : { step }) };
    await repositories.inspections.append(walk.header.id, entry);
    entries.push(entry);
    standing = readWalk(walk.header, entries, walk);
  }
  return standing;
}

/**
 * Stores the events of one answer together: all or none.
 * @returns the walk as it then stands, with what another program may have stored meanwhile.
 * @throws UserError `inspection-unknown`, or `answer-refused` with the problem when the answer cannot be true.
 */
export async function recordAnswer(desk: Desk, inspection: string, ...events: readonly WalkEvent[]): Promise<Walk> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const step = nextStep(await repositories.inspections.entries(inspection));
    const walk = await appendEvents(repositories, desk, await loadWalk(repositories, inspection), events, step);
    const { id: subject, contract, kind } = walk.header;
    await repositories.journal.append({ at: desk.clock.now(), staff: desk.actor, contract, act: `${kind}.answered`, subject });
    return walk;
  });
}
