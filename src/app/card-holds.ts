/** Card holds that cover a bill: which may be taken from which day, and what became of them. Nothing is taken by the program itself. */
import type { CardHoldEnd, HeldOnCard } from "../invoice/card-hold.ts";
import type { Day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { findSettlement } from "./find-settlement.ts";
import type { RecordedHoldEnd } from "./ports/card-holds.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlement, loadSettlements, namesOf, type SettlementState, todayAt } from "./settlement-account.ts";

/** A settlement of which a card hold waits to be taken. */
export interface WaitingHold {
  readonly state: SettlementState;
  readonly hold: HeldOnCard;
  /** Whether the customer's days to contest are over. */
  readonly mayBeTaken: boolean;
}

const waitingIn = (state: SettlementState, today: Day): readonly WaitingHold[] => {
  const { hold } = state.facts;
  return hold === null || hold.end !== null || hold.amount === 0 ? [] : [{ state, hold, mayBeTaken: hold.notBefore <= today }];
};

/** Holds that wait, in the order of the days from which they may be taken. */
export async function listHolds(desk: Desk): Promise<readonly WaitingHold[]> {
  const today = todayAt(desk);
  const states = await (await desk.store()).read((repositories) => loadSettlements(repositories, today));
  return states
    .flatMap((state) => waitingIn(state, today))
    .sort((a, b) => (a.hold.notBefore === b.hold.notBefore ? 0 : a.hold.notBefore < b.hold.notBefore ? -1 : 1));
}

export interface EndedHold {
  readonly end: RecordedHoldEnd;
  /** How the settlement stands with it. */
  readonly state: SettlementState;
}

/**
 * Records what happened at the card terminal.
 * @param ids of documents, returns or contracts.
 * @param record false: shows what would be recorded, and how the settlements stand now.
 * @throws UserError `hold-none`, `hold-too-early`, and those of `findSettlement`; nothing is recorded then.
 */
export async function endHolds(desk: Desk, ids: readonly string[], how: CardHoldEnd, record: boolean): Promise<readonly EndedHold[]> {
  const store = await desk.store();
  const work = async (repositories: Repositories): Promise<readonly EndedHold[]> => {
    const done: EndedHold[] = [];
    for (const id of ids) {
      const before = await findSettlement(repositories, id, todayAt(desk));
      if (done.some(({ end }) => end.billing === before.issued.id)) continue;
      const end: RecordedHoldEnd = { ...endOf(before, how), at: desk.clock.now(), by: desk.actor };
      if (record) await enter(desk, repositories, before, end);
      done.push({ end, state: record ? await loadSettlement(repositories, before.issued, todayAt(desk)) : before });
    }
    return done;
  };
  return record ? store.write(work) : store.read(work);
}

function endOf({ issued, facts }: SettlementState, how: CardHoldEnd): Omit<RecordedHoldEnd, "at" | "by"> {
  const { hold } = facts;
  const names = namesOf(issued).join(" ");
  if (hold === null || hold.end !== null || hold.amount === 0) throw new UserError("hold-none", { names }, ["invoice holds"]);
  if (how.outcome === "taken" && how.on < hold.notBefore)
    throw new UserError("hold-too-early", { names, day: hold.notBefore, given: how.on }, ["invoice holds"]);
  return { billing: issued.id, amount: hold.amount, ...how };
}

async function enter(desk: Desk, { cardHolds, journal }: Repositories, { issued }: SettlementState, end: RecordedHoldEnd): Promise<void> {
  await cardHolds.end(end);
  const { contract } = issued.billing;
  const { at, outcome, amount, on } = end;
  await journal.append({
    at,
    staff: desk.actor,
    contract,
    act: `card-hold.${outcome}`,
    subject: String(issued.id),
    detail: { amount, on },
  });
}
