/** What we say of a return: facts as the customer may read them. On time, clean, complete, agreed. */
import type { Contract } from "../contract/contract.ts";
import { effectiveDue } from "../contract/contract.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { type Day, dayOf, type Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { findReturn } from "./find-return.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

export interface ReturnFacts {
  readonly contract: Contract;
  readonly inspection: string;
  readonly cameBackAt: Instant;
  readonly cameBackOn: Day;
  readonly due: Instant;
  readonly onTime: boolean;
  /** Units that came back unwashed. */
  readonly dirty: number;
  readonly missing: number;
  readonly stillOut: number;
  readonly inOrder: number;
  /** Null where the customer was not there, or would rather not say. */
  readonly agreed: boolean | null;
}

function agreedOn({ answer }: Inspection): boolean | null {
  if (answer === null || answer.all === "notPresent" || answer.all === "left") return null;
  return answer.all === "agrees" && answer.exceptions.every(({ stance }) => stance === "agrees");
}

/** @throws UserError as {@link findReturn}; `walk-unfinished`. */
export async function returnFacts(desk: Desk, id: string): Promise<ReturnFacts> {
  const walk = await (await desk.store()).read(async (repositories) => loadWalk(repositories, (await findReturn(repositories, id)).id));
  const { contract, inspection, header } = walk;
  if (inspection.finishedAt === null)
    throw new UserError("walk-unfinished", { id: header.id, kind: header.kind, contract: contract.number }, [`inspect ${contract.number}`]);
  const total = (of: (facts: Inspection["lines"][number]) => number): number => inspection.lines.reduce((sum, facts) => sum + of(facts), 0);
  const due = effectiveDue(contract);
  return {
    contract,
    inspection: inspection.id,
    cameBackAt: inspection.cameBackAt,
    cameBackOn: dayOf(inspection.cameBackAt, contract.zone),
    due,
    onTime: inspection.cameBackAt <= due,
    dirty: total(({ dirty }) => dirty),
    missing: total(({ missing }) => missing),
    stillOut: total(({ stillOut }) => stillOut),
    inOrder: total(({ ok }) => ok),
    agreed: agreedOn(inspection),
  };
}
