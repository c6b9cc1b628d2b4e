/** One inspection as it stands, by its own id or by its contract. */
import type { Walk } from "../inspection/fold.ts";
import type { Release } from "../inspection/inspection.ts";
import { inspectionMeant, loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

export interface ShownInspection {
  /** With what is still open while the walk is not finished. */
  readonly walk: Walk;
  readonly releases: readonly Release[];
}

/** @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`. */
export async function showInspection(desk: Desk, id: string): Promise<ShownInspection> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const walk = await loadWalk(repositories, (await inspectionMeant(repositories, id)).id);
    return { walk, releases: await repositories.inspections.releases(walk.header.id) };
  });
}
