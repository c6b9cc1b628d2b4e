/** Cases in the books. */
import type { CaseFilter, CaseRepository, CaseState, NewStep } from "../app/ports/cases.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Case, CaseEvent, CaseStep, CaseWithSteps, CaseWords } from "../people/case.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Omit<Schema["cases"], "id"> & { id: number };

const toCase = (row: Row, steps: readonly CaseStep[]): CaseWithSteps => ({
  id: row.id,
  openedAt: row.opened_at,
  openedBy: row.opened_by,
  channel: row.channel,
  about: { contract: row.contract, inspection: row.inspection, document: row.document, line: row.line },
  language: row.language,
  link: row.link,
  answerBy: row.answer_by,
  owner: row.owner,
  due: row.due,
  closedAt: row.closed_at,
  steps,
});

async function stepsOf(trx: Trx, ids: readonly number[]): Promise<ReadonlyMap<number, readonly CaseStep[]>> {
  const rows = await trx
    .selectFrom("case_steps")
    .leftJoin("case_words", "case_words.step_id", "case_steps.id")
    .selectAll("case_steps")
    .select("case_words.words")
    .where("case_id", "in", [...ids])
    .orderBy("case_steps.id")
    .execute();
  const files = await trx
    .selectFrom("case_files")
    .innerJoin("case_steps", "case_steps.id", "case_files.step_id")
    .selectAll("case_files")
    .where("case_id", "in", [...ids])
    .orderBy("name")
    .execute();
  const steps = new Map<number, CaseStep[]>();
  for (const { id, case_id, at, by, event, words } of rows) {
    const own = files.filter(({ step_id }) => step_id === id).map(({ sha256, name }) => ({ sha256, name }));
    const step: CaseStep = {
      id,
      at,
      by,
      event: JSON.parse(event) as CaseEvent,
      words: words === null ? {} : (JSON.parse(words) as CaseWords),
      files: own,
    };
    steps.set(case_id, [...(steps.get(case_id) ?? []), step]);
  }
  return steps;
}

async function withSteps(trx: Trx, rows: readonly Row[]): Promise<readonly CaseWithSteps[]> {
  const steps =
    rows.length === 0
      ? new Map<number, readonly CaseStep[]>()
      : await stepsOf(
          trx,
          rows.map(({ id }) => id),
        );
  return rows.map((row) => toCase(row, steps.get(row.id) ?? []));
}

async function open(trx: Trx, opened: Omit<Case, "id" | "closedAt">): Promise<number> {
  const row = {
    opened_at: opened.openedAt,
    opened_by: opened.openedBy,
    channel: opened.channel,
    ...opened.about,
    language: opened.language,
    link: opened.link,
    answer_by: opened.answerBy,
    owner: opened.owner,
    due: opened.due,
    closed_at: null,
  };
  return (await trx.insertInto("cases").values(row).returning("id").executeTakeFirstOrThrow()).id;
}

async function add(trx: Trx, id: number, { at, by, event, words = {}, files = [] }: NewStep, state: CaseState): Promise<number> {
  const row = { case_id: id, at, by, event: canonicalJson(event) };
  const step = (await trx.insertInto("case_steps").values(row).returning("id").executeTakeFirstOrThrow()).id;
  if (Object.keys(words).length > 0)
    await trx
      .insertInto("case_words")
      .values({ step_id: step, words: canonicalJson(words) })
      .execute();
  for (const file of files)
    await trx
      .insertInto("case_files")
      .values({ step_id: step, ...file })
      .execute();
  const changed = {
    ...(state.owner === undefined ? {} : { owner: state.owner }),
    ...(state.due === undefined ? {} : { due: state.due }),
    ...(state.closedAt === undefined ? {} : { closed_at: state.closedAt }),
  };
  if (Object.keys(changed).length > 0) await trx.updateTable("cases").set(changed).where("id", "=", id).execute();
  return step;
}

function filtered(trx: Trx, { closed = false, owner, contract, dueBy }: CaseFilter) {
  let query = trx.selectFrom("cases").selectAll();
  if (!closed) query = query.where("closed_at", "is", null);
  if (owner !== undefined) query = query.where("owner", "=", owner);
  if (contract !== undefined) query = query.where("contract", "=", contract);
  return dueBy === undefined ? query : query.where("due", "<=", dueBy);
}

export function caseRepository(trx: Trx): CaseRepository {
  return {
    open: (opened) => open(trx, opened),
    add: (id, step, state = {}) => add(trx, id, step, state),
    async get(id) {
      const row = await trx.selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? ((await withSteps(trx, [row]))[0] as CaseWithSteps) : null;
    },
    async list(filter = {}) {
      const rows = await filtered(trx, filter).orderBy("id").execute();
      const late = (row: Row): string => row.due ?? "9999";
      return withSteps(
        trx,
        [...rows].sort((a, b) => (late(a) < late(b) ? -1 : late(a) > late(b) ? 1 : a.id - b.id)),
      );
    },
    async holding(sha256) {
      const rows = trx.selectFrom("case_files").innerJoin("case_steps", "case_steps.id", "case_files.step_id");
      return (await rows.select("case_id").where("sha256", "=", sha256).executeTakeFirst())?.case_id ?? null;
    },
  };
}
