/** What of a customer may be forgotten when they ask for it, what the law keeps and until when; and forgetting it (GDPR article 17). */
import { atWallClock, type Instant, plusMonths } from "../kernel/dates.ts";
import { backupsHolding, type HoldingBackup } from "./backups-holding.ts";
import { type AgedContract, age, letContractsGo } from "./expire-contracts.ts";
import { type KnownCustomer, knownCustomer } from "./export-customer.ts";
import type { ForgettableWords } from "./ports/personal-data.ts";
import type { QuietContract, Tombstone } from "./ports/retention.ts";
import type { Desk } from "./ports.ts";
import { removeLeaving } from "./remove-leaving.ts";
import { todayAt } from "./settlement-account.ts";

export interface ForgetPlan {
  readonly customer: string;
  /** Contracts whose years are over and of which nothing is open: they go whole. */
  readonly goes: readonly AgedContract[];
  /** Contracts that the law keeps, or that are still open. */
  readonly stays: readonly AgedContract[];
  /** Words in what stays that no law keeps. */
  readonly words: ForgettableWords;
}

/** In how many places words go. */
export const wordsIn = (words: ForgettableWords): number => Object.values(words).reduce((sum, count) => sum + count, 0);

export interface Forgotten extends ForgetPlan {
  readonly tombstones: readonly Tombstone[];
  /** Files of which a copy is still there, because the mirror is away; removed when it is back. */
  readonly waiting: number;
  readonly backups: readonly HoldingBackup[];
}

async function planOf(desk: Desk, text: string): Promise<ForgetPlan & { readonly known: KnownCustomer }> {
  const [calendar, store] = [await desk.calendar(), await desk.store()];
  return store.read(async (repositories) => {
    const known = await knownCustomer(repositories, text);
    const aged: AgedContract[] = [];
    for (const { number } of known.contracts) {
      const quiet = (await repositories.retention.quiet(number)) as QuietContract;
      aged.push(await age(desk, repositories, calendar, quiet));
    }
    const mayGo = ({ keptUntil, keptFor }: AgedContract): boolean => keptUntil < todayAt(desk) && keptFor === null;
    const words = await repositories.personalData.forgettable(known.whose);
    return {
      known,
      customer: known.customer.name,
      goes: aged.filter(mayGo),
      stays: aged.filter((contract) => !mayGo(contract)),
      words,
    };
  });
}

/** @param text any contract of theirs, their name, e-mail address or business id. @throws UserError as `findCustomer`. */
export async function planForgetting(desk: Desk, text: string): Promise<ForgetPlan> {
  const { known: _, ...plan } = await planOf(desk, text);
  return plan;
}

/**
 * Forgets what may be forgotten: words first, each contract's in one transaction with its journal row, then contracts whose years are over.
 * @param decidedBy staff id of somebody who may (`customer.forget`).
 * @throws UserError as {@link planForgetting}.
 */
export async function forgetCustomer(desk: Desk, text: string, decidedBy: string): Promise<Forgotten> {
  const { known, ...plan } = await planOf(desk, text);
  const store = await desk.store();
  await store.write(async ({ personalData, journal }) => {
    const at = desk.clock.now();
    const count = wordsIn(await personalData.forget(known.whose, at));
    if (count === 0) return;
    // Of no contract: the words may stand in cases about none. The chain stays whole, and says who decided it.
    const subject = String(count);
    await journal.append({ at, staff: desk.actor, contract: null, act: "customer.forgotten", subject, detail: { decidedBy } });
  });
  const going = plan.goes.map(({ contract }) => contract);
  // Without a number it would let all go that may.
  const { tombstones } = going.length === 0 ? { tombstones: [] } : await letContractsGo(desk, going, decidedBy);
  const waiting = await removeLeaving(desk);
  const backups = await store.read(({ journal }) => backupsHolding(journal, known.whose.contracts));
  return { ...plan, tombstones, waiting, backups };
}

/** Notes of the staff about customers are kept for so long. */
export const NOTES_KEPT_MONTHS = 24;

/** What was written before it is old. */
const notesKeptSince = (desk: Desk): Instant => atWallClock(plusMonths(todayAt(desk), -NOTES_KEPT_MONTHS), "00:00:00", desk.settings.zone);

/** How many notes are older than they may be. */
export async function countOldNotes(desk: Desk): Promise<number> {
  const since = notesKeptSince(desk);
  return (await desk.store()).read(({ personalData }) => personalData.oldNotes(since));
}

/** @param decidedBy as for {@link forgetCustomer}. @returns how many were removed. */
export async function forgetOldNotes(desk: Desk, decidedBy: string): Promise<number> {
  const since = notesKeptSince(desk);
  const removed = await (await desk.store()).write(async ({ personalData, journal }) => {
    const at = desk.clock.now();
    const count = await personalData.forgetOldNotes(since, at);
    const row = { at, staff: desk.actor, contract: null, act: "notes.expired", subject: String(count) };
    if (count > 0) await journal.append({ ...row, detail: { decidedBy } });
    return count;
  });
  await removeLeaving(desk);
  return removed;
}
