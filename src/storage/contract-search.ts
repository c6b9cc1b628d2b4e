/**
 * Finds contracts by words. A few candidates come from the database by indexes alone, newest first; they are ranked here. Ranking
 * in the database would read every hit.
 */
import { type RawBuilder, sql } from "kysely";
import { among, type Fits, fitting } from "./fitting-words.ts";
import type { Trx } from "./schema.ts";
import { joined, wordsOf } from "./search-words.ts";

const MOST_CANDIDATES = 200;
/** Of words that many contracts have, how many lead a search, and how many contracts are looked through for the others. */
const MOST_LEADING = 40;
const MOST_LOOKED_THROUGH = 6_000;
/** Above so many hits a word says little, and how many more there are does not matter. */
const COUNTED_TO = 1_000;
const MOST_TOKENS = 8;

/** Where a word stands: in what was agreed, or in the text of a signed copy. */
type Place = "contract_words" | "copy_words";

const inAny = (places: readonly Place[], query: (place: RawBuilder<unknown>) => RawBuilder<unknown>, by: string): RawBuilder<unknown> =>
  sql.join(
    places.map((place) => query(sql.table(place))),
    sql.raw(by),
  );

async function contractsWith(trx: Trx, fits: Fits, places: readonly Place[]): Promise<readonly number[]> {
  const words = among(fits.keys());
  const each = inAny(places, (place) => sql`select contract_id from ${place} where word_id in ${words}`, " union all ");
  const { rows } = await sql<{ contract_id: number }>`${each} limit ${COUNTED_TO}`.execute(trx);
  return rows.map(({ contract_id }) => contract_id);
}

/** The newest contracts that have one word and a word for each other token. So many at most are looked through: of what everybody has, the newest matter. */
async function newestWith(
  trx: Trx,
  word: number,
  most: number,
  others: readonly Fits[],
  places: readonly Place[],
): Promise<readonly number[]> {
  const newest = inAny(
    places,
    (place) => sql`select * from (select contract_id from ${place} where word_id = ${word} order by contract_id desc limit ${most})`,
    " union ",
  );
  const conditions = others.map((fits) => {
    const words = among(fits.keys());
    return sql`(${inAny(places, (place) => sql`exists (select 1 from ${place} as other where other.contract_id = newest.contract_id and other.word_id in ${words})`, " or ")})`;
  });
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<{
    contract_id: number;
  }>`select contract_id from (${newest}) as newest ${where} order by contract_id desc limit ${MOST_CANDIDATES}`.execute(trx);
  return rows.map(({ contract_id }) => contract_id);
}

/** Contracts that may have a word for every token: the rarest leads, so that the others are looked up for few. */
async function candidates(trx: Trx, tokens: readonly Fits[], places: readonly Place[]): Promise<readonly number[]> {
  const counted = [];
  for (const fits of tokens) counted.push({ fits, contracts: await contractsWith(trx, fits, places) });
  const [rarest, ...others] = counted.sort((a, b) => a.contracts.length - b.contracts.length);
  if (rarest === undefined || rarest.contracts.length < COUNTED_TO) return [...new Set(rarest?.contracts)];
  const words = [...rarest.fits]
    .sort(([, a], [, b]) => a - b)
    .map(([word]) => word)
    .slice(0, MOST_LEADING);
  const found = new Set<number>();
  for (const word of words) {
    const most = Math.ceil(MOST_LOOKED_THROUGH / words.length);
    for (const id of await newestWith(
      trx,
      word,
      most,
      others.map(({ fits }) => fits),
      places,
    ))
      found.add(id);
  }
  return [...found].sort((a, b) => b - a).slice(0, MOST_CANDIDATES);
}

/** The sum of each token's best fit, by contract; contracts that lack one are left out. */
async function scores(
  trx: Trx,
  tokens: readonly Fits[],
  contracts: readonly number[],
  places: readonly Place[],
): Promise<Map<number, number>> {
  const words = among(new Set(tokens.flatMap((fits) => [...fits.keys()])));
  const ids = among(contracts);
  // The plus keeps SQLite from looking up every word in every contract: it reads the few words that each contract has.
  const each = inAny(
    places,
    (place) => sql`select contract_id, word_id from ${place} where contract_id in ${ids} and +word_id in ${words}`,
    " union all ",
  );
  const { rows } = await sql<{ contract_id: number; word_id: number }>`${each}`.execute(trx);
  const best = new Map<number, number[]>();
  for (const { contract_id, word_id } of rows) {
    const ofContract = best.get(contract_id) ?? tokens.map(() => Number.POSITIVE_INFINITY);
    best.set(contract_id, ofContract);
    tokens.forEach((fits, index) => {
      ofContract[index] = Math.min(ofContract[index] as number, fits.get(word_id) ?? Number.POSITIVE_INFINITY);
    });
  }
  return new Map([...best].map(([id, fits]) => [id, total(fits)] as const).filter(([, score]) => Number.isFinite(score)));
}

const total = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

async function search(trx: Trx, tokens: readonly Fits[], places: readonly Place[]): Promise<Map<number, number>> {
  if (tokens.length === 0 || tokens.some((words) => words.size === 0)) return new Map();
  const found = await candidates(trx, tokens, places);
  return found.length === 0 ? new Map() : scores(trx, tokens, found, places);
}

async function fittingAll(trx: Trx, tokens: readonly string[]): Promise<readonly Fits[]> {
  const fits: Fits[] = [];
  for (const token of tokens) fits.push(await fitting(trx, token));
  return fits;
}

/** What only the text of a signed copy says stands below whatever the contract says. */
const IN_TEXT = 100;

/**
 * Database keys of contracts that fit a text, best first, newest first among equals. Every word must fit; numbers also as one word,
 * however they are written. Where names and numbers find less than was asked for, the texts of signed copies are looked into.
 */
export async function searchContracts(trx: Trx, text: string, limit: number): Promise<readonly number[]> {
  const typed = wordsOf(text).slice(0, MOST_TOKENS);
  const tokens = await fittingAll(trx, typed);
  const found = await search(trx, tokens, ["contract_words"]);
  if (typed.length > 1 && /\d/u.test(text)) {
    for (const [id, score] of await search(trx, await fittingAll(trx, [joined(text)]), ["contract_words"]))
      found.set(id, Math.min(score, found.get(id) ?? score));
  }
  if (found.size < limit && (await hasTexts(trx)))
    for (const [id, score] of await search(trx, tokens, ["contract_words", "copy_words"]))
      if (!found.has(id)) found.set(id, score + IN_TEXT);
  return [...found]
    .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfA - scoreOfB || b - a)
    .slice(0, limit)
    .map(([id]) => id);
}

const hasTexts = async (trx: Trx): Promise<boolean> =>
  (await trx.selectFrom("copy_words").select("word_id").limit(1).executeTakeFirst()) !== undefined;
