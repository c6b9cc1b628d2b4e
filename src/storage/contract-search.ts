/**
 * Finds contracts by words. A few candidates come from the database by indexes alone, newest first; they are ranked here. Ranking
 * in the database would read every hit.
 */
import type { Contract } from "../contract/contract.ts";
import type { Trx } from "./schema.ts";
import { contractWords, formsOf, isOneTypo, joined, SHORTEST_FORGIVEN, shortened, wordsOf } from "./search-words.ts";

const MOST_WORDS = 400;
const MOST_CANDIDATES = 400;
/** Above so many hits a word says little, and how many more there are does not matter. */
const COUNTED_TO = 1_000;
const MOST_TOKENS = 8;

/** How well a stored word fits what was typed: 0 is the same word. */
type Fits = ReadonlyMap<number, number>;

const AFTER_ALL = "\u{10FFFF}";

/** Stores the words of a contract. Each distinct word is stored once, with its forms, however many contracts have it. */
export async function indexContract(trx: Trx, id: number, contract: Contract): Promise<void> {
  for (const word_id of await wordIds(trx, contractWords(contract)))
    await trx.insertInto("contract_words").values({ contract_id: id, word_id }).execute();
}

/** The keys of words; those that are new are stored. */
export async function wordIds(trx: Trx, words: Iterable<string>): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const word of words) {
    const known = await trx.selectFrom("search_words").select("id").where("word", "=", word).executeTakeFirst();
    ids.push(known?.id ?? (await addWord(trx, word)));
  }
  return ids;
}

async function addWord(trx: Trx, word: string): Promise<number> {
  const { id } = await trx.insertInto("search_words").values({ word }).returning("id").executeTakeFirstOrThrow();
  await trx
    .insertInto("search_forms")
    .values(formsOf(word).map((form) => ({ ...form, word_id: id })))
    .execute();
  return id;
}

/** Words that begin with the token or, from three letters, hold it. */
async function holding(trx: Trx, token: string): Promise<Map<number, number>> {
  const rows = await trx
    .selectFrom("search_forms")
    .innerJoin("search_words", "search_words.id", "search_forms.word_id")
    .select(["word_id", "word"])
    .where("form", ">=", token)
    .where("form", "<", `${token}${AFTER_ALL}`)
    .where("kind", "in", token.length < 3 ? ["whole"] : ["whole", "ending"])
    .limit(MOST_WORDS)
    .execute();
  return new Map(rows.map(({ word_id, word }) => [word_id, word === token ? 0 : word.startsWith(token) ? 1 : 2]));
}

/** Words one typo away. */
async function nearly(trx: Trx, token: string): Promise<[number, number][]> {
  if (token.length < SHORTEST_FORGIVEN) return [];
  const rows = await trx
    .selectFrom("search_forms")
    .innerJoin("search_words", "search_words.id", "search_forms.word_id")
    .select(["word_id", "word"])
    .distinct()
    .where("form", "in", [token, ...shortened(token)])
    .where("kind", "in", ["whole", "shortened"])
    .limit(MOST_WORDS)
    .execute();
  return rows.filter(({ word }) => isOneTypo(token, word)).map(({ word_id }) => [word_id, 4]);
}

/** Whoever typed a word that is there meant that word: only others are read as slips. */
async function fitting(trx: Trx, token: string): Promise<Fits> {
  const fits = await holding(trx, token);
  if ([...fits.values()].includes(0)) return fits;
  for (const [word, score] of await nearly(trx, token)) if (!fits.has(word)) fits.set(word, score);
  return fits;
}

async function hits(trx: Trx, fits: Fits): Promise<number> {
  const rows = await trx
    .selectFrom("contract_words")
    .select("contract_id")
    .where("word_id", "in", [...fits.keys()])
    .limit(COUNTED_TO)
    .execute();
  return rows.length;
}

/** Contracts that have a word for every token: the rarest leads, so that the others are looked up for few. */
async function candidates(trx: Trx, tokens: readonly Fits[]): Promise<readonly number[]> {
  const counted = await Promise.all(tokens.map(async (fits) => ({ fits, count: await hits(trx, fits) })));
  const [rarest, ...others] = counted.sort((a, b) => a.count - b.count).map(({ fits }) => [...fits.keys()]);
  let query = trx
    .selectFrom("contract_words as rarest")
    .select("contract_id")
    .distinct()
    .where("word_id", "in", rarest ?? []);
  for (const words of others) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("contract_words as other")
          .select("other.word_id")
          .whereRef("other.contract_id", "=", "rarest.contract_id")
          .where("other.word_id", "in", words),
      ),
    );
  }
  return (await query.orderBy("contract_id", "desc").limit(MOST_CANDIDATES).execute()).map((row) => row.contract_id);
}

/** The sum of each token's best fit, by contract. */
async function scores(trx: Trx, tokens: readonly Fits[], contracts: readonly number[]): Promise<Map<number, number>> {
  const words = [...new Set(tokens.flatMap((fits) => [...fits.keys()]))];
  const rows = await trx
    .selectFrom("contract_words")
    .selectAll()
    .where("contract_id", "in", contracts)
    .where("word_id", "in", words)
    .execute();
  const best = new Map<number, number[]>(contracts.map((id) => [id, tokens.map(() => Number.POSITIVE_INFINITY)]));
  for (const { contract_id, word_id } of rows) {
    const ofContract = best.get(contract_id) ?? [];
    tokens.forEach((fits, index) => {
      ofContract[index] = Math.min(ofContract[index] ?? Number.POSITIVE_INFINITY, fits.get(word_id) ?? Number.POSITIVE_INFINITY);
    });
  }
  return new Map([...best].map(([id, each]) => [id, each.reduce((total, score) => total + score, 0)]));
}

async function search(trx: Trx, tokens: readonly string[]): Promise<Map<number, number>> {
  const fits = await Promise.all(tokens.map((token) => fitting(trx, token)));
  if (fits.length === 0 || fits.some((words) => words.size === 0)) return new Map();
  const found = await candidates(trx, fits);
  return found.length === 0 ? new Map() : scores(trx, fits, found);
}

/**
 * Database keys of contracts that fit a text, best first, newest first among equals. Every word must fit; numbers also as one word,
 * however they are written.
 */
export async function searchContracts(trx: Trx, text: string, limit: number): Promise<readonly number[]> {
  const tokens = wordsOf(text).slice(0, MOST_TOKENS);
  const found = await search(trx, tokens);
  if (tokens.length > 1 && /\d/u.test(text)) {
    for (const [id, score] of await search(trx, [joined(text)])) found.set(id, Math.min(score, found.get(id) ?? score));
  }
  return [...found]
    .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfA - scoreOfB || b - a)
    .slice(0, limit)
    .map(([id]) => id);
}
