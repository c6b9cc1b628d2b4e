/** Faults of our own, with the last decision about each and the credit note that it is on. */
import { sql } from "kysely";
import type { FaultDecision, OurFaultRepository, RecordedFault } from "../app/ports/our-faults.ts";
import { cents } from "../kernel/money.ts";
import { inspectionId, inspectionKey } from "./inspection-repository.ts";
import type { Trx } from "./schema.ts";

const recorded = (trx: Trx) =>
  trx
    .selectFrom("our_faults")
    .leftJoin("our_fault_credits", "our_fault_credits.fault_id", "our_faults.id")
    .leftJoin("our_fault_decisions as decided", (join) =>
      join.on("decided.id", "=", sql<number>`(select max(id) from our_fault_decisions where fault_id = our_faults.id)`),
    )
    .selectAll("our_faults")
    .select(["credit_note_id", "outcome", "amount", "reason", "decided.at as decided_at", "decided.by as decided_by"])
    .orderBy("our_faults.id");

type Row = Awaited<ReturnType<ReturnType<typeof recorded>["execute"]>>[number];

function decisionOf({ outcome, amount, reason, decided_at: at, decided_by: by }: Row): FaultDecision | null {
  if (outcome === null || at === null || by === null) return null;
  if (outcome === "sum" && amount !== null) return { outcome, amount: cents(amount), reason, at, by };
  return outcome === "nothing"
    ? { outcome, amount: null, reason: reason ?? "", at, by }
    : { outcome: "terms", amount: null, reason: null, at, by };
}

const toRecorded = (row: Row): RecordedFault => ({
  id: row.id,
  contract: row.contract,
  inspection: row.inspection_id === null ? null : inspectionId(row.inspection_id),
  position: row.position,
  kind: row.kind,
  count: row.count,
  days: row.days,
  note: row.note,
  seenBy: row.seen_by,
  seenAt: row.seen_at,
  at: row.at,
  by: row.by,
  decision: decisionOf(row),
  creditNote: row.credit_note_id,
});

export function ourFaultRepository(trx: Trx): OurFaultRepository {
  return {
    async add({ inspection, seenBy, seenAt, ...fault }) {
      const values = { ...fault, inspection_id: inspection === null ? null : inspectionKey(inspection), seen_by: seenBy, seen_at: seenAt };
      return (await trx.insertInto("our_faults").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async decide(id, decision) {
      await trx
        .insertInto("our_fault_decisions")
        .values({ fault_id: id, ...decision })
        .execute();
    },
    async credit(id, creditNote) {
      await trx.insertInto("our_fault_credits").values({ fault_id: id, credit_note_id: creditNote }).execute();
    },
    async get(id) {
      const row = await recorded(trx).where("our_faults.id", "=", id).executeTakeFirst();
      return row ? toRecorded(row) : null;
    },
    ofContract: async (contract) => (await recorded(trx).where("contract", "=", contract).execute()).map(toRecorded),
  };
}
