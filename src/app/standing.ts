/** A talk with agreed corrections; then, by a lead, "no, thank you" for now; the customer's answer; and the day it is looked at again. */
import type { Contract, Customer } from "../contract/contract.ts";
import { type Day, plusMonths } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import type { StaffMember } from "../people/staff.ts";
import {
  contractOfStanding,
  customerOfStanding,
  reasonOfStanding,
  type Standing,
  type StandingCustomer,
  type StandingEvent,
} from "../people/standing.ts";
import { contractsOf, findCustomer, isSameCustomer } from "./find-customer.ts";
import { someoneAtTheDesk } from "./open-case.ts";
import type { NewStandingStep, StandingChange } from "./ports/standings.ts";
import type { Desk, Repositories } from "./ports.ts";
import { todayAt } from "./settlement-account.ts";

/** Nobody is told no for longer than this without its being looked at. */
const LONGEST_MONTHS = 24;

/** A text as it is kept: the customer may read it. @throws UserError `standing-text-missing`, `standing-text-too-long`. */
export function standingText(given: string, flag: string): string {
  const text = plain(given).trim();
  if (text === "") throw new UserError("standing-text-missing", { flag }, [`${flag} "…"`]);
  if (text.length > LONGEST_TEXT) throw new UserError("standing-text-too-long", { flag, length: text.length, most: LONGEST_TEXT });
  return text;
}

const known = ({ name, kind, email, businessId }: Customer): StandingCustomer => ({ name, kind, email, businessId });

/** As a customer for comparing: only what identifies them counts. */
const alike = (of: StandingCustomer, customer: Customer): boolean => isSameCustomer({ ...customer, ...of }, customer);

/** All that ever stood with a customer, as far as it was not forgotten. */
export async function standingsOf({ standings }: Repositories, customer: Customer): Promise<readonly Standing[]> {
  return (await standings.list()).filter((standing) => {
    const of = customerOfStanding(standing);
    return of !== null && alike(of, customer);
  });
}

/** What stands with a customer now; null where nothing does. */
export const standingOf = async (repositories: Repositories, customer: Customer): Promise<Standing | null> =>
  (await standingsOf(repositories, customer)).findLast(({ state }) => state !== "welcome") ?? null;

/** The same among those who were told no, which are few. */
export async function declinedStanding({ standings }: Repositories, customer: Customer): Promise<Standing | null> {
  const all = await standings.list({ state: "declined" });
  return all.find((standing) => alike(customerOfStanding(standing) as StandingCustomer, customer) && customerOfStanding(standing)) ?? null;
}

export interface CustomerStanding {
  readonly customer: Customer;
  readonly standing: Standing | null;
}

/** @throws UserError as `findCustomer`. */
export const findStanding = async (repositories: Repositories, text: string): Promise<CustomerStanding> => {
  const customer = await findCustomer(repositories, text);
  return { customer, standing: await standingOf(repositories, customer) };
};

async function step(
  desk: Desk,
  { standings, journal }: Repositories,
  id: number,
  added: Pick<NewStandingStep, "event" | "words" | "letter">,
  change?: StandingChange,
): Promise<Standing> {
  const who = { at: desk.clock.now(), by: desk.actor };
  await standings.add(id, { ...added, ...who }, change);
  const row = { at: who.at, staff: who.by, contract: null, act: `standing.${added.event.kind}`, subject: `N-${id}` };
  await journal.append({ ...row, detail: added.event });
  return (await standings.get(id)) as Standing;
}

/** Records a talk and what was agreed in it. @throws UserError as `findCustomer`, {@link standingText}; `standing-day-ahead`. */
export async function recordTalk(desk: Desk, text: string, agreed: string, on: Day | null): Promise<CustomerStanding> {
  const said = standingText(agreed, "--agreed");
  const today = todayAt(desk);
  if (on !== null && on > today) throw new UserError("standing-day-ahead", { day: on });
  return (await desk.store()).write(async (repositories) => {
    const { customer, standing } = await findStanding(repositories, text);
    const contract = (await contractsOf(repositories, customer)).at(-1)?.number;
    const id = standing?.id ?? (await repositories.standings.open(desk.clock.now(), desk.actor));
    const words = { customer: known(customer), agreed: said, ...(contract ? { contract } : {}) };
    return { customer, standing: await step(desk, repositories, id, { event: { kind: "talked", on: on ?? today }, words }) };
  });
}

export interface Declining {
  readonly reason: string;
  /** A staff id; null: whoever decides. */
  readonly responsible: string | null;
  readonly reviewOn: Day;
}

function checkReview(desk: Desk, reviewOn: Day): void {
  const today = todayAt(desk);
  const most = plusMonths(today, LONGEST_MONTHS);
  if (reviewOn <= today || reviewOn > most) throw new UserError("standing-review-day", { day: reviewOn, most });
}

/** The last talk there was. */
export const talkOf = (standing: Standing) => {
  const talk = standing.steps.findLast(({ event }) => event.kind === "talked");
  return talk?.event.kind === "talked" ? { on: talk.event.on, agreed: talk.words.agreed ?? "" } : null;
};

