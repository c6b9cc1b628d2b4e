/** Concessions with their answers, the limits of each role, and what customers asked for. */
import type { ConcessionRepository, EnteredConcession } from "../app/ports/concessions.ts";
import { cents } from "../kernel/money.ts";
import { type ConcessionLimits, USUAL_LIMITS } from "../people/concession-limits.ts";
import { inspectionId, inspectionKey } from "./inspection-repository.ts";
import type { Trx } from "./schema.ts";

const entered = (trx: Trx) =>
  trx
    .selectFrom("concessions")
    .leftJoin("concession_answers as answers", "answers.concession_id", "concessions.id")
    .innerJoin("inspections", "inspections.id", "concessions.inspection_id")
    .selectAll("concessions")
    .select([
      "inspections.kind",
      "answers.outcome",
      "answers.credit_note_id",
      "answers.note as answer_note",
      "answers.at as answered_at",
      "answers.by as answered_by",
    ])
    .orderBy("concessions.id");

type Row = Awaited<ReturnType<ReturnType<typeof entered>["execute"]>>[number];

const toEntered = (row: Row): EnteredConcession => ({
  id: row.id,
  inspection: inspectionId(row.inspection_id),
  contract: row.contract,
  charge: row.charge,
  label: row.label,
  amount: cents(row.amount),
  reason: row.reason,
  note: row.note,
  askedBy: row.asked_by,
  at: row.at,
  by: row.by,
  answer:
    row.outcome === null || row.answered_at === null || row.answered_by === null
      ? null
      : { outcome: row.outcome, creditNote: row.credit_note_id, note: row.answer_note, at: row.answered_at, by: row.answered_by },
});

async function limits(trx: Trx): Promise<ConcessionLimits> {
  const rows = await trx.selectFrom("concession_limits").selectAll().execute();
  const own = rows.map(
    ({ role, per_line, per_contract }) => [role, { perLine: cents(per_line), perContract: cents(per_contract) }] as const,
  );
  return { ...USUAL_LIMITS, ...Object.fromEntries(own) };
}

export function concessionRepository(trx: Trx): ConcessionRepository {
  return {
    async enter({ inspection, contract, charge, label, amount, reason, note, askedBy, at, by }) {
      const values = { inspection_id: inspectionKey(inspection), contract, charge, label, amount, reason, note, asked_by: askedBy, at, by };
      return (await trx.insertInto("concessions").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async answer(id, { outcome, creditNote, note, at, by }) {
      await trx.insertInto("concession_answers").values({ concession_id: id, outcome, credit_note_id: creditNote, note, at, by }).execute();
    },
    async get(id) {
      const row = await entered(trx).where("concessions.id", "=", id).executeTakeFirst();
      return row ? toEntered(row) : null;
    },
    ofInspection: async (inspection) =>
      (await entered(trx).where("concessions.inspection_id", "=", inspectionKey(inspection)).execute()).map(toEntered),
    ofContract: async (contract) => (await entered(trx).where("concessions.contract", "=", contract).execute()).map(toEntered),
    granted: async () => (await entered(trx).where("answers.outcome", "=", "granted").execute()).map(toEntered),
    waiting: async () => (await entered(trx).where("answers.outcome", "is", null).execute()).map(toEntered),
    limits: () => limits(trx),
    async setLimit(role, { perLine, perContract }, { at, by }) {
      const values = { per_line: perLine, per_contract: perContract, at, by };
      await trx
        .insertInto("concession_limits")
        .values({ role, ...values })
        .onConflict((conflict) => conflict.column("role").doUpdateSet(values))
        .execute();
    },
    async asked({ contract, inspection, label, note, at, by }) {
      const values = { contract, inspection_id: inspection === null ? null : inspectionKey(inspection), label, note, at, by };
      return (await trx.insertInto("discount_asks").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async asks(contract) {
      const rows = await trx.selectFrom("discount_asks").selectAll().where("contract", "=", contract).orderBy("id").execute();
      return rows.map(({ inspection_id, label, note, at, by }) => {
        return { contract, inspection: inspection_id === null ? null : inspectionId(inspection_id), label, note, at, by };
      });
    },
  };
}
