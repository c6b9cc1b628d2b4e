/** Standings with their steps, and the sums of hard contacts. */
import { sql } from "kysely";
import type { NewStandingStep, StandingRepository } from "../app/ports/standings.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Standing, StandingEvent, StandingStep, StandingWords } from "../people/standing.ts";
import type { Schema, Trx } from "./schema.ts";

type Row = Omit<Schema["standings"], "id"> & { id: number };

async function stepsOf(trx: Trx, id: number): Promise<readonly StandingStep[]> {
  const rows = await trx
    .selectFrom("standing_steps")
    .leftJoin("standing_words", "standing_words.step_id", "standing_steps.id")
    .leftJoin("standing_letters", "standing_letters.step_id", "standing_steps.id")
    .selectAll("standing_steps")
    .select(["words", "sha256", "name"])
    .where("standing_id", "=", id)
    .orderBy("standing_steps.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.by,
    event: JSON.parse(row.event) as StandingEvent,
    words: row.words === null ? {} : (JSON.parse(row.words) as StandingWords),
    letter: row.sha256 === null || row.name === null ? null : { sha256: row.sha256, name: row.name },
  }));
}

const toStanding = async (trx: Trx, { id, state, responsible, review_on: reviewOn }: Row): Promise<Standing> => ({
  id,
  state,
  responsible,
  reviewOn,
  steps: await stepsOf(trx, id),
});

async function addStep(trx: Trx, standing: number, { at, by, event, words = {}, letter }: NewStandingStep): Promise<void> {
  const values = { standing_id: standing, at, by, event: canonicalJson(event) };
  const { id } = await trx.insertInto("standing_steps").values(values).returning("id").executeTakeFirstOrThrow();
  if (Object.keys(words).length > 0)
    await trx
      .insertInto("standing_words")
      .values({ step_id: id, words: canonicalJson(words) })
      .execute();
  if (letter)
    await trx
      .insertInto("standing_letters")
      .values({ step_id: id, ...letter })
      .execute();
}

export function standingRepository(trx: Trx): StandingRepository {
  return {
    async open(at, by) {
      const values = { opened_at: at, opened_by: by, state: "talked", responsible: null, review_on: null } as const;
      return (await trx.insertInto("standings").values(values).returning("id").executeTakeFirstOrThrow()).id;
    },
    async add(id, step, change) {
      await addStep(trx, id, step);
      if (!change) return;
      const { state, responsible, reviewOn } = change;
      await trx.updateTable("standings").set({ state, responsible, review_on: reviewOn }).where("id", "=", id).execute();
    },
    async get(id) {
      const row = await trx.selectFrom("standings").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? toStanding(trx, row) : null;
    },
    async list({ state, reviewBy } = {}) {
      let query = trx.selectFrom("standings").selectAll().orderBy("id");
      if (state !== undefined) query = query.where("state", "=", state);
      if (reviewBy !== undefined) query = query.where("review_on", "<=", reviewBy);
      const found: Standing[] = [];
      for (const row of await query.execute()) found.push(await toStanding(trx, row));
      return found;
    },
    async hard(contract, on) {
      await trx.insertInto("hard_contacts").values({ contract, on_day: on }).execute();
    },
    async hardByMonth() {
      const { rows } = await sql<{ month: string; count: number }>`select substr(on_day, 1, 7) as month, count(*) as count
        from hard_contacts group by 1 order by 1 desc`.execute(trx);
      return rows;
    },
  };
}
