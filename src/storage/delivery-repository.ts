/** What left the house, and how each try ended. */
import type { Delivery, DeliveryRepository } from "../app/ports/deliveries.ts";
import type { Trx } from "./schema.ts";

const tries = (trx: Trx) =>
  trx
    .selectFrom("deliveries")
    .leftJoin("delivery_ends", "delivery_ends.delivery_id", "deliveries.id")
    .selectAll("deliveries")
    .select(["delivery_ends.result", "delivery_ends.detail", "delivery_ends.at as ended_at"])
    .orderBy("deliveries.id");

type Row = Awaited<ReturnType<ReturnType<typeof tries>["execute"]>>[number];

const toDelivery = ({ result, detail, ended_at: at, ...row }: Row): Delivery => ({
  ...row,
  end: result === null || detail === null || at === null ? null : { result, detail, at },
});

export function deliveryRepository(trx: Trx): DeliveryRepository {
  return {
    async begin(delivery) {
      return (await trx.insertInto("deliveries").values(delivery).returning("id").executeTakeFirstOrThrow()).id;
    },
    async end(id, end) {
      await trx
        .insertInto("delivery_ends")
        .values({ delivery_id: id, ...end })
        .execute();
    },
    of: async (letter) => (await tries(trx).where("letter", "=", letter).execute()).map(toDelivery),
    async delivered() {
      const rows = await trx
        .selectFrom("deliveries")
        .leftJoin("delivery_ends", "delivery_ends.delivery_id", "deliveries.id")
        .select("letter")
        .distinct()
        .where((where) => where.or([where("result", "is", null), where("result", "<>", "unsent")]))
        .execute();
      return new Set(rows.map((row) => row.letter));
    },
  };
}
