/** Setting letters in one process, one after the other: what `invoice --all` and an export over many bills mostly do. */
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

/** The quickest of a few rounds: what the machine can do when nothing else asks for it. */
async function perSecond({ renderLetter }: Setting, name: StoryName): Promise<number> {
  const assets = assetsIn("fi");
  const values = { ...buildStory(name, "fi"), baseline: null };
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    for (let letter = 0; letter < LETTERS; letter += 1) await renderLetter(values, assets);
    rounds.push((LETTERS * 1e9) / Number(process.hrtime.bigint() - started));
  }
  return Math.max(...rounds);
}

export async function benchRender(): Promise<void> {
  const { exports, remove } = await bundled<Setting>("document/render-letter.ts");
  for (const name of STORIES) {
    const figure = (await perSecond(exports, name)).toFixed(0);
    process.stdout.write(`set letters in one process: ${name}\t${figure} a second\tlimit 60\n`);
  }
  remove();
}
