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

interface Standing {
  readonly walk: Walk;
  /** What the walk was read from. */
  readonly entries: readonly WalkEntry[];
}

/** A walk as it stood after its last answer. Where nothing of its contract has changed since, it need not be read again. */
export interface SeenWalk extends Standing {
  /** Of the journal's head for the contract. */
  readonly head: string;
}

/** Throws where an answer must not be stored. */
export type Guard = (repositories: Repositories, entries: readonly WalkEntry[]) => Promise<void>;

/** A walk of hundreds of lines takes longer to read than to answer. */
async function standingOf(repositories: Repositories, inspection: string, seen: SeenWalk | null): Promise<Standing> {
  if (seen !== null && (await repositories.journal.headOf(seen.walk.header.contract)).hash === seen.head) return seen;
  return { walk: await loadWalk(repositories, inspection), entries: await repositories.inspections.entries(inspection) };
}

async function appendTo(
  repositories: Repositories,
  desk: Desk,
  { walk, entries: stored }: Standing,
  events: readonly WalkEvent[],
  step: number | null,
): Promise<Standing> {
  const entries: WalkEntry[] = [...stored];
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
  return { walk: standing, entries };
}

/** Appends events one after the other within a transaction; each must be true of what the ones before it made. */
export async function appendEvents(repositories: Repositories, desk: Desk, walk: Walk, events: readonly WalkEvent[]): Promise<Walk> {
  const entries = await repositories.inspections.entries(walk.header.id);
  return (await appendTo(repositories, desk, { walk, entries }, events, null)).walk;
}

/**
 * Stores the events of one answer together: all or none.
 * @param seen the walk as this returned it last, or null.
 * @param guard refuses what must not be stored, by what is stored already.
 * @returns the walk as it then stands, with what another program may have stored meanwhile.
 * @throws UserError `inspection-unknown`, or `answer-refused` with the problem when the answer cannot be true.
 */
export async function recordSeen(
  desk: Desk,
  inspection: string,
  seen: SeenWalk | null,
  events: readonly WalkEvent[],
  guard: Guard = async () => {},
): Promise<SeenWalk> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const before = await standingOf(repositories, inspection, seen);
    await guard(repositories, before.entries);
    const after = await appendTo(repositories, desk, before, events, nextStep(before.entries));
    const { id: subject, contract, kind } = after.walk.header;
    await repositories.journal.append({ at: desk.clock.now(), staff: desk.actor, contract, act: `${kind}.answered`, subject });
    return { ...after, head: (await repositories.journal.headOf(contract)).hash };
  });
}

/** The same, for who has not seen the walk. */
export const recordAnswer = async (desk: Desk, inspection: string, ...events: readonly WalkEvent[]): Promise<Walk> =>
  (await recordSeen(desk, inspection, null, events)).walk;
