import type { CopyTextRepository } from "../app/ports/copy-texts.ts";
import { wordIds } from "./contract-index.ts";
import type { Trx } from "./schema.ts";
import { wordsOf } from "./search-words.ts";

/** A signed copy is found by its first words: what comes after is terms, which are alike in all of them. */
const MOST_WORDS = 2_000;
const MOST_LETTERS = 200_000;
/** Shorter words are in every text. */
const SHORTEST = 3;

const indexedWords = (text: string): readonly string[] =>
  [...new Set(wordsOf(text.slice(0, MOST_LETTERS)).filter((word) => word.length >= SHORTEST))].slice(0, MOST_WORDS);

async function index(trx: Trx, contract: string, version: number, text: string): Promise<void> {
  const row = await trx.selectFrom("contracts").select("id").where("number", "=", contract).executeTakeFirst();
  if (!row) return;
  const done = await trx
    .insertInto("indexed_copies")
    .values({ contract, version })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 0n) return;
  for (const word_id of await wordIds(trx, indexedWords(text)))
    await trx
      .insertInto("copy_words")
      .values({ contract_id: row.id, word_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export function copyTextRepository(trx: Trx): CopyTextRepository {
  return {
    index: (contract, version, text) => index(trx, contract, version, text),
    missing: (limit) =>
      trx
        .selectFrom("signed_copies")
        .leftJoin("indexed_copies", (join) =>
          join
            .onRef("indexed_copies.contract", "=", "signed_copies.contract")
            .onRef("indexed_copies.version", "=", "signed_copies.version"),
        )
        .where("indexed_copies.version", "is", null)
        .select(["signed_copies.contract", "signed_copies.version"])
        .orderBy("signed_copies.contract")
        .orderBy("signed_copies.version")
        .limit(limit)
        .execute(),
  };
}
