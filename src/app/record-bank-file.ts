/** Reads a bank's file into the books: shown first, then recorded as shown, all of it or nothing. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { add } from "../kernel/money.ts";
import { type BankFilePlan, type PlannedTransaction, planBankFile } from "./bank-file-plan.ts";
import { billingOfDocument } from "./find-return.ts";
import type { BankFile } from "./ports/bank-file.ts";
import type { Desk, Repositories } from "./ports.ts";
import { fromEntry, recordPayment } from "./record-payment.ts";
import { loadSettlement, type SettlementState, todayAt } from "./settlement-account.ts";

export interface BankFilePreview extends BankFilePlan {
  readonly file: BankFile;
  /** How the settlements stand that it touches, by key: now, and with what the file brings. */
  readonly settlements: ReadonlyMap<
    number,
    { readonly before: SettlementState; readonly brings: PlannedTransaction["transaction"]["amount"] }
  >;
  /** Documents of ours that a payment names without our reference, by the payment's identity: a person decides. */
  readonly named: ReadonlyMap<string, string>;
}

export async function previewBankFile(desk: Desk, file: BankFile): Promise<BankFilePreview> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const plan = await planBankFile(repositories, file, desk.settings.firm.iban);
    const settlements = new Map<number, { before: SettlementState; brings: PlannedTransaction["transaction"]["amount"] }>();
    for (const { billing, transaction } of plan.rows) {
      if (billing === null) continue;
      const seen = settlements.get(billing);
      if (seen) settlements.set(billing, { ...seen, brings: add(seen.brings, transaction.amount) });
      else settlements.set(billing, { before: await settlementBy(repositories, billing, desk), brings: transaction.amount });
    }
    return { ...plan, file, settlements, named: await documentsNamed(repositories, plan) };
  });
}

/** Words of a message that are looked up; what people write beside a number is short. */
const MOST_WORDS = 12;

async function documentsNamed(repositories: Repositories, { rows }: BankFilePlan): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  for (const { billing, transaction } of rows) {
    if (billing !== null || transaction.kind === "return") continue;
    const words =
      [transaction.reference, transaction.message]
        .join(" ")
        .toUpperCase()
        .match(/[\p{L}\p{N}][\p{L}\p{N}/_.-]*\d/gu) ?? [];
    for (const word of words.slice(0, MOST_WORDS)) {
      if (named.has(transaction.identity) || !(await billingOfDocument(repositories, word))) continue;
      named.set(transaction.identity, word);
    }
  }
  return named;
}

async function settlementBy(repositories: Repositories, billing: number, desk: Desk): Promise<SettlementState> {
  const issued = await repositories.billings.get(billing);
  if (!issued) throw new RangeError(`no billing ${billing}`);
  return loadSettlement(repositories, issued, todayAt(desk));
}

/**
 * Records what was shown, in one transaction.
 * @throws UserError `bank-file-changed` when the books have changed since: nothing is recorded then.
 */
export async function recordBankFile(desk: Desk, shown: BankFilePreview): Promise<void> {
  const store = await desk.store();
  await store.write(async (repositories) => {
    const plan = await planBankFile(repositories, shown.file, desk.settings.firm.iban);
    if (canonicalJson(plan.rows) !== canonicalJson(shown.rows)) throw new UserError("bank-file-changed", { path: shown.file.name });
    const readAt = desk.clock.now();
    const entries = await repositories.payments.addEntries(
      plan.rows.map(({ transaction }) => transaction),
      readAt,
      desk.actor,
    );
    for (const [index, row] of plan.rows.entries()) {
      const { billing } = row;
      if (billing !== null) await recordRow(desk, repositories, { ...row, billing, entry: entries[index] as number }, readAt);
    }
    const detail = { name: shown.file.name, entries: plan.rows.map(({ transaction }) => transaction.identity) };
    const subject = createHash("sha256").update(canonicalJson(detail)).digest("hex").slice(0, 16);
    if (plan.rows.length > 0)
      await repositories.journal.append({ at: readAt, staff: desk.actor, contract: null, act: "bank-file.read", subject, detail });
  });
}

async function recordRow(
  desk: Desk,
  repositories: Repositories,
  { transaction, billing, entry }: Pick<PlannedTransaction, "transaction"> & { readonly billing: number; readonly entry: number },
  readAt: ReturnType<Desk["clock"]["now"]>,
): Promise<void> {
  const issued = await repositories.billings.get(billing);
  if (!issued) throw new RangeError(`no billing ${billing}`);
  const earlier = transaction.kind === "return" ? await repositories.payments.of(billing) : [];
  const payment = fromEntry({ ...transaction, id: entry }, { issued, payments: earlier }, transaction.amount);
  await recordPayment(desk, repositories, { ...payment, recordedAt: readAt, recordedBy: desk.actor }, issued.billing.contract);
}
