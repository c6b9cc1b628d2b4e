/** What waits, counted in one statement that reads little however large the books are: it runs under every command's output. */
import { sql } from "kysely";
import type { Waiting, WaitingRepository } from "../app/ports/waiting.ts";
import type { Trx } from "./schema.ts";

/** Walks and requests looked back over; an older one stands in `desk today`. */
const LATEST = 200;

export function waitingRepository(trx: Trx): WaitingRepository {
  return {
    async count(today, midnight) {
      const { rows } = await sql<Waiting>`select
        (select count(*) from cases where due <= ${today}) as answers,
        (select count(*) from promises where outcome is null and due <= ${today}) as promises,
        (select count(*) from standings where review_on <= ${today}) as reviews,
        (select count(*) from (select id from concessions order by id desc limit ${LATEST}) latest
         where not exists (select 1 from concession_answers where concession_id = latest.id)) as approvals,
        (select count(*) from (select id, kind, finished_at from inspections order by id desc limit ${LATEST}) latest
         where kind = 'return' and finished_at < ${midnight}
           and not exists (select 1 from billings where billings.inspection_id = latest.id)) as returns`.execute(trx);
      return rows[0] as Waiting;
    },
  };
}
