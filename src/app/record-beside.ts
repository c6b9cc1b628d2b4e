/** Stores an answer beside others who may walk at the same time: nothing that somebody else has just answered is overwritten unseen. */
import type { WalkEntry, WalkEvent } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import { UserError } from "../kernel/errors.ts";
import type { Desk, Repositories } from "./ports.ts";
import { recordSeen, type SeenWalk } from "./record-answer.ts";

/** Lines that an event is about; null for what speaks of the walk as a whole. */
function linesOf(event: WalkEvent): readonly number[] | null {
  if (event.type === "photographed") return [];
  if ("position" in event) return [event.position];
  return "positions" in event ? event.positions : null;
}

/** What was stored since the clerk looked and is about the same: then the clerk looks again first. */
function refuseUnseen(walk: Walk, entries: readonly WalkEntry[], events: readonly WalkEvent[]): void {
  for (const { by, event } of entries.slice(walk.stored)) {
    const theirs = linesOf(event);
    const mine = events.map(linesOf);
    const name = walk.names.get(by) ?? by;
    if (mine.includes(null) || theirs === null) {
      if (theirs?.length === 0) continue;
      throw new UserError("answered-meanwhile", { name, position: 0, line: "" });
    }
    const position = theirs.find((one) => mine.some((lines) => lines?.includes(one)));
    if (position === undefined) continue;
    const line = walk.contract.lines.find((one) => one.position === position)?.name ?? "";
    throw new UserError("answered-meanwhile", { name, position, line });
  }
}

/** @throws UserError `taken-over` when somebody took the walk over. */
async function refuseTakenOver({ seats, staff }: Repositories, seat: number): Promise<void> {
  const takenBy = (await seats.get(seat))?.takenBy ?? null;
  if (takenBy !== null) throw new UserError("taken-over", { name: (await staff.get(takenBy))?.name ?? takenBy });
}

export interface Beside {
  /** As the clerk sees it. */
  readonly walk: Walk;
  readonly seat: number;
  /** As it was recorded last, or null. */
  readonly seen: SeenWalk | null;
}

/** @throws UserError `taken-over`, `answered-meanwhile`, and what `recordAnswer` throws. */
export const recordBeside = (desk: Desk, { walk, seat, seen }: Beside, events: readonly WalkEvent[]): Promise<SeenWalk> =>
  recordSeen(desk, walk.header.id, seen, events, async (repositories, entries) => {
    await refuseTakenOver(repositories, seat);
    refuseUnseen(walk, entries, events);
  });
