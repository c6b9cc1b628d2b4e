/** Takes back what was answered last: one more entry says so, and whatever stood before stands again. */
import type { WalkEvent } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import { lastStepOf } from "../inspection/taken-back.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

export interface TakenBack {
  readonly walk: Walk;
  /** What counts no more; null when there was nothing to take back. */
  readonly events: readonly WalkEvent[] | null;
}

/**
 * Only an answer of the one who asks; pressed again, the one before it.
 * @throws UserError `inspection-unknown`; `answer-refused` once the walk is finished.
 */
export async function takeBackAnswer(desk: Desk, inspection: string): Promise<TakenBack> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const standing = await loadWalk(repositories, inspection);
    const last = lastStepOf(await repositories.inspections.entries(inspection), desk.actor);
    if (last === null) return { walk: standing, events: null };
    const walk = await appendEvents(repositories, desk, standing, [{ type: "undid", step: last.step }]);
    const { id: subject, contract, kind } = walk.header;
    await repositories.journal.append({ at: desk.clock.now(), staff: desk.actor, contract, act: `${kind}.takenBack`, subject });
    return { walk, events: last.events };
  });
}