/** What must be so before somebody is asked for a PIN. @throws UserError `standing-no-talk`, `standing-declined`, `standing-review-day`. */
export function checkDecline(desk: Desk, { customer, standing }: CustomerStanding, { reason, reviewOn }: Declining): Standing {
  standingText(reason, "--reason");
  checkReview(desk, reviewOn);
  if (standing === null) {
    const name = plain(customer.name);
    throw new UserError("standing-no-talk", { name }, [`desk customers talk "${name}" --agreed "…"`]);
  }
  if (standing.state === "declined") throw new UserError("standing-declined", { name: plain(customer.name), day: standing.reviewOn ?? "" });
  return standing;
}

/** @param decides has proved who they are. @throws UserError of {@link checkDecline}; `unknown-staff`. */
export async function decline(
  desk: Desk,
  text: string,
  declining: Declining,
  decides: StaffMember,
): Promise<CustomerStanding & { readonly standing: Standing }> {
  return (await desk.store()).write(async (repositories) => {
    const found = await findStanding(repositories, text);
    const { id } = checkDecline(desk, found, declining);
    const responsible = await someoneAtTheDesk(desk, repositories, declining.responsible ?? decides.id);
    const { reviewOn } = declining;
    const event: StandingEvent = { kind: "declined", responsible, reviewOn, decidedBy: decides.id };
    const words = { reason: standingText(declining.reason, "--reason") };
    const standing = await step(desk, repositories, id, { event, words }, { state: "declined", responsible, reviewOn });
    return { customer: found.customer, standing };
  });
}

/** @throws UserError `standing-not-declined`. */
async function declined(repositories: Repositories, text: string): Promise<CustomerStanding & { readonly standing: Standing }> {
  const { customer, standing } = await findStanding(repositories, text);
  if (standing?.state !== "declined")
    throw new UserError("standing-not-declined", { name: plain(customer.name) }, ["desk customers standing"]);
  return { customer, standing };
}

/** That the letter was made, and perhaps that it left. */
export const recordTold = async (desk: Desk, id: number, way: "mail" | "letter", letter?: NewStandingStep["letter"]): Promise<Standing> =>
  (await desk.store()).write((repositories) =>
    step(desk, repositories, id, { event: { kind: "told", way }, ...(letter ? { letter } : {}) }),
  );

/** What the customer says to it, kept beside it. */
export async function recordAnswer(desk: Desk, text: string, words: string): Promise<CustomerStanding> {
  const said = standingText(words, "--words");
  return (await desk.store()).write(async (repositories) => {
    const { customer, standing } = await declined(repositories, text);
    return { customer, standing: await step(desk, repositories, standing.id, { event: { kind: "answered" }, words: { said } }) };
  });
}

/** @param reviewOn the next day on which it is looked at; null: the customer is welcome again. */
export async function reviewStanding(desk: Desk, text: string, reviewOn: Day | null, decides: StaffMember): Promise<CustomerStanding> {
  if (reviewOn !== null) checkReview(desk, reviewOn);
  return (await desk.store()).write(async (repositories) => {
    const { customer, standing } = await declined(repositories, text);
    const { id, responsible } = standing;
    const event: StandingEvent =
      reviewOn === null ? { kind: "welcome", decidedBy: decides.id } : { kind: "reviewed", reviewOn, decidedBy: decides.id };
    const change =
      reviewOn === null
        ? ({ state: "welcome", responsible: null, reviewOn } as const)
        : ({ state: "declined", responsible, reviewOn } as const);
    return { customer, standing: await step(desk, repositories, id, { event }, change) };
  });
}

/** Refuses what is registered for somebody who was told no. @throws UserError `customer-declined`. */
export async function refuseDeclined(
  desk: Desk,
  repositories: Repositories,
  contract: Contract,
  letThrough: StaffMember | null,
): Promise<void> {
  const standing = await declinedStanding(repositories, contract.customer);
  if (standing === null) return;
  if (letThrough !== null) {
    await step(desk, repositories, standing.id, { event: { kind: "letThrough", contract: contract.number, decidedBy: letThrough.id } });
    return;
  }
  const name = plain(contract.customer.name);
  const said = reasonOfStanding(standing) ?? "";
  const reason = /[.?!…]$/u.test(said) ? said : `${said}.`;
  const member = standing.responsible === null ? null : await repositories.staff.get(standing.responsible);
  const values = { name, reason, responsible: member?.name ?? standing.responsible ?? "", day: standing.reviewOn ?? "" };
  throw new UserError("customer-declined", values, [`desk customers standing "${name}"`, "contracts add FILE --let-through"]);
}

/** Which contract the letter goes by: its language and address. */
export const contractForLetter = async ({ contracts }: Repositories, standing: Standing): Promise<Contract | null> => {
  const number = contractOfStanding(standing);
  return number === null ? null : contracts.get(number);
};

/** Nobody's name stands beside it, neither in the row nor in the journal: leads see how much it is, not whose it was. */
export async function markHard(desk: Desk, contract: string | null): Promise<void> {
  await (await desk.store()).write(async (repositories) => {
    const of = contract === null ? null : await repositories.contracts.get(contract.trim());
    if (contract !== null && of === null)
      throw new UserError("contract-unknown", { number: plain(contract).slice(0, 40), near: "", count: 0 });
    await repositories.standings.hard(of?.number ?? null, todayAt(desk));
    await repositories.journal.append({ at: desk.clock.now(), staff: "-", contract: null, act: "contact.hard", subject: "-" });
  });
}
