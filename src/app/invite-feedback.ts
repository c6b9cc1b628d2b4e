/**
 * Once a rental is settled, its customer is asked for a word: once, and never where something hurt, so that nobody who had to complain is
 * asked how it was, nor anybody who was told no. A desk can leave it off (`feedback: false` in its settings).
 */
import type { Contract } from "../contract/contract.ts";
import { outBefore } from "../inspection/out-before.ts";
import { plusDays } from "../kernel/dates.ts";
import { finishedInspections } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";
import { loadSettlements, type SettlementState, todayAt } from "./settlement-account.ts";
import { declinedStanding } from "./standing.ts";

export interface Invitable {
  readonly contract: Contract;
  /** Of the last billing that was settled. */
  readonly billing: number;
}

/** What was settled longer ago than this nobody remembers. */
const WITHIN_DAYS = 60;

async function isOver(repositories: Repositories, contract: Contract): Promise<boolean> {
  const finished = await finishedInspections(repositories, contract);
  return [...outBefore(contract, finished).values()].every((units) => units === 0);
}

async function mayBeAsked(repositories: Repositories, contract: Contract, settlements: readonly SettlementState[]): Promise<boolean> {
  if (settlements.some(({ account }) => account.state !== "settled")) return false;
  if ((await repositories.cases.list({ closed: true, contract: contract.number })).length > 0) return false;
  if ((await repositories.feedback.list(contract.number)).length > 0) return false;
  return (await isOver(repositories, contract)) && (await declinedStanding(repositories, contract.customer)) === null;
}

/** Whom to ask now, in the order of their contracts. Empty where the desk has it off. */
export async function listInvitable(desk: Desk): Promise<readonly Invitable[]> {
  if (desk.settings.feedback === false) return [];
  const today = todayAt(desk);
  return (await desk.store()).read(async (repositories) => {
    const invited = await repositories.feedback.invited();
    const byContract = new Map<string, SettlementState[]>();
    for (const state of await loadSettlements(repositories, today)) {
      const { contract } = state.issued.billing;
      byContract.set(contract, [...(byContract.get(contract) ?? []), state]);
    }
    const found: Invitable[] = [];
    for (const [number, states] of [...byContract].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const last = states.at(-1) as SettlementState;
      if (invited.has(number) || last.issued.billing.issuedOn < plusDays(today, -WITHIN_DAYS)) continue;
      const contract = await repositories.contracts.get(number);
      if (contract !== null && (await mayBeAsked(repositories, contract, states))) found.push({ contract, billing: last.issued.id });
    }
    return found;
  });
}

/** Stored before anything leaves: whoever was asked once is not asked again, whatever became of the mail. */
export async function recordInvitation(desk: Desk, { contract, billing }: Invitable, sha256: string): Promise<void> {
  await (await desk.store()).write(async ({ feedback, journal }) => {
    const [at, by] = [desk.clock.now(), desk.actor];
    await feedback.invite({ contract: contract.number, billing, way: "letter", sha256, at, by });
    await journal.append({
      at,
      staff: by,
      contract: contract.number,
      act: "feedback.invited",
      subject: contract.number,
      detail: { sha256 },
    });
  });
}

/** The letter left by mail, too. */
export async function recordMailed(desk: Desk, { contract }: Invitable): Promise<void> {
  const row = { at: desk.clock.now(), staff: desk.actor, contract: contract.number, act: "feedback.mailed", subject: contract.number };
  await (await desk.store()).write(async ({ journal }) => void (await journal.append(row)));
}
