/** What `desk staff …` does, from its flags to the register. */
import { checkPin, whoMay } from "../../app/prove-authority.ts";
import { addStaff, checkPerson, endStaff, setPin, signIn, whoSignsIn } from "../../app/staff-register.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { isActive, ROLES, type Role } from "../../people/staff.ts";
import type { Arguments, Options } from "../program.ts";
import { readPins } from "../read-pin.ts";
import type { Session } from "../session.ts";

/** Managing staff takes an owner's PIN, once there is an owner who has one. */
async function ownerConsents(session: Session): Promise<void> {
  if ((await whoMay(await session.desk(), "staff.manage")).length > 0) await session.authority("staff.manage");
}

function givenDay(value: Options[string], flag: string): Day | null {
  if (typeof value !== "string") return null;
  const day = parseDay(value);
  if (day === null) throw new UsageError("not-a-day", { flag, given: value.slice(0, 40) });
  return day;
}

export async function addPerson(session: Session, [name]: Arguments, options: Options): Promise<void> {
  if (!ROLES.includes(options.role as Role)) {
    throw new UsageError("unknown-role", { role: plain(String(options.role)).slice(0, 40), roles: ROLES.join(", ") }, [
      "desk staff add --help",
    ]);
  }
  const person = {
    name: String(name),
    role: options.role as Role,
    id: typeof options.id === "string" ? options.id : null,
    phone: typeof options.phone === "string" ? options.phone : null,
    endsOn: givenDay(options.until, "--until"),
  };
  checkPerson(person);
  await ownerConsents(session);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const member = await addStaff(await session.desk(), person);
  if (session.flags.json) return session.json({ staff: member });
  session.print(session.t("desk.staff.added", { name: member.name, id: member.id, role: session.t(`desk.role.${member.role}`) }));
}

export async function endPerson(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const day = givenDay(options.on, "--on") ?? (await session.today());
  await ownerConsents(session);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const member = await endStaff(await session.desk(), String(id), day);
  if (session.flags.json) return session.json({ staff: member });
  session.print(session.t("desk.staff.ended", { name: member.name, day }));
}

/** Whoever has a PIN proves it before changing it; a first one, and somebody else's, takes an owner's: a name grants nothing. */
export async function changePin(session: Session, [given]: Arguments, options: Options): Promise<void> {
  const id = String(given);
  const desk = await session.desk();
  const stored = await (await desk.store()).read(({ staff }) => staff.pin(id));
  if (desk.actor === id && stored) await proveOwn(session, id);
  else await ownerConsents(session);
  const pin = await newPin(session, options.newPinFd);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  await setPin(desk, id, pin);
  session.print(session.t("desk.staff.pinSet", { id }));
}

async function proveOwn(session: Session, id: string): Promise<void> {
  const desk = await session.desk();
  const own = session.flags.pinFd === null ? null : readPins(session.flags.pinFd).find((pin) => pin.id === id);
  if (own) return checkPin(desk, id, own.pin);
  if (!session.interactive) throw new UsageError("pin-needed", {}, ["--pin-fd 3 3<file with a line id:pin"]);
  await checkPin(desk, id, await (await session.ask()).secret(session.t("common.pinOf", { id })));
}

async function newPin(session: Session, fd: Options[string]): Promise<string> {
  if (typeof fd === "string") return readPins(Number(fd))[0]?.pin ?? "";
  if (!session.interactive) throw new UsageError("new-pin-needed", {}, ["--new-pin-fd 4 4<file with a line id:pin"]);
  const ask = await session.ask();
  for (;;) {
    const first = await ask.secret(session.t("desk.staff.newPin"));
    if (first === (await ask.secret(session.t("desk.staff.newPinAgain")))) return first;
    session.remark(session.t("desk.staff.pinsDiffer"));
  }
}

export async function listStaff(session: Session): Promise<void> {
  const desk = await session.desk();
  const today = await session.today();
  const { staff, signedIn } = await (await desk.store()).read(async (repositories) => ({
    staff: await repositories.staff.list(),
    signedIn: await repositories.staff.signedIn(),
  }));
  if (session.flags.json) return session.json({ staff, signedIn });
  const { t } = session;
  session.table(
    ["id", "name", "role", "pin", "until"].map((column) => t(`desk.staff.column.${column}`)),
    staff.map((member) => [
      member.id === signedIn ? `${member.id} *` : member.id,
      member.name,
      t(`desk.role.${member.role}`),
      member.hasPin ? t("desk.staff.hasPin") : "–",
      member.endsOn === null ? "–" : `${member.endsOn}${isActive(member, today) ? "" : ` (${t("desk.staff.over")})`}`,
    ]),
  );
}

export async function signInPerson(session: Session, [id]: Arguments): Promise<void> {
  const desk = await session.deskWithoutActor();
  if (session.flags.dryRun) {
    await whoSignsIn(desk, String(id));
    return session.remark(session.t("common.dryRun"));
  }
  const member = await signIn(desk, String(id));
  if (session.flags.json) return session.json({ staff: member });
  session.print(session.t("desk.staff.signedIn", { name: member.name, role: session.t(`desk.role.${member.role}`) }));
}
