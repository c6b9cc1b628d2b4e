/** Promises in the books. */
import type { PromiseFilter, PromiseRepository, PromiseState } from "../app/ports/promises.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { cents } from "../kernel/money.ts";
import type { GivenPromise, PromiseEvent, PromiseStep } from "../people/promise.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Omit<Schema["promises"], "id"> & { id: number };

const toPromise = (row: Row, steps: readonly PromiseStep[]): GivenPromise => ({
  id: row.id,
  at: row.at,
  by: row.by,
  remedy: row.remedy,
  case: row.case_id,
  contract: row.contract,
  billing: row.billing_id,
  amount: row.amount === null ? null : cents(row.amount),
  due: row.due,
  owner: row.owner,
  outcome: row.outcome,
  endedAt: row.ended_at,
  steps,
});

async function withSteps(trx: Trx, rows: readonly Row[]): Promise<readonly GivenPromise[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const steps = await trx
    .selectFrom("promise_steps")
    .leftJoin("promise_words", "promise_words.step_id", "promise_steps.id")
    .selectAll("promise_steps")
    .select("promise_words.words")
    .where("promise_id", "in", ids)
    .orderBy("promise_steps.id")
    .execute();
  const of = (id: number): PromiseStep[] =>
    steps
      .filter(({ promise_id }) => promise_id === id)
      .map(({ at, by, event, words }) => ({ at, by, event: JSON.parse(event) as PromiseEvent, words }));
  return rows.map((row) => toPromise(row, of(row.id)));
}

async function add(trx: Trx, id: number, { at, by, event, words }: PromiseStep, { due, owner, ended }: PromiseState): Promise<number> {
  const values = { promise_id: id, at, by, event: canonicalJson(event) };
  const step = (await trx.insertInto("promise_steps").values(values).returning("id").executeTakeFirstOrThrow()).id;
  if (words !== null) await trx.insertInto("promise_words").values({ step_id: step, words }).execute();
  const changed = {
    ...(due === undefined ? {} : { due }),
    ...(owner === undefined ? {} : { owner }),
    ...(ended === undefined ? {} : { outcome: ended?.outcome ?? null, ended_at: ended?.at ?? null }),
  };
  if (Object.keys(changed).length > 0) await trx.updateTable("promises").set(changed).where("id", "=", id).execute();
  return step;
}

function filtered(trx: Trx, { ended = false, owner, case: of, contract, billing, dueBy }: PromiseFilter) {
  let query = trx.selectFrom("promises").selectAll();
  if (!ended) query = query.where("outcome", "is", null);
  if (owner !== undefined) query = query.where("owner", "=", owner);
  if (of !== undefined) query = query.where("case_id", "=", of);
  if (contract !== undefined) query = query.where("contract", "=", contract);
  if (billing !== undefined) query = query.where("billing_id", "=", billing);
  return dueBy === undefined ? query : query.where("due", "<=", dueBy);
}

export function promiseRepository(trx: Trx): PromiseRepository {
  return {
    async make({ at, by, remedy, case: of, contract, billing, amount, due, owner }) {
      const values = { at, by, remedy, case_id: of, contract, billing_id: billing, amount, due, owner, outcome: null, ended_at: null };
      return (await trx.insertInto("promises").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    add: (id, step, state = {}) => add(trx, id, step, state),
    async get(id) {
      const row = await trx.selectFrom("promises").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? ((await withSteps(trx, [row]))[0] as GivenPromise) : null;
    },
    list: async (filter = {}) => withSteps(trx, await filtered(trx, filter).orderBy("due").orderBy("id").execute()),
  };
}
