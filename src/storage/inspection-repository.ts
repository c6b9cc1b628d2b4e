/** Walks and their answers. An answer is a row of its own and is never changed; the fold of them is the inspection. */
import type { InspectionHeader, InspectionRepository } from "../app/ports.ts";
import type { Contract } from "../contract/contract.ts";
import type { WalkEntry, WalkEvent } from "../inspection/entries.ts";
import { foldWalk } from "../inspection/fold.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { outBefore } from "../inspection/out-before.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Pick<Schema["inspections"], "contract" | "kind" | "load" | "started_at" | "finished_at"> & { readonly id: number };
const COLUMNS = ["id", "contract", "kind", "load", "started_at", "finished_at"] as const;

/** The database key in `R-12`; no text of another shape has one. */
export function inspectionKey(id: string): number {
  const match = /^R-([1-9]\d{0,14})$/u.exec(id);
  return match ? Number(match[1]) : 0;
}
export const inspectionId = (key: number): string => `R-${key}`;

const toHeader = (row: Row): InspectionHeader => ({
  id: inspectionId(row.id),
  contract: row.contract,
  kind: row.kind,
  load: row.load,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
});

const headers = (trx: Trx) => trx.selectFrom("inspections").select(COLUMNS);

/** The number of the answer lies beside the event's own fields. */
function readEvent(text: string): Pick<WalkEntry, "event" | "step"> {
  const { answerStep: step, ...event } = JSON.parse(text) as WalkEvent & { readonly answerStep?: number };
  return step === undefined ? { event } : { event, step };
}

const writeEvent = ({ event, step }: WalkEntry): string => canonicalJson(step === undefined ? event : { ...event, answerStep: step });

async function entriesOf(trx: Trx, id: string): Promise<readonly WalkEntry[]> {
  const rows = await trx
    .selectFrom("inspection_entries")
    .select(["at", "by", "event"])
    .where("inspection_id", "=", inspectionKey(id))
    .orderBy("seq")
    .execute();
  return rows.map(({ at, by, event }) => ({ at, by, ...readEvent(event) }));
}

async function headerOf(trx: Trx, id: string): Promise<InspectionHeader | null> {
  const row = await headers(trx).where("id", "=", inspectionKey(id)).executeTakeFirst();
  return row ? toHeader(row) : null;
}

/** Hand-over first, then the loads in order. */
const ofContract = async (trx: Trx, contract: string): Promise<readonly InspectionHeader[]> =>
  (await headers(trx).where("contract", "=", contract).orderBy("load").orderBy("id").execute()).map(toHeader);

/** Units of the whole contract that are out once this inspection and those before it count. */
async function stillOutAfter(trx: Trx, header: InspectionHeader): Promise<number> {
  const row = await trx.selectFrom("contracts").select("value").where("number", "=", header.contract).executeTakeFirstOrThrow();
  const contract = JSON.parse(row.value) as Contract;
  const earlier: Inspection[] = [];
  for (const candidate of await ofContract(trx, header.contract)) {
    if (candidate.load > header.load || (candidate.finishedAt === null && candidate.id !== header.id)) continue;
    const setting = { contract, terms: null, earlier: [...earlier], names: new Map<string, string>() };
    earlier.push(foldWalk(candidate, await entriesOf(trx, candidate.id), setting));
  }
  return [...outBefore(contract, earlier).values()].reduce((total, units) => total + units, 0);
}

async function start(trx: Trx, header: Omit<InspectionHeader, "id">): Promise<string> {
  const row = await trx
    .insertInto("inspections")
    .values({
      contract: header.contract,
      kind: header.kind,
      load: header.load,
      started_at: header.startedAt,
      finished_at: null,
      still_out: null,
    })
    .onConflict((conflict) => conflict.columns(["contract", "kind", "load"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) {
    const { contract, kind, load } = header;
    throw new UserError("inspection-exists", { kind, load, contract }, [`inspect ${contract}`]);
  }
  return inspectionId(row.id);
}

async function append(trx: Trx, id: string, entry: WalkEntry): Promise<void> {
  const key = inspectionKey(id);
  await trx
    .insertInto("inspection_entries")
    .values((row) => ({
      inspection_id: key,
      seq: row
        .selectFrom("inspection_entries")
        .where("inspection_id", "=", key)
        .select(({ eb, fn, lit }) => eb(fn.coalesce(fn.max("seq"), lit(0)), "+", 1).as("next"))
        .$asScalar()
        .$castTo<number>(),
      at: entry.at,
      by: entry.by,
      event: writeEvent(entry),
    }))
    .execute();
}

async function finish(trx: Trx, id: string, at: InspectionHeader["startedAt"]): Promise<void> {
  const header = await headerOf(trx, id);
  if (!header) throw new RangeError(`no inspection ${id}`);
  await trx
    .updateTable("inspections")
    .set({ finished_at: at, still_out: await stillOutAfter(trx, header) })
    .where("id", "=", inspectionKey(id))
    .execute();
}

async function reopen(trx: Trx, id: string): Promise<void> {
  await trx.updateTable("inspections").set({ finished_at: null, still_out: null }).where("id", "=", inspectionKey(id)).execute();
}

async function list(trx: Trx, unbilled: boolean): Promise<readonly InspectionHeader[]> {
  let query = headers(trx).orderBy("started_at").orderBy("id");
  if (unbilled) {
    query = query
      .where("kind", "=", "return")
      .where("finished_at", "is not", null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("billings").select("billings.id").whereRef("billings.inspection_id", "=", "inspections.id"))),
      );
  }
  return (await query.execute()).map(toHeader);
}

export function inspectionRepository(trx: Trx): InspectionRepository {
  return {
    start: (header) => start(trx, header),
    append: (inspection, entry) => append(trx, inspection, entry),
    entries: (inspection) => entriesOf(trx, inspection),
    header: (inspection) => headerOf(trx, inspection),
    of: (contract) => ofContract(trx, contract),
    list: (filter) => list(trx, filter?.unbilled ?? false),
    finish: (inspection, at) => finish(trx, inspection, at),
    reopen: (inspection) => reopen(trx, inspection),
    async release({ inspection, reason, by, at }) {
      await trx
        .insertInto("releases")
        .values({ inspection_id: inspectionKey(inspection), reason, by, at })
        .execute();
    },
    async releases(inspection) {
      const rows = await trx
        .selectFrom("releases")
        .select(["reason", "by", "at"])
        .where("inspection_id", "=", inspectionKey(inspection))
        .orderBy("id")
        .execute();
      return rows.map((row) => ({ inspection, ...row }));
    },
  };
}
