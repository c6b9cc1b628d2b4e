/** The stored words that a typed one may mean: those that hold it, or else those that a slip of the finger is away. */
import { sql } from "kysely";
import type { Trx } from "./schema.ts";
import { isOneTypo, isPlain, SHORTEST_FORGIVEN, shortened, slipsOf } from "./search-words.ts";

const MOST_WORDS = 400;
const AFTER_ALL = "\u{10FFFF}";

/** How well a stored word, by its key, fits what was typed: 0 is the same word. */
export type Fits = ReadonlyMap<number, number>;

/** One statement for any number of values. */
export const among = (values: Iterable<number | string>) => sql`(select value from json_each(${JSON.stringify([...values])}))`;

/** From so many letters on a word is also found by what stands in its midst. */
const FROM_ITS_MIDST = 3;

/** Words that begin with the token or, from three letters, hold it. */
async function holding(trx: Trx, token: string): Promise<Map<number, number>> {
  const rows = await (token.length < FROM_ITS_MIDST ? beginningWith(trx, token) : havingWithin(trx, token));
  return new Map(rows.map(({ id, word }) => [id, word === token ? 0 : word.startsWith(token) ? 1 : 2]));
}

/** From the words themselves: among all forms, a few figures stand at the head of a hundred thousand endings of numbers. */
const beginningWith = (trx: Trx, token: string): Promise<readonly { id: number; word: string }[]> =>
  trx
    .selectFrom("search_words")
    .select(["id", "word"])
    .where("word", ">=", token)
    .where("word", "<", `${token}${AFTER_ALL}`)
    .orderBy("word")
    .limit(MOST_WORDS)
    .execute();

const havingWithin = (trx: Trx, token: string): Promise<readonly { id: number; word: string }[]> =>
  trx
    .selectFrom("search_forms")
    .innerJoin("search_words", "search_words.id", "search_forms.word_id")
    .select(["search_words.id", "word"])
    .where("form", ">=", token)
    .where("form", "<", `${token}${AFTER_ALL}`)
    .where("kind", "in", ["whole", "ending"])
    .limit(MOST_WORDS)
    .execute();

/** Words one typo away: each that a slip could have come from is looked up. */
async function nearly(trx: Trx, token: string): Promise<[number, number][]> {
  if (token.length < SHORTEST_FORGIVEN) return [];
  const rows = isPlain(token) ? await oneSlipAway(trx, token) : await sharingShortened(trx, token);
  return rows.filter(({ word }) => isOneTypo(token, word)).map(({ id }) => [id, 4]);
}

const oneSlipAway = async (trx: Trx, token: string): Promise<readonly { id: number; word: string }[]> =>
  (
    await sql<{
      id: number;
      word: string;
    }>`select id, word from search_words where word in ${among(slipsOf(token))} limit ${MOST_WORDS}`.execute(trx)
  ).rows;

const sharingShortened = (trx: Trx, token: string): Promise<readonly { id: number; word: string }[]> =>
  trx
    .selectFrom("search_forms")
    .innerJoin("search_words", "search_words.id", "search_forms.word_id")
    .select(["search_words.id", "word"])
    .distinct()
    .where("form", "in", [token, ...shortened(token)])
    .where("kind", "in", ["whole", "shortened"])
    .limit(MOST_WORDS)
    .execute();

/** Whoever typed a word that is there meant that word: only others are read as slips. */
export async function fitting(trx: Trx, token: string): Promise<Fits> {
  const fits = await holding(trx, token);
  if ([...fits.values()].includes(0)) return fits;
  for (const [word, score] of await nearly(trx, token)) if (!fits.has(word)) fits.set(word, score);
  return fits;
}
