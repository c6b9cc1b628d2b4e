/** One inspection as it stands, by its own id or by its contract. */
import type { Walk } from "../inspection/fold.ts";
import type { Release } from "../inspection/inspection.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { inspectionMeant, loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface ShownInspection {
  /** With what is still open while the walk is not finished. */
  readonly walk: Walk;
  readonly releases: readonly Release[];
}

/** When a walk was finished, once for each version of it. */
async function finishes({ inspections }: Repositories, id: string): Promise<readonly Instant[]> {
  return (await inspections.entries(id)).flatMap(({ at, event }) => (event.type === "finished" ? [at] : []));
}

/** The end of a version; null for the walk as it stands. @throws UserError `version-unknown`. */
async function endOf(repositories: Repositories, id: string, version: number | null): Promise<Instant | null> {
  if (version === null) return null;
  const ends = await finishes(repositories, id);
  const end = ends[version - 1];
  if (end === undefined) throw new UserError("version-unknown", { id, version, versions: ends.length }, [`inspect show ${id}`]);
  return end;
}

/**
 * @param version counted from 1: the walk as it stood when it was finished that time; null: as it stands.
 * @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`, `version-unknown`.
 */
export async function showInspection(desk: Desk, id: string, version: number | null = null): Promise<ShownInspection> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const header = await inspectionMeant(repositories, id);
    const walk = await loadWalk(repositories, header.id, await endOf(repositories, header.id, version));
    return { walk, releases: await repositories.inspections.releases(walk.header.id) };
  });
}
