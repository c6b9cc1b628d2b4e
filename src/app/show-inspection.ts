/** One inspection as it stands, by its own id or by its contract. */
import type { Walk } from "../inspection/fold.ts";
import type { Release } from "../inspection/inspection.ts";
import { inspectionMeant, loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";
import { endOfVersion } from "./record-versions.ts";

export interface ShownInspection {
  /** With what is still open while the walk is not finished. */
  readonly walk: Walk;
  readonly releases: readonly Release[];
}

/**
 * @param version counted from 1: the walk as it stood when it was finished that time; null: as it stands.
 * @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`, `version-unknown`.
 */
export async function showInspection(desk: Desk, id: string, version: number | null = null): Promise<ShownInspection> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const header = await inspectionMeant(repositories, id);
    const walk = await loadWalk(
      repositories,
      header.id,
      endOfVersion(header.id, await repositories.inspections.entries(header.id), version),
    );
    return { walk, releases: await repositories.inspections.releases(walk.header.id) };
  });
}
