/** Corrects what is billed after the facts have changed: what is less is credited, what is more is billed. Shown first, then issued unchanged. */
import type { IssuedBilling } from "../invoice/billing.ts";
import type { CreditNote, IssuedCreditNote } from "../invoice/credit-note.ts";
import { numberBilling } from "../invoice/plan-billing.ts";
import { depositUsed } from "../invoice/settlement.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { problemsOf, signedCopyObstacle } from "./billing-obstacles.ts";
import { changedSinceBilled } from "./changed-since-billed.ts";
import { findContract } from "./find-contract.ts";
import { billingOfDocument } from "./find-return.ts";
import { enterBilling, type NumbersTaken, takeNumbers } from "./issue-billing.ts";
import { type CorrectionPlan, type CorrectionWish, differsFromBilled, planCorrection } from "./plan-correction.ts";
import { recordCreditNotes, takeCreditNumbers } from "./plan-credit.ts";
import type { ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";
import { type AssetsFor, renderBilling, renderCreditNotes } from "./render-billing.ts";

export interface CorrectionPreview extends CorrectionPlan {
  /** Nothing that the bills rest on has changed since; then nothing is to be done. */
  readonly unchanged: boolean;
  /** Something was taken up again since; also where its sums stay the same, the books note that it was reckoned anew. */
  readonly amended: boolean;
  /** Each with what to do; empty when the correction can be issued as shown. */
  readonly obstacles: readonly UserError[];
}

export interface IssuedCorrection {
  readonly creditNotes: readonly IssuedCreditNote[];
  readonly billings: readonly IssuedBilling[];
}

/** The notes of a plan, in the order in which they are numbered. */
export const notesOf = ({ credits }: CorrectionPlan): readonly CreditNote[] => credits.flatMap(({ notes }) => notes);

/** Nothing is credited or billed. */
export const changesNothing = (plan: CorrectionPlan): boolean => plan.credits.length === 0 && plan.billings.length === 0;

/** An inspection's own id (also a hand-over's), one of its documents, or the contract's number. */
async function contractOf(repositories: Repositories, id: string): Promise<string> {
  const header = await repositories.inspections.header(id.trim().toUpperCase());
  if (header !== null) return header.contract;
  const issued = await billingOfDocument(repositories, id);
  return issued === null ? (await findContract(repositories, id)).number : issued.billing.contract;
}

/**
 * What the correction would say; changes nothing.
 * @param id of a return, a hand-over or a document, or the contract's number.
 * @throws UserError `walk-unfinished`, `not-billed`, and those of {@link findContract}.
 */
export async function previewCorrection(desk: Desk, id: string, wish: CorrectionWish): Promise<CorrectionPreview> {
  const calendar = await desk.calendar();
  const shown = await (await desk.store()).read(async (repositories) => {
    const contract = await contractOf(repositories, id);
    const { amended, other } = await changedSinceBilled(repositories, contract);
    const plan = await planCorrection(desk, repositories, contract, { calendar, wish });
    return { plan, amended: amended.length > 0, unchanged: amended.length === 0 && (!other || changesNothing(plan)) };
  });
  const { plan, amended, unchanged } = shown;
  const none = { credits: [], billings: [], undecided: [], idle: [] };
  return { ...plan, ...(unchanged ? none : {}), amended, unchanged, obstacles: unchanged ? [] : await obstaclesOf(desk, plan) };
}

/** What is less can always be credited; what is more needs what a bill needs. */
async function obstaclesOf(desk: Desk, { contract, billings, undecided }: CorrectionPlan): Promise<readonly UserError[]> {
  const copy = billings.length > 0 ? await signedCopyObstacle(desk, contract) : null;
  return [...(copy ? [copy] : []), ...undecided.flatMap(problemsOf)];
}

const frozen = (plan: CorrectionPlan): string => canonicalJson([notesOf(plan), plan.billings.map(({ billing }) => billing)]);

/**
 * Issues exactly what was previewed: numbers, values, hashes, what is used from now on and the journal in one transaction; then the
 * PDFs, which a later run can always finish.
 * @throws UserError the first obstacle of the preview; `correction-changed` when the books no longer give the same.
 */
export async function correctBilling(
  desk: Desk,
  shown: CorrectionPreview,
  wish: Pick<CorrectionWish, "reason">,
  assetsFor: AssetsFor,
): Promise<IssuedCorrection> {
  const [obstacle] = shown.obstacles;
  if (obstacle) throw obstacle;
  if (shown.unchanged) return { creditNotes: [], billings: [] };
  const calendar = await desk.calendar();
  const full: CorrectionWish = { ...wish, texts: async (language) => (await assetsFor(language)).messages };
  const issued = await (await desk.store()).write(async (repositories) => {
    // Taking numbers is the first statement: from here on no other program issues, and a failure gives them back.
    const numbers = await takeCreditNumbers(desk, repositories, notesOf(shown).length);
    const taken: NumbersTaken[] = [];
    for (const { billing } of shown.billings) taken.push(await takeNumbers(desk, repositories, billing));
    const plan = await planCorrection(desk, repositories, shown.contract, { calendar, wish: full });
    if (frozen(plan) !== frozen(shown) || plan.undecided.length > 0)
      throw new UserError("correction-changed", { contract: plan.contract }, [`invoice correct ${plan.contract}`]);
    return record(desk, repositories, plan, { numbers, taken });
  });
  const billings: IssuedBilling[] = [];
  for (const one of issued.billings) billings.push(await renderBilling(desk, one, assetsFor));
  return { creditNotes: await renderCreditNotes(desk, issued.creditNotes, assetsFor), billings };
}

async function record(
  desk: Desk,
  repositories: Repositories,
  plan: CorrectionPlan,
  { numbers, taken }: { readonly numbers: readonly string[]; readonly taken: readonly NumbersTaken[] },
): Promise<IssuedCorrection> {
  const creditNotes: IssuedCreditNote[] = [];
  for (const { issued, notes } of plan.credits) {
    const own = numbers.slice(creditNotes.length, creditNotes.length + notes.length);
    const entry = { billing: issued.id, cause: "correction", decidedBy: desk.actor, numbers: own } as const;
    creditNotes.push(...(await recordCreditNotes(desk, repositories, notes, entry)));
  }
  const billings: IssuedBilling[] = [];
  const deposits: Cents[] = [plan.used.deposit];
  for (const [index, one] of plan.billings.entries()) {
    const { numbers: of, serial } = taken[index] as NumbersTaken;
    billings.push(await enterMore(desk, repositories, one, numberBilling(one.billing, of, serial)));
    deposits.push(depositUsed(one.billing.documents, one.billing.settlement));
  }
  const at = desk.clock.now();
  const { contract, billed } = plan;
  await repositories.creditNotes.addCorrection({ contract, used: { ...plan.used, deposit: sum(deposits) }, billed, at, by: desk.actor });
  const detail = { creditNotes: creditNotes.map(({ note }) => note.number), billings: billings.map(({ id }) => id) };
  await repositories.journal.append({ at, staff: desk.actor, contract, act: "billing.corrected", subject: contract, detail });
  return { creditNotes, billings };
}

async function enterMore(
  desk: Desk,
  repositories: Repositories,
  plan: ReturnBillingPlan,
  billing: IssuedBilling["billing"],
): Promise<IssuedBilling> {
  const id = await enterBilling(desk, repositories, plan, billing);
  const issued = await repositories.billings.get(id);
  if (!issued) throw new RangeError(`billing ${id} is not in the books`);
  return issued;
}

export interface Uncorrected {
  readonly contract: string;
  readonly customer: string;
}

/** Contracts of which something is billed that has been amended since, or that comes to something else by now. */
export async function listUncorrected(desk: Desk): Promise<readonly Uncorrected[]> {
  const calendar = await desk.calendar();
  return (await desk.store()).read(async (repositories) => {
    const { contracts, creditNotes, inspections } = repositories;
    const due: Uncorrected[] = [];
    for (const contract of await creditNotes.perhapsUncorrected()) {
      // What is being amended is listed once it is finished.
      if ((await inspections.of(contract)).some(({ finishedAt }) => finishedAt === null)) continue;
      const { amended, other } = await changedSinceBilled(repositories, contract);
      if (amended.length === 0 && !(other && (await differsFromBilled(desk, repositories, contract, calendar)))) continue;
      due.push({ contract, customer: (await contracts.get(contract))?.customer.name ?? "" });
    }
    return due;
  });
}
