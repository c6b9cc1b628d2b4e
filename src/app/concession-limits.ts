/** How much a role may give away. They stand in the books, sealed by the journal, and not in the settings, which people may edit. */
import { UserError } from "../kernel/errors.ts";
import type { ConcessionLimit, ConcessionLimits, LimitedRole } from "../people/concession-limits.ts";
import type { Desk } from "./ports.ts";

export const concessionLimits = async (desk: Desk): Promise<ConcessionLimits> =>
  (await desk.store()).read(({ concessions }) => concessions.limits());

/**
 * Whoever calls has made sure that an owner decided (`staff.manage`).
 * @throws UserError `limit-line-above-contract`, `limit-clerk-above-lead`: who is higher may do all that the others may.
 */
export async function setConcessionLimit(desk: Desk, role: LimitedRole, limit: ConcessionLimit): Promise<ConcessionLimits> {
  if (limit.perLine > limit.perContract) throw new UserError("limit-line-above-contract");
  return (await desk.store()).write(async ({ concessions, journal }) => {
    const before = await concessions.limits();
    const clerk = role === "clerk" ? limit : before.clerk;
    const lead = role === "lead" ? limit : before.lead;
    if (clerk.perLine > lead.perLine || clerk.perContract > lead.perContract) throw new UserError("limit-clerk-above-lead");
    const who = { at: desk.clock.now(), by: desk.actor };
    await concessions.setLimit(role, limit, who);
    const detail = { perLine: limit.perLine, perContract: limit.perContract };
    await journal.append({ at: who.at, staff: who.by, contract: null, act: "concession.limit-set", subject: role, detail });
    return { clerk, lead };
  });
}
