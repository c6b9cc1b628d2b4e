/** What was found in earlier returns, from the latest answers alone: one read along the table's key, however long the desk has been open. */
import { sql } from "kysely";
import type { PastFindingsRepository } from "../app/ports/past-findings.ts";
import type { PastFinding } from "../inspection/likely-answers.ts";
import type { Trx } from "./schema.ts";

const MOST_ENTRIES = 4_000;

export const pastFindingsRepository = (trx: Trx): PastFindingsRepository => ({
  async latest() {
    const { rows } = await sql<PastFinding>`
      with latest as (
        select inspection_id, seq, event from inspection_entries order by inspection_id desc, seq desc limit ${MOST_ENTRIES}
      ), found as (
        select inspection_id, event ->> '$.position' as position, event ->> '$.finding.type' as type,
          event ->> '$.finding.severity' as severity, max(seq)
        from latest where event ->> '$.type' = 'found' group by inspection_id, event ->> '$.finding.id'
      ), placed as (
        select type, severity, contracts.value -> ('$.lines[' || (position - 1) || ']') as line
        from found
        join inspections on inspections.id = inspection_id and kind = 'return' and finished_at is not null
        join contracts on contracts.number = inspections.contract
      )
      select line ->> '$.product' as product, line ->> '$.category' as category, type, severity from placed where line is not null`.execute(
      trx,
    );
    return rows;
  },
});
