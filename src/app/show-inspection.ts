/** One inspection as it stands, by its own id or by its contract. */
import type { Walk } from "../inspection/fold.ts";
import type { Release } from "../inspection/inspection.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { findContract } from "./find-contract.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface ShownInspection {
  /** With what is still open while the walk is not finished. */
  readonly walk: Walk;
  readonly releases: readonly Release[];
}

/** `R-12`, or a contract's number, which leads to its last inspection. */
async function inspectionMeant(repositories: Repositories, id: string): Promise<string> {
  if (idKind(id) === "return") return id;
  const contract = await findContract(repositories, id);
  const last = (await repositories.inspections.of(contract.number)).at(-1);
  if (last !== undefined) return last.id;
  throw new UserError("nothing-inspected", `Nothing of contract ${contract.number} has been walked through yet.`, [
    `inspect ${contract.number}`,
  ]);
}

/** @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`. */
export async function showInspection(desk: Desk, id: string): Promise<ShownInspection> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const walk = await loadWalk(repositories, await inspectionMeant(repositories, id));
    return { walk, releases: await repositories.inspections.releases(walk.header.id) };
  });
}
