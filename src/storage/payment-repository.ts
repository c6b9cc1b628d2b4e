/** Payments and the bank's entries. Neither ever changes: what a settlement has been paid is the sum of its rows. */
import { sql } from "kysely";
import type { BookedTransaction } from "../app/ports/bank-file.ts";
import type { BankEntry, PaymentRepository, RecordedPayment } from "../app/ports/payments.ts";
import { cents } from "../kernel/money.ts";
import type { Schema, Trx } from "./schema.ts";

type PaymentRow = Omit<Schema["payments"], "id"> & { readonly id: number };

const toPayment = (row: PaymentRow): RecordedPayment => ({
  id: row.id,
  billing: row.billing_id,
  amount: cents(row.amount),
  receivedOn: row.received_on,
  how: row.how,
  entry: row.entry_id,
  takesBack: row.takes_back,
  reason: row.reason,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

const payments = (trx: Trx) => trx.selectFrom("payments").selectAll().orderBy("id");

const assigned = sql<number>`(select coalesce(sum(payments.amount), 0) from payments where payments.entry_id = bank_entries.id)
  + (select coalesce(sum(let_go_payments.amount), 0) from let_go_payments where let_go_payments.entry_id = bank_entries.id)`;

const entries = (trx: Trx) =>
  trx
    .selectFrom("bank_entries")
    .leftJoin("bank_entry_texts", "bank_entry_texts.entry_id", "bank_entries.id")
    .select(["id", "account", "identity", "kind", "booked_on", "amount", "reference", "bank_reference", "payer", "message"])
    .select(assigned.as("assigned"))
    .orderBy("booked_on")
    .orderBy("id");

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>["execute"]>>[number];

const toEntry = (row: EntryRow): BankEntry => ({
  id: row.id,
  kind: row.kind,
  account: row.account,
  identity: row.identity,
  bookedOn: row.booked_on,
  amount: cents(row.amount),
  reference: row.reference,
  message: row.message,
  payer: row.payer,
  bankReference: row.bank_reference,
  unassigned: cents(row.amount - row.assigned),
});

/** Rows, or values to look for, in one statement: SQLite takes some thirty thousand values. */
const AT_ONCE = 500;

async function inParts<V, T>(values: readonly V[], work: (part: readonly V[]) => Promise<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE) found.push(...(await work(values.slice(from, from + AT_ONCE))));
  return found;
}

const addEntries: (trx: Trx) => PaymentRepository["addEntries"] = (trx) => async (transactions, readAt, readBy) => {
  const ids = new Map<string, number>();
  const keyOf = ({ account, identity }: { readonly account: string; readonly identity: string }): string => `${account} ${identity}`;
  const rows = transactions.map(({ account, identity, kind, bookedOn, amount, reference, bankReference }) => ({
    account,
    identity,
    kind,
    booked_on: bookedOn,
    amount,
    reference,
    bank_reference: bankReference,
    read_at: readAt,
    read_by: readBy,
  }));
  const added = await inParts(rows, (part) =>
    trx.insertInto("bank_entries").values(part).returning(["id", "account", "identity"]).execute(),
  );
  for (const row of added) ids.set(keyOf(row), row.id);
  const idOf = (transaction: BookedTransaction): number => ids.get(keyOf(transaction)) as number;
  const texts = transactions.filter(({ payer, message }) => payer !== null || message !== null);
  await inParts(texts, (part) =>
    trx
      .insertInto("bank_entry_texts")
      .values(part.map((transaction) => ({ entry_id: idOf(transaction), payer: transaction.payer, message: transaction.message })))
      .execute(),
  );
  return transactions.map(idOf);
};

const add: (trx: Trx) => PaymentRepository["add"] = (trx) => async (payment) => {
  const { id } = await trx
    .insertInto("payments")
    .values({
      billing_id: payment.billing,
      amount: payment.amount,
      received_on: payment.receivedOn,
      how: payment.how,
      entry_id: payment.entry,
      takes_back: payment.takesBack,
      reason: payment.reason,
      recorded_at: payment.recordedAt,
      recorded_by: payment.recordedBy,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
};

const byReference: (trx: Trx) => PaymentRepository["billingsByReference"] = (trx) => async (references) => {
  const reference = sql<string>`json_extract(value, '$.settlement.reference')`;
  const rows = await inParts([...new Set(references)], (part) =>
    trx
      .selectFrom("billings")
      .select(["id", reference.as("reference")])
      .where(reference, "in", part)
      .execute(),
  );
  return new Map(rows.map((row) => [row.reference, row.id]));
};

export function paymentRepository(trx: Trx): PaymentRepository {
  return {
    add: add(trx),
    async get(id) {
      const row = await payments(trx).where("id", "=", id).executeTakeFirst();
      return row ? toPayment(row) : null;
    },
    of: async (billing) => (await payments(trx).where("billing_id", "=", billing).execute()).map(toPayment),
    list: async () => (await payments(trx).execute()).map(toPayment),
    addEntries: addEntries(trx),
    async entry(id) {
      const row = await entries(trx).where("id", "=", id).executeTakeFirst();
      return row ? toEntry(row) : null;
    },
    unassigned: async () => (await entries(trx).where(assigned, "<>", sql<number>`bank_entries.amount`).execute()).map(toEntry),
    async known(account, identities) {
      const rows = await inParts(identities, (part) =>
        trx.selectFrom("bank_entries").select("identity").where("account", "=", account).where("identity", "in", part).execute(),
      );
      return new Set(rows.map(({ identity }) => identity));
    },
    billingsByReference: byReference(trx),
    async billingsByBankReference(account, bankReference) {
      const rows = await trx
        .selectFrom("payments")
        .innerJoin("bank_entries", "bank_entries.id", "payments.entry_id")
        .select("billing_id")
        .distinct()
        .where("account", "=", account)
        .where("bank_reference", "=", bankReference)
        .where("kind", "=", "payment")
        .execute();
      return rows.map((row) => row.billing_id);
    },
  };
}
