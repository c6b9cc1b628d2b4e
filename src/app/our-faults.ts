/** Something of ours is recorded as a fact, and decided: by the terms where they price it, by a sum, or that nothing comes off. */
import { type RentFacts, reduceRent, termsPrice } from "../assessment/rent-reduction.ts";
import type { Contract } from "../contract/contract.ts";
import { FAULT_KINDS, type FaultKind } from "../contract/our-faults.ts";
import type { Terms } from "../contract/terms.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { atLeast, type Role, type StaffMember } from "../people/staff.ts";
import { findContract } from "./find-contract.ts";
import { findHeader } from "./load-walk.ts";
import { toFault } from "./plan-rent-credit.ts";
import type { FaultDecision, RecordedFault } from "./ports/our-faults.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface NewFault {
  readonly kind: string;
  /** Position of a line; null: the whole delivery. */
  readonly position: number | null;
  readonly count: number | null;
  readonly days: number | null;
  readonly note: string | null;
  /** Null: whoever records it. */
  readonly seenBy: string | null;
  /** Null: now. */
  readonly seenAt: Instant | null;
}

export const faultName = (id: number): string => `V-${id}`;

const LONGEST_NAME = 100;

/** @throws UserError `fault-kind-unknown`, `fault-line-unknown`, `fault-count`, `fault-note-too-long`. */
function checked(given: NewFault, contract: Contract): FaultKind {
  const kind = FAULT_KINDS.find((one) => one === given.kind);
  if (kind === undefined)
    throw new UserError("fault-kind-unknown", { kind: plain(given.kind).slice(0, 40), known: FAULT_KINDS.join(", ") });
  const line = contract.lines.find(({ position }) => position === given.position);
  if (given.position !== null && !line)
    throw new UserError("fault-line-unknown", { line: given.position, contract: contract.number }, [`contracts show ${contract.number}`]);
  const most = line?.quantity ?? Math.max(...contract.lines.map(({ quantity }) => quantity));
  if (given.count !== null && given.count > most) throw new UserError("fault-count", { count: given.count, most });
  if ((given.note ?? "").length > LONGEST_TEXT)
    throw new UserError("fault-note-too-long", { length: (given.note ?? "").length, most: LONGEST_TEXT });
  return kind;
}

async function termsOf({ terms }: Repositories, contract: Contract): Promise<Terms> {
  const pinned = await terms.get(contract.terms.sha256);
  if (pinned === null) throw new UserError("terms-missing", { number: contract.number }, ["desk doctor"]);
  return pinned;
}

async function whereOf(
  repositories: Repositories,
  id: string,
): Promise<{ readonly contract: Contract; readonly inspection: string | null }> {
  const known = await repositories.contracts.get(id.trim());
  const header = known === null && idKind(id.trim().toUpperCase()) === "return" ? await findHeader(repositories, id) : null;
  return { contract: known ?? (await findContract(repositories, header?.contract ?? id)), inspection: header?.id ?? null };
}

/** A clerk lets the terms decide up to what a clerk may give away on a contract: nobody gives in by another name. */
async function mayLetTermsDecide(repositories: Repositories, facts: RentFacts, fault: RecordedFault, role: Role): Promise<boolean> {
  if (!atLeast(role, "clerk")) return false;
  if (atLeast(role, "lead")) return true;
  const before = (await repositories.ourFaults.ofContract(fault.contract)).filter(
    ({ decision }) => decision !== null && decision.outcome !== "nothing",
  );
  const { clerk } = await repositories.concessions.limits();
  return sum(reduceRent(facts, [...before, fault].map(toFault)).map(({ amount }) => amount)) <= clerk.perContract;
}

/**
 * Records a fault. Where the terms price it, that decides it within the limit of whoever records it; else it waits for a decision.
 * @param id of a contract, a hand-over or a return. @param record false: shows what would be recorded.
 * @throws UserError of the checks above, and those of `findContract`.
 */
