import type { Updateable } from "kysely";
import type { StaffRepository } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import type { StaffMember } from "../people/staff.ts";
import type { Schema, Trx } from "./schema.ts";

const COLUMNS = ["id", "name", "role", "phone", "ends_on", "pin_hash"] as const;

const toMember = (row: Pick<Schema["staff"], "id" | "name" | "role" | "phone" | "ends_on" | "pin_hash">): StaffMember => ({
  id: row.id,
  name: row.name,
  role: row.role,
  phone: row.phone,
  endsOn: row.ends_on,
  hasPin: row.pin_hash !== null,
});

const unknown = (id: string): UserError => new UserError("unknown-staff", { id }, ["desk staff list"]);

async function change(trx: Trx, id: string, values: Updateable<Schema["staff"]>): Promise<void> {
  const { numUpdatedRows } = await trx.updateTable("staff").set(values).where("id", "=", id).executeTakeFirst();
  if (numUpdatedRows === 0n) throw unknown(id);
}

export function staffRepository(trx: Trx): StaffRepository {
  return {
    async add({ id, name, role, phone, endsOn }) {
      const added = await trx
        .insertInto("staff")
        .values({ id, name, role, phone, ends_on: endsOn, pin_hash: null, pin_last_failure: null })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) throw new UserError("staff-exists", { id }, ["desk staff list"]);
    },
    end: (id, day) => change(trx, id, { ends_on: day }),
    async get(id) {
      const row = await trx.selectFrom("staff").select(COLUMNS).where("id", "=", id).executeTakeFirst();
      return row ? toMember(row) : null;
    },
    list: async () => (await trx.selectFrom("staff").select(COLUMNS).orderBy("id").execute()).map(toMember),
    setPin: (id, hash) => change(trx, id, { pin_hash: hash, pin_failures: 0, pin_last_failure: null }),
    async pin(id) {
      const row = await trx
        .selectFrom("staff")
        .select(["pin_hash", "pin_failures", "pin_last_failure"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row && row.pin_hash !== null ? { hash: row.pin_hash, failures: row.pin_failures, lastFailure: row.pin_last_failure } : null;
    },
    async recordPinAttempt(id, right, at) {
      if (right) return change(trx, id, { pin_failures: 0, pin_last_failure: null });
      const { numUpdatedRows } = await trx
        .updateTable("staff")
        .set((row) => ({ pin_failures: row("pin_failures", "+", 1), pin_last_failure: at }))
        .where("id", "=", id)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw unknown(id);
    },
    async signIn(id, at) {
      await trx
        .insertInto("sign_in")
        .values({ only: 1, staff: id, at })
        .onConflict((conflict) => conflict.column("only").doUpdateSet({ staff: id, at }))
        .execute();
    },
    async signOut() {
      await trx.deleteFrom("sign_in").execute();
    },
    async signedIn() {
      const row = await trx.selectFrom("sign_in").select("staff").executeTakeFirst();
      return row?.staff ?? null;
    },
  };
}
