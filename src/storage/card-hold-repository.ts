/** How card holds ended, in the books. */
import type { CardHoldRepository, RecordedHoldEnd } from "../app/ports/card-holds.ts";
import { cents } from "../kernel/money.ts";
import type { Schema, Trx } from "./schema.ts";

const toEnd = (row: Schema["card_hold_ends"]): RecordedHoldEnd => ({
  billing: row.billing_id,
  outcome: row.outcome,
  amount: cents(row.amount),
  on: row.ended_on,
  at: row.at,
  by: row.by,
});

export function cardHoldRepository(trx: Trx): CardHoldRepository {
  const rows = () => trx.selectFrom("card_hold_ends").selectAll().orderBy("billing_id");
  return {
    async end({ billing, outcome, amount, on, at, by }) {
      await trx.insertInto("card_hold_ends").values({ billing_id: billing, outcome, amount, ended_on: on, at, by }).execute();
    },
    async of(billing) {
      const row = await rows().where("billing_id", "=", billing).executeTakeFirst();
      return row ? toEnd(row) : null;
    },
    list: async () => (await rows().execute()).map(toEnd),
  };
}
