/** What contracts and copies are found by: each distinct word once, in the forms in which it may be typed. */
import type { Contract } from "../contract/contract.ts";
import type { Trx } from "./schema.ts";
import { contractWords, formsOf } from "./search-words.ts";

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
