/** What need not be kept any longer, what of it must stay all the same, and letting the rest go: rows first, with a tombstone, then the bytes. */
import { CALENDAR_YEAR, keptUntil } from "../invoice/retention.ts";
import { type Day, dayOf, type Instant, instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { backupsHolding, type HoldingBackup } from "./backups-holding.ts";
import { findContract } from "./find-contract.ts";
import { planReturnBilling } from "./plan-return-billing.ts";
import type { LetGoDocument, QuietContract, Tombstone } from "./ports/retention.ts";
import type { Desk, Repositories } from "./ports.ts";
import { removeLeaving } from "./remove-leaving.ts";
import { loadSettlement, type SettlementState, todayAt } from "./settlement-account.ts";

/** Why a contract stays although its years are over. */
export type KeptFor = "stillOut" | "unfinished" | "unbilled" | "waiting" | "unsettled";

export interface AgedContract {
  readonly contract: string;
  readonly customer: string;
  /** The last day on which anything was entered about it. */
  readonly lastOn: Day;
  readonly keptUntil: Day;
  /** Null: it may go. */
  readonly keptFor: KeptFor | null;
}

export interface LetGo {
  readonly tombstones: readonly Tombstone[];
  /** Files of which a copy is still there, because the mirror is away; removed when it is back. */
  readonly waiting: number;
  /** Backups made while the contracts were there, which hold them still. */
  readonly backups: readonly HoldingBackup[];
}

type Calendar = Awaited<ReturnType<Desk["calendar"]>>;

/** Contracts whose years are over, the longest quiet first. */
export async function agedContracts(desk: Desk): Promise<readonly AgedContract[]> {
  const [calendar, store] = [await desk.calendar(), await desk.store()];
  return store.read(async (repositories) => {
    const aged: AgedContract[] = [];
    for (const quiet of await repositories.retention.quietSince(fiveYearsBefore(todayAt(desk)))) {
      const found = await age(desk, repositories, calendar, quiet);
      if (found.keptUntil < todayAt(desk)) aged.push(found);
    }
    return aged;
  });
}

/** Nothing is old enough sooner; what is, is then looked at by its own day. */
const fiveYearsBefore = (today: Day): Instant => instant(`${Number(today.slice(0, 4)) - 5}-01-01T00:00:00.000Z`);

/** Until when a contract is kept, and what keeps it beyond that day. */
export async function age(desk: Desk, repositories: Repositories, calendar: Calendar, quiet: QuietContract): Promise<AgedContract> {
  const { contract, customer } = quiet;
  const lastOn = dayOf(quiet.lastAt, desk.settings.zone);
  const until = keptUntil(lastOn, desk.settings.financialYearEnd ?? CALENDAR_YEAR);
  return { contract, customer, lastOn, keptUntil: until, keptFor: await keptFor(desk, repositories, calendar, quiet) };
}

async function keptFor(
  desk: Desk,
  repositories: Repositories,
  calendar: Calendar,
  { contract, back }: QuietContract,
): Promise<KeptFor | null> {
  const headers = await repositories.inspections.of(contract);
  if (headers.some(({ finishedAt }) => finishedAt === null)) return "unfinished";
  if (!back) return "stillOut";
  const settlements: SettlementState[] = [];
  for (const header of headers.filter(({ kind }) => kind === "return")) {
    const billings = await repositories.billings.ofInspection(header.id);
    if (billings.length === 0) return "unbilled";
    for (const issued of billings) settlements.push(await loadSettlement(repositories, issued, todayAt(desk)));
    const plan = await planReturnBilling(desk, repositories, header, { calendar, include: "agreed" });
    const waits = plan.assessment.notCharged.some(({ reason }) => reason === "disputed" || reason === "waiting");
    if (waits || plan.billing.documents.length > 0) return "waiting";
  }
  return settlements.some(({ account }) => account.state !== "settled") ? "unsettled" : null;
}

/**
 * Lets contracts go for good. Each is one transaction; bytes that nothing else names are removed from both copies afterwards, and what a
 * stop leaves of that `desk doctor` finishes.
 * @param numbers none: all that may go.
 * @param decidedBy staff id of somebody who may (`contract.expire`).
 * @throws UserError `kept-by-law` or `kept-while-open` for a contract that must stay, `contract-unknown`; nothing goes then.
 */
export async function letContractsGo(desk: Desk, numbers: readonly string[], decidedBy: string): Promise<LetGo> {
  const chosen = await contractsThatMayGo(desk, numbers);
  const [calendar, store] = [await desk.calendar(), await desk.store()];
  const tombstones: Tombstone[] = [];
  for (const { contract } of chosen) {
    const tombstone = await store.write(async (repositories) => {
      // Somebody may have entered something about it meanwhile.
      const quiet = await repositories.retention.quiet(contract);
      if (quiet === null) return null;
      const aged = mustGo(desk, await age(desk, repositories, calendar, quiet));
      return setTombstone(desk, repositories, aged, decidedBy);
    });
    if (tombstone !== null) tombstones.push(tombstone);
  }
  const waiting = await removeLeaving(desk);
  const gone = tombstones.map(({ contract }) => contract);
  return { tombstones, waiting, backups: await store.read(({ journal }) => backupsHolding(journal, gone)) };
}

/** @throws UserError as {@link letContractsGo}. */
export async function contractsThatMayGo(desk: Desk, numbers: readonly string[]): Promise<readonly AgedContract[]> {
  if (numbers.length === 0) return (await agedContracts(desk)).filter((aged) => aged.keptFor === null);
  const [calendar, store] = [await desk.calendar(), await desk.store()];
  return store.read(async (repositories) => {
    const chosen: AgedContract[] = [];
    for (const number of numbers) {
      const { number: contract } = await findContract(repositories, number);
      const quiet = (await repositories.retention.quiet(contract)) as QuietContract;
      chosen.push(mustGo(desk, await age(desk, repositories, calendar, quiet)));
    }
    return chosen;
  });
}

/** @throws UserError `kept-by-law`, `kept-while-open`. */
function mustGo(desk: Desk, aged: AgedContract): AgedContract {
  const { contract, keptUntil: until, lastOn } = aged;
  if (until >= todayAt(desk)) throw new UserError("kept-by-law", { contract, until, lastOn }, ["contracts expire"]);
  if (aged.keptFor !== null) throw new UserError("kept-while-open", { contract, why: aged.keptFor }, [`contracts show ${contract}`]);
  return aged;
}

async function documentsOf({ billings, inspections, creditNotes }: Repositories, contract: string): Promise<readonly LetGoDocument[]> {
  const documents: LetGoDocument[] = [];
  for (const { id } of await inspections.of(contract)) {
    for (const issued of await billings.ofInspection(id)) {
      const { issuedOn } = issued.billing;
      for (const { number, kind, total } of issued.billing.documents) documents.push({ number: String(number), kind, issuedOn, total });
      for (const { note } of await creditNotes.ofBilling(issued.id))
        documents.push({ number: note.number, kind: "creditNote", issuedOn: note.issuedOn, total: note.total });
    }
  }
  return documents;
}

async function setTombstone(
  desk: Desk,
  repositories: Repositories,
  { contract, lastOn, keptUntil: until }: AgedContract,
  decidedBy: string,
): Promise<Tombstone> {
  const documents = await documentsOf(repositories, contract);
  const at = desk.clock.now();
  const tombstone = await repositories.retention.letGo({ contract, lastOn, keptUntil: until, documents, at, by: desk.actor, decidedBy });
  // The journal goes on without the contract's words: this row is about a number, and seals that its rows are gone.
  await repositories.journal.append({ at, staff: desk.actor, contract, act: "contract.let-go", subject: contract });
  return tombstone;
}
