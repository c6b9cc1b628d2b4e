/**
 * Several clerks at one contract: who walks right now holds a seat. Another program joins, takes over or waits; nobody overwrites. A seat
 * whose program is gone is free, on this machine at once and from another one after a while without a sign of life.
 */
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { WalkSeat } from "./ports/walk-seats.ts";
import type { Desk, Repositories } from "./ports.ts";

/** Without a sign of life for so long, a program on another machine is taken for gone. In milliseconds. */
const GONE_AFTER = 90_000;

/** The program that asks, and what it can know of others on its machine. */
export interface Place {
  readonly host: string;
  readonly pid: number;
  isAlive(pid: number): boolean;
}

export interface Walker extends WalkSeat {
  readonly name: string;
}

function isHeld(seat: WalkSeat, { host, isAlive }: Place, now: Instant): boolean {
  if (seat.takenBy !== null) return false;
  return seat.host === host ? isAlive(seat.pid) : Date.parse(now) - Date.parse(seat.seenAt) < GONE_AFTER;
}

async function walkersWithin({ seats, staff }: Repositories, contract: string, place: Place, now: Instant): Promise<readonly Walker[]> {
  const held = (await seats.of(contract)).filter((seat) => isHeld(seat, place, now));
  const named: Walker[] = [];
  for (const seat of held) named.push({ ...seat, name: (await staff.get(seat.staff))?.name ?? seat.staff });
  return named;
}

/** Who walks the contract now, but for the seat of who asks. */
export async function walkersOf(desk: Desk, contract: string, place: Place, own: number | null = null): Promise<readonly Walker[]> {
  const store = await desk.store();
  const walkers = await store.read((repositories) => walkersWithin(repositories, contract, place, desk.clock.now()));
  return walkers.filter(({ id }) => id !== own);
}

/** `alone`: only where nobody walks. */
export type Seating = "alone" | "join" | "takeOver";

/** @throws UserError `walked-elsewhere`, naming who walks since when. */
export function refuseBeside(contract: string, walkers: readonly Walker[], since: (at: Instant) => string): void {
  const [first] = walkers;
  if (!first) return;
  const command = `inspect ${contract}`;
  throw new UserError("walked-elsewhere", { contract, name: first.name, since: since(first.since) }, [
    `${command} --join`,
    `${command} --take-over`,
  ]);
}

/**
 * Takes a seat.
 * @returns its id.
 * @throws UserError `walked-elsewhere` when somebody walks and nothing else was said.
 */
export async function takeSeat(desk: Desk, contract: string, place: Place, how: Seating, since: (at: Instant) => string): Promise<number> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const { seats, journal } = repositories;
    const now = desk.clock.now();
    const walkers = await walkersWithin(repositories, contract, place, now);
    if (how === "alone") refuseBeside(contract, walkers, since);
    const held = new Set(walkers.map(({ id }) => id));
    // What programs that are gone left behind. A seat that was taken goes with its own program, which still has to see it.
    for (const seat of await seats.of(contract)) if (!held.has(seat.id) && seat.takenBy === null) await seats.leave(seat.id);
    if (how === "takeOver") for (const { id } of walkers) await seats.takenBy(id, desk.actor);
    const id = await seats.sit({ contract, staff: desk.actor, host: place.host, pid: place.pid, since: now });
    if (walkers.length > 0) {
      const act = how === "join" ? "walk.joined" : "walk.takenOver";
      await journal.append({ at: now, staff: desk.actor, contract, act, subject: walkers.map(({ staff }) => staff).join(" ") });
    }
    return id;
  });
}

export interface SeatView {
  /** Name of who took over; null while the seat is held. */
  readonly takenBy: string | null;
  readonly others: readonly Walker[];
}

async function viewWithin(repositories: Repositories, desk: Desk, seat: WalkSeat | null, place: Place): Promise<SeatView> {
  if (seat === null) return { takenBy: null, others: [] };
  const taker = seat.takenBy === null ? null : ((await repositories.staff.get(seat.takenBy))?.name ?? seat.takenBy);
  const walkers = await walkersWithin(repositories, seat.contract, place, desk.clock.now());
  return { takenBy: taker, others: walkers.filter(({ id }) => id !== seat.id) };
}

/** What a seat sees of the others. */
export async function lookAround(desk: Desk, id: number, place: Place): Promise<SeatView> {
  const store = await desk.store();
  return store.read(async (repositories) => viewWithin(repositories, desk, await repositories.seats.get(id), place));
}

/**
 * Goes to a line, if nobody else is on it, and shows a sign of life.
 * @param position 0: the customer's answer and the end. null: to none.
 * @returns what it sees; the line is somebody else's where one of them is on it.
 */
export async function goTo(desk: Desk, id: number, position: number | null, place: Place): Promise<SeatView> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const view = await viewWithin(repositories, desk, await repositories.seats.get(id), place);
    const isFree = position === null || !view.others.some((other) => other.position === position);
    await repositories.seats.seen(id, desk.clock.now(), isFree ? position : null);
    return view;
  });
}

export async function leaveSeat(desk: Desk, id: number): Promise<void> {
  const store = await desk.store();
  await store.write(({ seats }) => seats.leave(id));
}
