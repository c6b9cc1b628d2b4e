/** What a walk would cost as it stands, finished or not. Nothing is stored; the lines not answered yet count as still out. */
import type { Assessment } from "../assessment/assessment.ts";
import type { Walk } from "../inspection/fold.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Desk } from "./ports.ts";

/** @throws UserError `terms-missing`; `no-sums` for a hand-over, at which nothing is owed. */
export async function assessWalk(desk: Desk, walk: Walk): Promise<Assessment> {
  const { contract, terms, inspection, earlier } = walk;
  if (inspection.kind === "handover") throw new UserError("no-sums");
  if (terms === null) throw new UserError("terms-missing", { number: contract.number }, ["desk doctor"]);
  const { assess } = await import("../assessment/assess.ts");
  const store = await desk.store();
  const used = await store.read(({ billings }) => billings.used(contract.number));
  return assess({
    contract,
    terms,
    baseline: earlier.find((one) => one.kind === "handover") ?? null,
    inspection,
    earlierLoads: earlier.filter((one) => one.kind === "return"),
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: used,
    calendar: await desk.calendar(),
    today: dayOf(desk.clock.now(), desk.settings.zone),
    include: "all",
    billed: [],
  });
}
