/** Who works at the desk: added, ended, signed in. The caller has proved the authority. */
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { hashPin, isPin } from "../people/pin.ts";
import { isActive, type Role, type StaffMember } from "../people/staff.ts";
import type { Desk } from "./ports.ts";

/** A short name to type: `Mira Lahti` is `mira`; taken ones get a number. */
export function shortName(name: string, taken: readonly string[]): string {
  const first =
    (name.trim().split(/\s+/u)[0] ?? "")
      .normalize("NFD")
      .replace(/[^\p{L}\p{N}]/gu, "")
      .toLowerCase() || "staff";
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? first : `${first}${number}`;
    if (!taken.includes(id)) return id;
  }
}

export const isStaffId = (text: string): boolean => /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}_.-]{0,31}$/u.test(text);

export interface NewStaff {
  readonly name: string;
  readonly role: Role;
  readonly id: string | null;
  readonly phone: string | null;
  readonly endsOn: Day | null;
}

/** @throws UserError `staff-exists` or `staff-id`. */
export async function addStaff(desk: Desk, person: NewStaff): Promise<StaffMember> {
  const store = await desk.store();
  return store.write(async ({ staff, journal }) => {
    const taken = (await staff.list()).map((member) => member.id);
    const id = person.id ?? shortName(person.name, taken);
    if (!isStaffId(id)) throw new UserError("staff-id", `${id} is no short name: small letters and digits, at most 32.`, ["--id mira"]);
    if (taken.includes(id)) throw new UserError("staff-exists", `Somebody goes by ${id} already.`, ["choose another name with --id"]);
    const member = { id, name: person.name, role: person.role, phone: person.phone, endsOn: person.endsOn };
    await staff.add(member);
    await journal.append({ at: desk.clock.now(), staff: desk.actor || id, contract: null, act: "staff.added", subject: id });
    return { ...member, hasPin: false };
  });
}

/** @throws UserError `unknown-staff`. */
async function known(desk: Desk, id: string): Promise<StaffMember> {
  const member = await (await desk.store()).read(({ staff }) => staff.get(id));
  if (!member) throw new UserError("unknown-staff", `Nobody at this desk goes by ${id}.`, ["desk staff list"]);
  return member;
}

/** Ends somebody's time at the desk; `day` is the last one. The last owner cannot be ended. */
export async function endStaff(desk: Desk, id: string, day: Day): Promise<StaffMember> {
  const member = await known(desk, id);
  const store = await desk.store();
  return store.write(async ({ staff, journal }) => {
    const owners = (await staff.list()).filter((other) => other.role === "owner" && other.endsOn === null);
    if (member.role === "owner" && owners.every((other) => other.id === id)) {
      throw new UserError("last-owner", `${member.name} is the only owner: somebody must be able to decide.`, [
        "desk staff add NAME --role owner",
      ]);
    }
    await staff.end(id, day);
    await journal.append({ at: desk.clock.now(), staff: desk.actor, contract: null, act: "staff.ended", subject: id });
    return { ...member, endsOn: day };
  });
}

/** @throws UserError `pin-format`. */
export async function setPin(desk: Desk, id: string, pin: string): Promise<void> {
  if (!isPin(pin)) throw new UserError("pin-format", "A PIN has four to twelve digits.");
  await known(desk, id);
  const hash = await hashPin(pin);
  await (await desk.store()).write(async ({ staff, journal }) => {
    await staff.setPin(id, hash);
    await journal.append({ at: desk.clock.now(), staff: desk.actor, contract: null, act: "staff.pin-set", subject: id });
  });
}

/** Who stands at this desk from now on. @throws UserError `staff-ended`. */
export async function signIn(desk: Desk, id: string): Promise<StaffMember> {
  const member = await known(desk, id);
  const now = desk.clock.now();
  if (!isActive(member, dayOf(now, desk.settings.zone))) {
    throw new UserError("staff-ended", `${member.name} does not work at this desk any more (last day ${member.endsOn}).`, [
      "desk staff list",
    ]);
  }
  await (await desk.store()).write(async ({ staff, journal }) => {
    await staff.signIn(id, now);
    await journal.append({ at: now, staff: id, contract: null, act: "staff.signed-in", subject: id });
  });
  return member;
}
