/** Who works at the desk: added, ended, signed in. The caller has proved the authority. */
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import { caseName } from "../people/case.ts";
import { hashPin, isPin } from "../people/pin.ts";
import { promiseName } from "../people/promise.ts";
import { isActive, type Role, type StaffMember } from "../people/staff.ts";
import type { Desk } from "./ports.ts";

/** A short name to type: `Mira Lahti` is `mira`; taken ones get a number. */
function shortName(name: string, taken: readonly string[]): string {
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

const isStaffId = (text: string): boolean => /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}_.-]{0,31}$/u.test(text);

export interface NewStaff {
  readonly name: string;
  readonly role: Role;
  readonly id: string | null;
  readonly phone: string | null;
  readonly endsOn: Day | null;
}

/** Longer would not fit the lines of a letter that name who saw something or who reads an answer. */
const LONGEST_NAME = 200;

/** @throws UserError `staff-name`, `staff-phone`. */
export function checkPerson({ name, phone }: Pick<NewStaff, "name" | "phone">): void {
  const shown = plain(name).trim();
  if (shown === "" || shown.length > LONGEST_NAME || shown !== name.trim().normalize("NFC"))
    throw new UserError("staff-name", { most: LONGEST_NAME }, ['desk staff add "Mira Lahti"']);
  if (phone !== null && !/^\+?[\d ()-]{5,25}$/u.test(phone)) throw new UserError("staff-phone", {}, ['--phone "+358 40 123 4567"']);
}

/** @throws UserError `staff-exists`, `staff-id`, and those of {@link checkPerson}. */
export async function addStaff(desk: Desk, person: NewStaff): Promise<StaffMember> {
  checkPerson(person);
  const store = await desk.store();
  return store.write(async ({ staff, journal }) => {
    const taken = (await staff.list()).map((member) => member.id);
    const id = person.id ?? shortName(person.name, taken);
    if (!isStaffId(id)) throw new UserError("staff-id", { id: plain(id).slice(0, 40) }, ["--id mira"]);
    if (taken.includes(id)) throw new UserError("staff-exists", { id }, ["desk staff list"]);
    const member = { id, name: person.name.trim().normalize("NFC"), role: person.role, phone: person.phone, endsOn: person.endsOn };
    await staff.add(member);
    await journal.append({ at: desk.clock.now(), staff: desk.actor || id, contract: null, act: "staff.added", subject: id });
    return { ...member, hasPin: false };
  });
}

/** @throws UserError `unknown-staff`. */
async function known(desk: Desk, id: string): Promise<StaffMember> {
  const member = await (await desk.store()).read(({ staff }) => staff.get(id));
  if (!member) throw new UserError("unknown-staff", { id: plain(id).slice(0, 40) }, ["desk staff list"]);
  return member;
}

/** Ends somebody's time at the desk; `day` is the last one. The last owner cannot be ended, nor whoever owns open cases or promises. */
export async function endStaff(desk: Desk, id: string, day: Day): Promise<StaffMember> {
  const member = await known(desk, id);
  const store = await desk.store();
  return store.write(async ({ staff, cases, promises, journal }) => {
    const owners = (await staff.list()).filter((other) => other.role === "owner" && other.endsOn === null);
    if (member.role === "owner" && owners.every((other) => other.id === id)) {
      throw new UserError("last-owner", { name: member.name }, ["desk staff add NAME --role owner"]);
    }
    const own = await cases.list({ owner: id });
    if (own.length > 0) {
      const names = own.map((one) => caseName(one.id));
      const values = { name: member.name, cases: names.join(", "), count: names.length };
      throw new UserError(
        "staff-owns-cases",
        values,
        names.slice(0, 5).map((name) => `desk cases hand-over ${name} --to ID`),
      );
    }
    const promised = (await promises.list({ owner: id })).map((one) => promiseName(one.id));
    if (promised.length > 0) {
      throw new UserError(
        "staff-owns-promises",
        { name: member.name, promises: promised.join(", "), count: promised.length },
        promised.slice(0, 5).map((name) => `desk promises move ${name} --to ID --words "…"`),
      );
    }
    await staff.end(id, day);
    await journal.append({ at: desk.clock.now(), staff: desk.actor, contract: null, act: "staff.ended", subject: id });
    return { ...member, endsOn: day };
  });
}

/** @throws UserError `pin-format`. */
export async function setPin(desk: Desk, id: string, pin: string): Promise<void> {
  if (!isPin(pin)) throw new UserError("pin-format");
  await known(desk, id);
  const hash = await hashPin(pin);
  await (await desk.store()).write(async ({ staff, journal }) => {
    await staff.setPin(id, hash);
    await journal.append({ at: desk.clock.now(), staff: desk.actor, contract: null, act: "staff.pin-set", subject: id });
  });
}

/** @throws UserError `unknown-staff`, `staff-ended`. */
export async function whoSignsIn(desk: Desk, id: string): Promise<StaffMember> {
  const member = await known(desk, id);
  if (isActive(member, dayOf(desk.clock.now(), desk.settings.zone))) return member;
  throw new UserError("staff-ended", { name: member.name, day: member.endsOn ?? "" }, ["desk staff list"]);
}

/** Who stands at this desk from now on. @throws UserError as {@link whoSignsIn}. */
export async function signIn(desk: Desk, id: string): Promise<StaffMember> {
  const member = await whoSignsIn(desk, id);
  const now = desk.clock.now();
  await (await desk.store()).write(async ({ staff, journal }) => {
    await staff.signIn(id, now);
    await journal.append({ at: now, staff: id, contract: null, act: "staff.signed-in", subject: id });
  });
  return member;
}
