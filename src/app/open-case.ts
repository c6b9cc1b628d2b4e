/** Opens a case: what somebody said, in their words, with an owner and the day of the answer. */
import type { Calendar } from "../kernel/calendar.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { isMailAddress } from "../kernel/mail-address.ts";
import { type Language, LONGEST_TEXT, plain } from "../kernel/text.ts";
import { answerBy, type Case, type CaseChannel, type CaseFile, type CaseStep, type CaseWithSteps, caseName } from "../people/case.ts";
import { isActive } from "../people/staff.ts";
import { aboutOf } from "./find-case.ts";
import type { Desk, Repositories } from "./ports.ts";
import { todayAt } from "./settlement-account.ts";

export interface NewCase {
  readonly channel: CaseChannel;
  /** A contract, a return or a document; null for a customer alone. */
  readonly id: string | null;
  readonly line: number | null;
  /** What the customer said, as they said it. */
  readonly said: string;
  /** Where a public post stands. */
  readonly link: string | null;
  /** A staff id; null: who opens it. */
  readonly owner: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null: the contract's, else the house's own. */
  readonly language: Language | null;
  readonly files?: readonly CaseFile[];
}

/** Room for a long letter; what is longer is shortened nowhere and refused. */
export const LONGEST_SAID = 100 * LONGEST_TEXT;

/** A text as it is kept. @throws UserError `case-text-missing`, `case-text-too-long`. */
export function textFrom(given: string, flag: string): string {
  const text = plain(given.replaceAll("\r\n", "\n"), { lines: true }).trim();
  if (text === "") throw new UserError("case-text-missing", { flag }, [`${flag} "…"`]);
  if (text.length > LONGEST_SAID) throw new UserError("case-text-too-long", { flag, length: text.length, most: LONGEST_SAID });
  return text;
}

const oneLine = (text: string | null): string => plain(text ?? "").trim();

/** @throws UserError `case-link`, `case-no-customer`, `mail-address-wrong`. */
function checkNew({ channel, link, id, name, email }: NewCase): void {
  if (channel === "public" && !/^https?:\/\/\S{3,2000}$/u.test(link ?? "")) throw new UserError("case-link", {}, ["--link https://…"]);
  if (channel !== "public" && link !== null) throw new UserError("case-link-of-what", {}, ["--via public"]);
  if (id === null && oneLine(name) === "" && oneLine(email) === "") throw new UserError("case-no-customer", {}, ['--name "Aino Mäkelä"']);
  if (email !== null && !isMailAddress(email.trim())) throw new UserError("mail-address-wrong", { to: plain(email) });
}

/** @throws UserError `unknown-staff`, `staff-ended`. */
export async function someoneAtTheDesk(desk: Desk, { staff }: Pick<Repositories, "staff">, id: string): Promise<string> {
  const member = await staff.get(id);
  if (!member) throw new UserError("unknown-staff", { id: plain(id).slice(0, 40) }, ["desk staff list"]);
  if (isActive(member, todayAt(desk))) return member.id;
  throw new UserError("staff-ended", { name: member.name, day: member.endsOn ?? "" }, ["desk staff list"]);
}

export type Opening = Pick<NewCase, "channel" | "id" | "line" | "link" | "owner" | "language">;
type Planned = Omit<Case, "id" | "closedAt">;

/** @throws UserError those of {@link aboutOf} and {@link someoneAtTheDesk}. */
export async function planCase(
  desk: Desk,
  repositories: Repositories,
  { channel, id, line, link, owner, language }: Opening,
  { at, calendar }: { readonly at: Instant; readonly calendar: Calendar },
): Promise<Planned> {
  const about = await aboutOf(repositories, id, line);
  const contract = about.contract === null ? null : await repositories.contracts.get(about.contract);
  const by = answerBy(calendar, at, desk.settings.zone);
  return {
    openedAt: at,
    openedBy: desk.actor,
    channel,
    about,
    language: language ?? contract?.language ?? desk.settings.language,
    link,
    answerBy: by,
    owner: await someoneAtTheDesk(desk, repositories, owner ?? desk.actor),
    due: by,
  };
}

type FirstStep = Omit<CaseStep, "id">;

/** As it would be, under the number 0. */
export const unrecorded = (plan: Planned, step: FirstStep): CaseWithSteps => ({
  ...plan,
  id: 0,
  closedAt: null,
  steps: [{ ...step, id: 0 }],
});

/** Writes a case and its row of the journal, in the transaction that is open. */
export async function enterCase(desk: Desk, { cases, journal }: Repositories, plan: Planned, step: FirstStep): Promise<CaseWithSteps> {
  const id = await cases.open(plan);
  const stepId = await cases.add(id, step);
  const row = { at: step.at, staff: desk.actor, contract: plan.about.contract, act: "case.opened", subject: caseName(id) };
  await journal.append({ ...row, detail: { step: stepId, channel: plan.channel, owner: plan.owner, answerBy: plan.answerBy } });
  return { ...plan, id, closedAt: null, steps: [{ ...step, id: stepId }] };
}

/**
 * @param record false: what would be opened, under the number 0.
 * @throws UserError of the checks above, and those of {@link aboutOf}.
 */
export async function openCase(desk: Desk, given: NewCase, record: boolean): Promise<CaseWithSteps> {
  checkNew(given);
  const said = textFrom(given.said, "--words");
  const calendar = await desk.calendar();
  const store = await desk.store();
  const at = desk.clock.now();
  const words = {
    said,
    ...(oneLine(given.name) === "" ? {} : { name: oneLine(given.name) }),
    ...(oneLine(given.email) === "" ? {} : { email: oneLine(given.email) }),
    ...(oneLine(given.phone) === "" ? {} : { phone: oneLine(given.phone) }),
  };
  const step = { at, by: desk.actor, event: { kind: "opened" }, words, files: given.files ?? [] } as const;
  const planned = (repositories: Repositories) => planCase(desk, repositories, given, { at, calendar });
  if (!record) return store.read(async (repositories) => unrecorded(await planned(repositories), step));
  return store.write(async (repositories) => enterCase(desk, repositories, await planned(repositories), step));
}
