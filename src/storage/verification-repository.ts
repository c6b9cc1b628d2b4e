import type { VerificationRepository } from "../app/ports/verification.ts";
import type { Trx } from "./schema.ts";

export function verificationRepository(trx: Trx): VerificationRepository {
  return {
    async add({ beganAt, endedAt, by, files, bytes, faults, healed }) {
      const values = { began_at: beganAt, ended_at: endedAt, by, files, bytes, faults, healed };
      return (await trx.insertInto("verifications").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async last() {
      const row = await trx.selectFrom("verifications").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
      if (!row) return null;
      const { began_at: beganAt, ended_at: endedAt, by, files, bytes, faults, healed } = row;
      return { beganAt, endedAt, by, files, bytes, faults, healed };
    },
  };
}
