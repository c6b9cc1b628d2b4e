/** Late findings, the notices of them, and when those left. */
import type { MadeNotice, NoticeRepository } from "../app/ports/notices.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { inspectionId, inspectionKey } from "./inspection-repository.ts";
import type { Trx } from "./schema.ts";

const made = (trx: Trx) =>
  trx
    .selectFrom("notices")
    .selectAll("notices")
    .select(({ selectFrom }) =>
      selectFrom("noticed_findings")
        .whereRef("notice_id", "=", "notices.id")
        .select(({ fn }) => fn.min("sent_at").as("sent"))
        .as("sent_at"),
    )
    .orderBy("notices.id");

type Row = Awaited<ReturnType<ReturnType<typeof made>["execute"]>>[number];

const toMade = (row: Row): MadeNotice => ({
  id: row.id,
  notice: JSON.parse(row.value),
  pdf: { sha256: row.sha256, name: row.name },
  at: row.at,
  by: row.by,
  sentAt: row.sent_at,
});

async function waiting(trx: Trx): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom("late_findings")
    .leftJoin("noticed_findings", (join) =>
      join
        .onRef("noticed_findings.inspection_id", "=", "late_findings.inspection_id")
        .onRef("noticed_findings.finding", "=", "late_findings.finding"),
    )
    .where("noticed_findings.notice_id", "is", null)
    .select("late_findings.inspection_id as id")
    .distinct()
    .orderBy("late_findings.inspection_id")
    .execute();
  return rows.map(({ id }) => inspectionId(id));
}

export function noticeRepository(trx: Trx): NoticeRepository {
  return {
    async foundLate(inspection, findings, at) {
      const rows = findings.map((finding) => ({ inspection_id: inspectionKey(inspection), finding, entered_at: at }));
      await trx
        .insertInto("late_findings")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    waiting: () => waiting(trx),
    async add(notice, { sha256, name }, at, by) {
      const row = {
        inspection_id: inspectionKey(notice.inspection),
        contract: notice.contract,
        sha256,
        name,
        value: canonicalJson(notice),
        at,
        by,
      };
      return (await trx.insertInto("notices").values(row).returning("id").executeTakeFirstOrThrow()).id;
    },
    async get(id) {
      const row = await made(trx).where("notices.id", "=", id).executeTakeFirst();
      return row ? toMade(row) : null;
    },
    of: async (inspection) => (await made(trx).where("inspection_id", "=", inspectionKey(inspection)).execute()).map(toMade),
    async sent({ id, notice, sentAt }, at) {
      if (sentAt !== null) return;
      const rows = notice.findings.map((finding) => ({
        inspection_id: inspectionKey(notice.inspection),
        finding,
        notice_id: id,
        sent_at: at,
      }));
      await trx.insertInto("noticed_findings").values(rows).execute();
    },
  };
}