export async function recordFault(desk: Desk, id: string, given: NewFault, record: boolean): Promise<RecordedFault> {
  const store = await desk.store();
  const work = async (repositories: Repositories): Promise<RecordedFault> => {
    const { contract, inspection } = await whereOf(repositories, id);
    const kind = checked(given, contract);
    const [at, by] = [desk.clock.now(), desk.actor];
    const member = await repositories.staff.get(by);
    const note = given.note === null ? null : plain(given.note).trim() || null;
    const seenBy = plain(given.seenBy ?? member?.name ?? by)
      .trim()
      .slice(0, LONGEST_NAME);
    const { position, count, days } = given;
    const fault = { contract: contract.number, inspection, position, kind, count, days, note, seenBy, seenAt: given.seenAt ?? at, at, by };
    const facts = { contract, terms: await termsOf(repositories, contract) };
    const role = member?.role ?? "temp";
    const own =
      termsPrice(facts, fault) &&
      (await mayLetTermsDecide(repositories, facts, { ...fault, id: 0, decision: null, creditNote: null }, role));
    const decision: FaultDecision | null = own ? { outcome: "terms", amount: null, reason: null, at, by } : null;
    if (!record) return { ...fault, id: 0, decision, creditNote: null };
    const key = await repositories.ourFaults.add(fault);
    if (decision !== null) await repositories.ourFaults.decide(key, decision);
    const row = { at, staff: by, contract: contract.number, act: "our-fault.recorded", subject: faultName(key) };
    await repositories.journal.append({ ...row, detail: { kind, position, count, days, decided: decision?.outcome ?? null } });
    return { ...fault, id: key, decision, creditNote: null };
  };
  return record ? store.write(work) : store.read(work);
}

/** @throws UserError `fault-unknown`. */
export async function findFault({ ourFaults }: Repositories, name: string): Promise<RecordedFault> {
  const match = /^V-([1-9]\d{0,8})$/u.exec(name.trim().toUpperCase());
  const fault = match ? await ourFaults.get(Number(match[1])) : null;
  if (fault === null) throw new UserError("fault-unknown", { fault: plain(name).slice(0, 40) }, ["invoice reduce 2026-0117"]);
  return fault;
}

export type FaultWish =
  | { readonly outcome: "terms" }
  | { readonly outcome: "sum"; readonly amount: Cents; readonly reason: string | null }
  | { readonly outcome: "nothing"; readonly reason: string };

/** What it takes to decide what was not decided when it was recorded. */
export const actOfDecision = ({ outcome }: FaultWish) => (outcome === "terms" ? "fault.byTerms" : "fault.bySum");

/**
 * @param decides has proved who they are, for {@link actOfDecision}.
 * @throws UserError `fault-unknown`, `fault-credited`, `fault-not-priced`.
 */
export async function decideFault(desk: Desk, name: string, wish: FaultWish, decides: StaffMember): Promise<RecordedFault> {
  return (await desk.store()).write(async (repositories) => {
    const fault = await findFault(repositories, name);
    if (fault.creditNote !== null) throw new UserError("fault-credited", { fault: faultName(fault.id) });
    const contract = await findContract(repositories, fault.contract);
    if (wish.outcome === "terms" && !termsPrice({ contract, terms: await termsOf(repositories, contract) }, fault))
      throw new UserError("fault-not-priced", { fault: faultName(fault.id) }, [
        `invoice reduce ${contract.number} --fault ${faultName(fault.id)} --sum 20,00`,
      ]);
    const who = { at: desk.clock.now(), by: decides.id };
    const reason = "reason" in wish && wish.reason !== null ? plain(wish.reason).trim().slice(0, LONGEST_TEXT) || null : null;
    const decision: FaultDecision =
      wish.outcome === "sum"
        ? { outcome: "sum", amount: wish.amount, reason, ...who }
        : wish.outcome === "nothing"
          ? { outcome: "nothing", amount: null, reason: reason ?? "", ...who }
          : { outcome: "terms", amount: null, reason: null, ...who };
    await repositories.ourFaults.decide(fault.id, decision);
    const row = { at: who.at, staff: desk.actor, contract: fault.contract, act: "our-fault.decided", subject: faultName(fault.id) };
    await repositories.journal.append({ ...row, detail: { outcome: decision.outcome, amount: decision.amount, decidedBy: decides.id } });
    return { ...fault, decision };
  });
}
