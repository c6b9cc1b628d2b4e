/** Whom a clerk calls when something is not for a clerk to decide. */
import { dayOf } from "../kernel/dates.ts";
import { isActive, type Role, type StaffMember } from "../people/staff.ts";
import type { Desk } from "./ports.ts";

/** The leads who work here today; the owners where there is no lead. Whoever asks is not told to call themselves. */
export async function staffToCall(desk: Desk): Promise<readonly StaffMember[]> {
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const staff = await (await desk.store()).read((repositories) => repositories.staff.list());
  const others = staff.filter((member) => isActive(member, today) && member.id !== desk.actor);
  const having = (role: Role): StaffMember[] => others.filter((member) => member.role === role);
  return having("lead").length > 0 ? having("lead") : having("owner");
}
