/** Payouts in the books. */
import type { PayoutRepository } from "../app/ports/payouts.ts";
import type { Payout } from "../invoice/payout.ts";
import type { Cents } from "../kernel/money.ts";
import { next } from "./billing-repository.ts";
import type { Trx } from "./schema.ts";

/** Message ids count on over the years. */
const EVERY_YEAR = 0;

const all = (trx: Trx) =>
  trx
    .selectFrom("payouts")
    .leftJoin("payout_ends", "payout_ends.payout_id", "payouts.id")
    .select(["id", "billing_id", "amount", "way", "iban", "message_id", "ordered_at", "ordered_by", "outcome", "ended_on", "at"])
    .orderBy("id");

type Row = Awaited<ReturnType<ReturnType<typeof all>["execute"]>>[number];

const toPayout = (row: Row): Payout => ({
  id: row.id,
  billing: row.billing_id,
  amount: row.amount as Cents,
  way: row.way,
  iban: row.iban,
  messageId: row.message_id,
  orderedAt: row.ordered_at,
  orderedBy: row.ordered_by,
  end: row.outcome !== null && row.ended_on !== null && row.at !== null ? { outcome: row.outcome, on: row.ended_on, at: row.at } : null,
});

export function payoutRepository(trx: Trx): PayoutRepository {
  return {
    takeFileSerial: () => next(trx, "bankFile", EVERY_YEAR),
    async add({ billing, amount, way, iban, messageId, orderedAt, orderedBy }) {
      const values = { billing_id: billing, amount, way, iban, message_id: messageId, ordered_at: orderedAt, ordered_by: orderedBy };
      return (await trx.insertInto("payouts").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async end({ payout, outcome, on, at, by }) {
      await trx.insertInto("payout_ends").values({ payout_id: payout, outcome, ended_on: on, at, by }).execute();
    },
    of: async (billing) => (await all(trx).where("billing_id", "=", billing).execute()).map(toPayout),
    list: async () => (await all(trx).execute()).map(toPayout),
  };
}
