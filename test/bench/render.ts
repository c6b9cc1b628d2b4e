/**
 * Setting letters in one process, one after the other: what `invoice --all` and an export over many bills mostly do. The limit is for bills of one
 * page; with the clauses that they cite and the signed page, ours have two or more, so pages count.
 */
import type { renderLetter } from "../../src/document/render-letter.ts";
import { buildStory, type StoryName } from "../support/build-billing.ts";
import { assetsIn } from "../support/read-document.ts";
import { bundled } from "./bundled.ts";

interface Setting {
  readonly renderLetter: typeof renderLetter;
}

const ROUNDS = 10;
const LETTERS = 30;

/** One line and its appendix; what a usual return has. */
const STORIES: readonly StoryName[] = ["oneLine", "ordinary"];

const pagesIn = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString("latin1")
    .match(/\/Type \/Page\b/gu)?.length ?? 0;

/** Letters in the quickest of a few rounds: what the machine can do when nothing else asks for it; and the pages of one. */
async function perSecond({ renderLetter }: Setting, name: StoryName): Promise<{ readonly letters: number; readonly pages: number }> {
  const assets = assetsIn("fi");
  const values = { ...buildStory(name, "fi"), baseline: null };
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    for (let letter = 0; letter < LETTERS; letter += 1) await renderLetter(values, assets);
    rounds.push((LETTERS * 1e9) / Number(process.hrtime.bigint() - started));
  }
  return { letters: Math.max(...rounds), pages: pagesIn(await renderLetter(values, assets)) };
}

export async function benchRender(): Promise<void> {
  const { exports, remove } = await bundled<Setting>("document/render-letter.ts");
  for (const name of STORIES) {
    const { letters, pages } = await perSecond(exports, name);
    const figure = (letters * pages).toFixed(0);
    process.stdout.write(
      `set letters in one process: ${name}\t${letters.toFixed(0)} of ${pages} pages, ${figure} pages a second\tlimit 60\n`,
    );
  }
  remove();
}
