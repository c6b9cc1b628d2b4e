/** Issues a bill: numbers, value, hash and journal row in one transaction; then the PDF, which a later run can always finish. */
import { createHash } from "node:crypto";
import { type Assessment, type NotChargedReason, sourceKey } from "../assessment/assessment.ts";
import type { Billing, DocumentKind, IssuedBilling } from "../invoice/billing.ts";
import { patternsOf } from "../invoice/number-pattern.ts";
import { type DocumentNumbers, numberBilling } from "../invoice/plan-billing.ts";
import { depositUsed } from "../invoice/settlement.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { alreadyBilled } from "./billing-obstacles.ts";
import { recordCreditNotes, takeCreditNumbers } from "./plan-credit.ts";
import { type Include, planReturnBilling, type ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";
import type { BillingPreview } from "./preview-billing.ts";
import { creditFaults } from "./reduce-rent.ts";
import { type AssetsFor, renderBilling } from "./render-billing.ts";
import { witnessNow } from "./witness.ts";

/**
 * Issues exactly what was previewed.
 * @returns the billing with its PDF stored.
 * @throws UserError the first obstacle of the preview; `bill-changed` when the books no longer give the same bill. Nothing is issued then.
 */
export async function issueBilling(desk: Desk, shown: BillingPreview, include: Include, assetsFor: AssetsFor): Promise<IssuedBilling> {
  return renderBilling(desk, await issueUnrendered(desk, shown, include), assetsFor);
}

/** The same without the PDF, for many at once: all are in the books before the first is set. */
export async function issueUnrendered(desk: Desk, shown: BillingPreview, include: Include): Promise<IssuedBilling> {
  const [obstacle] = shown.obstacles;
  if (obstacle) throw shown.obstacles.length === 1 ? obstacle : allObstacles(shown);
  const id = await enterInBooks(desk, shown, include);
  const store = await desk.store();
  const issued = await store.read(({ billings }) => billings.get(id));
  if (!issued) throw new RangeError(`billing ${id} is not in the books`);
  return issued;
}

/** One error for all obstacles: the first, with the others below it. */
function allObstacles({ obstacles }: BillingPreview): UserError {
  const [{ code, values }, ...errors] = obstacles as readonly [UserError, ...UserError[]];
  return new UserError(code, values, [...new Set(obstacles.flatMap(({ hints }) => hints))], { errors });
}

async function enterInBooks(desk: Desk, shown: BillingPreview, include: Include): Promise<number> {
  const calendar = await desk.calendar();
  const store = await desk.store();
  return store.write(async (repositories) => {
    // Taking numbers is the first statement: from here on no other program issues, and a failure gives them back.
    const { numbers, serial, rent } = await takeNumbers(desk, repositories, shown.billing);
    const header = await repositories.inspections.header(shown.inspection.id);
    if (!header) throw new RangeError(`no inspection ${shown.inspection.id}`);
    const plan = await planReturnBilling(desk, repositories, header, { calendar, include });
    const billed = alreadyBilled(plan);
    if (billed) throw billed;
    if (canonicalJson(plan.billing) !== canonicalJson(shown.billing)) throw changed(shown);
    return enterBilling(desk, repositories, plan, numberBilling(plan.billing, numbers, serial, rent));
  });
}

const changed = ({ inspection }: BillingPreview): UserError =>
  new UserError("bill-changed", { id: inspection.id, contract: inspection.contract }, [`invoice ${inspection.id}`]);

export interface NumbersTaken {
  readonly numbers: DocumentNumbers;
  /** For the reference; null when there is nothing to pay. */
  readonly serial: number | null;
  /** Of the credit note on the rent; null where the bill brings none. */
  readonly rent: string | null;
}

/** The numbers that a billing needs; they belong to the transaction, which gives them back when it fails. */
export async function takeNumbers(desk: Desk, repositories: Repositories, billing: Billing): Promise<NumbersTaken> {
  const { billings } = repositories;
  const patterns = patternsOf(desk.settings.numbers);
  const year = Number(billing.issuedOn.slice(0, 4));
  const numbers: Partial<Record<DocumentKind, string>> = {};
  for (const { kind } of billing.documents) numbers[kind] = await billings.takeNumber(kind, year, patterns[kind]);
  const serial = billing.settlement.toPay > 0 ? await billings.takeSettlement() : null;
  const [rent = null] = billing.rentCredit ? await takeCreditNumbers(desk, repositories, 1) : [];
  return { numbers: numbers as DocumentNumbers, serial, rent };
}

/** Freezes a numbered billing with its witness and hash and writes the journal, in the transaction it is given. @returns its key. */
export async function enterBilling(desk: Desk, repositories: Repositories, plan: ReturnBillingPlan, numbered: Billing): Promise<number> {
  const { assessment, contract } = plan;
  const { billings, journal } = repositories;
  const at = desk.clock.now();
  const billing: Billing = { ...numbered, witness: await witnessNow(repositories, numbered.inspection) };
  const sha256 = createHash("sha256").update(canonicalJson(billing)).digest("hex");
  const used = { ...assessment.used, deposit: depositUsed(billing.documents, billing.settlement) };
  const sources = settledKeys(assessment);
  const id = await billings.add(billing, sha256, at, desk.actor, used, sources);
  const numbers = billing.documents.map((document) => document.number);
  await journal.append({
    at,
    staff: desk.actor,
    contract: contract.number,
    act: "billing.issued",
    subject: String(id),
    detail: { numbers, sha256 },
  });
  await enterRentNote(desk, repositories, plan, { id, billing });
  return id;
}

/** The credit note on the rent that the bill speaks of, with the bill's reference. */
async function enterRentNote(
  desk: Desk,
  repositories: Repositories,
  { rentNote = null, ours }: ReturnBillingPlan,
  { id, billing }: Pick<IssuedBilling, "id" | "billing">,
): Promise<void> {
  const number = billing.rentCredit?.number ?? null;
  if (rentNote === null || number === null || !ours) return;
  const { reference, rfReference, dueDate } = billing.settlement;
  const note = { ...rentNote, effect: { ...rentNote.effect, reference, rfReference, dueDate } };
  const entry = { billing: id, cause: "ourFault", decidedBy: desk.actor, numbers: [number] } as const;
  const [issued] = await recordCreditNotes(desk, repositories, [note], entry);
  if (issued) await creditFaults(desk, repositories, ours.reductions, issued);
}

/** What a waiver or cap took away is settled like what is charged: its use is counted, and must not be counted again. */
const SETTLED: readonly NotChargedReason[] = ["waived", "capped", "conceded", "nothingOwed"];

/** What counts as billed once an assessment is: what it charges, and what it takes away. */
export const settledKeys = ({ charges, notCharged }: Assessment): readonly string[] =>
  [...charges, ...notCharged.filter(({ reason }) => SETTLED.includes(reason))].map(({ source }) => sourceKey(source));
