/** What of a contract has not come back: the count of its last finished return. */
import { sql } from "kysely";
import type { Trx } from "./schema.ts";

/** Part of a question about `contracts`. Null when nothing has come back. */
export const stillOut = (trx: Trx) =>
  trx
    .selectFrom("inspections")
    .select("still_out")
    .where("inspections.contract", "=", sql.ref<string>("contracts.number"))
    .where("kind", "=", "return")
    .where("finished_at", "is not", null)
    .orderBy("load", "desc")
    .limit(1);
