/** What was ours on a contract, and what comes off its rent. Before the bill it waits for it; once the bill is out it is a credit note at once. */
import type { RentReduction } from "../assessment/rent-reduction.ts";
import type { Contract } from "../contract/contract.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import type { CreditNote, IssuedCreditNote } from "../invoice/credit-note.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { accountBefore } from "./credited-account.ts";
import { findContract } from "./find-contract.ts";
import { findReturn } from "./find-return.ts";
import { faultName } from "./our-faults.ts";
import { recordCreditNotes, type TextsFor, takeCreditNumbers } from "./plan-credit.ts";
import { ourFaultsOf, planRentCredit } from "./plan-rent-credit.ts";
import { replyPromise } from "./plan-return-billing.ts";
import type { RecordedFault } from "./ports/our-faults.ts";
import type { Desk, Repositories } from "./ports.ts";
import { type AssetsFor, renderCreditNotes } from "./render-billing.ts";
import { todayAt } from "./settlement-account.ts";

export interface RentPreview {
  readonly contract: Contract;
  readonly faults: readonly RecordedFault[];
  /** Of those that are on no credit note yet. */
  readonly reductions: readonly RentReduction[];
  /** The last bill that is out; null: the next one brings it. */
  readonly billed: IssuedBilling | null;
  /** What would be issued now; null where nothing would. */
  readonly note: CreditNote | null;
}

async function lastBilling({ inspections, billings }: Repositories, contract: string): Promise<IssuedBilling | null> {
  let last: IssuedBilling | null = null;
  for (const { id } of await inspections.of(contract)) {
    const bills = await billings.ofInspection(id);
    if (bills.length > 0 && (last === null || (bills.at(-1) as IssuedBilling).id > last.id)) last = bills.at(-1) as IssuedBilling;
  }
  return last;
}

async function planned(desk: Desk, repositories: Repositories, id: string, calendar: Calendar, texts: TextsFor): Promise<RentPreview> {
  const known = await repositories.contracts.get(id.trim());
  const contract = known ?? (await findContract(repositories, (await findReturn(repositories, id)).contract));
  const terms = await repositories.terms.get(contract.terms.sha256);
  if (terms === null) throw new UserError("terms-missing", { number: contract.number }, ["desk doctor"]);
  const faults = await repositories.ourFaults.ofContract(contract.number);
  const { reductions } = await ourFaultsOf(repositories, { contract, terms });
  const billed = await lastBilling(repositories, contract.number);
  if (billed === null || reductions.length === 0) return { contract, faults, reductions, billed, note: null };
  const today = todayAt(desk);
  const note = planRentCredit(reductions, {
    contract,
    terms,
    inspection: billed.billing.inspection,
    firm: desk.settings.firm,
    today,
    returnedOn: billed.billing.returnedOn,
    calendar,
    reply: await replyPromise(desk, repositories, calendar, today),
    settlement: billed.billing.settlement,
    before: await accountBefore(repositories, billed, today),
    messages: await texts(contract.language),
  });
  return { contract, faults, reductions, billed, note };
}

/** Changes nothing. @param id of a contract, a return or a document. @throws UserError as {@link findReturn}. */
export async function previewRent(desk: Desk, id: string): Promise<RentPreview> {
  const calendar = await desk.calendar();
  return (await desk.store()).read((repositories) => planned(desk, repositories, id, calendar, desk.texts));
}

/** Ties the faults to the note that they are on; in the note's own transaction. */
export async function creditFaults(
  desk: Desk,
  { ourFaults, journal }: Repositories,
  reductions: readonly RentReduction[],
  { id, note }: IssuedCreditNote,
): Promise<void> {
  const faults = [...new Set(reductions.map(({ fault }) => fault.id))];
  for (const fault of faults) await ourFaults.credit(fault, id);
  const detail = { faults: faults.map(faultName), creditNote: note.number };
  await journal.append({
    at: desk.clock.now(),
    staff: desk.actor,
    contract: note.contract,
    act: "rent.reduced",
    subject: String(id),
    detail,
  });
}

/**
 * Issues exactly what was previewed, on the last bill.
 * @throws UserError `credit-changed` when the books no longer give the same.
 */
export async function issueRentCredit(
  desk: Desk,
  { contract, note }: RentPreview,
  assetsFor: AssetsFor,
): Promise<readonly IssuedCreditNote[]> {
  if (note === null) throw new RangeError("nothing to credit");
  const texts: TextsFor = async (language) => (await assetsFor(language)).messages;
  const calendar = await desk.calendar();
  const issued = await (await desk.store()).write(async (repositories) => {
    const numbers = await takeCreditNumbers(desk, repositories, 1);
    const now = await planned(desk, repositories, contract.number, calendar, texts);
    if (now.note === null || now.billed === null || canonicalJson(now.note) !== canonicalJson(note))
      throw new UserError("credit-changed", { id: contract.number }, [`invoice reduce ${contract.number}`]);
    const entry = { billing: now.billed.id, cause: "ourFault", decidedBy: desk.actor, numbers } as const;
    const notes = await recordCreditNotes(desk, repositories, [now.note], entry);
    await creditFaults(desk, repositories, now.reductions, notes[0] as IssuedCreditNote);
    return notes;
  });
  return renderCreditNotes(desk, issued, assetsFor);
}
