import type { WalkSeat, WalkSeatRepository } from "../app/ports/walk-seats.ts";
import type { Schema, Trx } from "./schema.ts";

const toSeat = ({ seen_at: seenAt, taken_by: takenBy, ...row }: Omit<Schema["walk_seats"], "id"> & { readonly id: number }): WalkSeat => ({
  ...row,
  seenAt,
  takenBy,
});

export function walkSeatRepository(trx: Trx): WalkSeatRepository {
  const seats = () => trx.selectFrom("walk_seats").selectAll();
  return {
    of: async (contract) => (await seats().where("contract", "=", contract).orderBy("id").execute()).map(toSeat),
    async get(id) {
      const row = await seats().where("id", "=", id).executeTakeFirst();
      return row ? toSeat(row) : null;
    },
    async sit(seat) {
      const row = { ...seat, seen_at: seat.since, position: null, taken_by: null };
      return (await trx.insertInto("walk_seats").values(row).returning("id").executeTakeFirstOrThrow()).id;
    },
    async seen(id, at, position) {
      await trx.updateTable("walk_seats").set({ seen_at: at, position }).where("id", "=", id).execute();
    },
    async takenBy(id, staff) {
      await trx.updateTable("walk_seats").set({ taken_by: staff }).where("id", "=", id).execute();
    },
    async leave(id) {
      await trx.deleteFrom("walk_seats").where("id", "=", id).execute();
    },
  };
}
