/** Whose authority an act rests on. A name grants nothing: a PIN does, and wrong ones slow the next down. */
import { dayOf, minutesBetween, plusMinutes } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { delayAfter, pinMatches } from "../people/pin.ts";
import { type Act, AUTHORITY, atLeast, isActive, type StaffMember } from "../people/staff.ts";
import type { Desk } from "./ports.ts";

/** Staff at the desk today who may do an act and have a PIN to prove it. */
export async function whoMay(desk: Desk, act: Act): Promise<readonly StaffMember[]> {
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const staff = await (await desk.store()).read((repositories) => repositories.staff.list());
  return staff.filter((member) => member.hasPin && isActive(member, today) && atLeast(member.role, AUTHORITY[act]));
}

/**
 * Checks one PIN and stores the attempt before it says anything.
 * @throws UserError `not-allowed` for a person who may not, `pin-wrong`, or `pin-wait` while a delay runs.
 */
export async function proveAuthority(desk: Desk, act: Act, id: string, pin: string): Promise<StaffMember> {
  const member = (await whoMay(desk, act)).find((candidate) => candidate.id === id);
  if (!member) {
    throw new UserError("not-allowed", { id, role: AUTHORITY[act] }, ["desk staff list"]);
  }
  await checkPin(desk, member.id, pin);
  return member;
}

/** @throws UserError `pin-wrong`, or `pin-wait` while a delay runs. */
export async function checkPin(desk: Desk, id: string, pin: string): Promise<void> {
  const store = await desk.store();
  const now = desk.clock.now();
  const stored = await store.read(({ staff }) => staff.pin(id));
  if (!stored) throw new UserError("no-pin", { id }, [`desk staff pin ${id}`]);
  const seconds = delayAfter(stored.failures);
  const until = stored.lastFailure === null ? null : plusMinutes(stored.lastFailure, seconds / 60);
  if (seconds > 0 && until !== null && now < until) {
    const minutes = Math.max(1, minutesBetween(now, until));
    throw new UserError("pin-wait", seconds < 60 ? { id, wait: seconds, unit: "seconds" } : { id, wait: minutes, unit: "minutes" });
  }
  const matches = await pinMatches(pin, stored.hash);
  await store.write(async ({ staff, journal }) => {
    await staff.recordPinAttempt(id, matches, now);
    if (!matches) await journal.append({ at: now, staff: desk.actor, contract: null, act: "staff.pin-wrong", subject: id });
  });
  if (!matches) throw new UserError("pin-wrong", { id });
}
