/** What a charge or a reason says is one sentence, wherever it is read: preview, explanation, letter. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../src/kernel/text.ts";
import { bringBack, type Clerk, clerk, STORIES, textOfFile } from "../support/story-desk.ts";

interface Said {
  readonly text: string;
  readonly trace: readonly { readonly text: string; readonly sentence: string }[];
}
interface Told {
  readonly charges: readonly Said[];
  readonly notCharged: readonly Said[];
}

const oneSpace = (text: string): string => text.replace(/[\s\u00A0]+/gu, " ").trim();
/** In the order of the bill; a charge has nothing but its steps. */
const sentences = ({ charges, notCharged }: Told): string[] =>
  [...charges.flatMap(({ trace }) => trace), ...notCharged.flatMap((entry) => [entry, ...entry.trace])].map(({ text }) => oneSpace(text));

const NAMES = Object.keys(STORIES) as (keyof typeof STORIES)[];
/** Some days after the return, when what was missing has waited long enough. */
const LATER = "2026-07-20T08:00:00Z";

let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
  for (const name of NAMES) await bringBack(desk, name);
}, 240_000);
afterAll(() => desk.close());

describe.each(NAMES)("the story %s", (name) => {
  const { number } = STORIES[name];
  const ask = async (typed: string, language: Language | null = null): Promise<Told> =>
    (await desk.done(LATER, `${typed} --json`, language === null ? [] : ["--language", language])).json<Told>();

  test("says the same before and after it is billed, in each language, and the letter prints it", async () => {
    const [before, own] = [
      await Promise.all(LANGUAGES.map((language) => ask(`invoice ${number} --preview`, language))),
      await ask(`invoice ${number} --preview`),
    ];
    const issued = (await desk.done(LATER, `invoice ${number} --yes --json`)).json<Told & { language: Language; pdf: { path: string } }>();
    const after = await Promise.all(LANGUAGES.map((language) => ask(`invoice explain ${number}`, language)));
    expect(after.map(sentences)).toEqual(before.map(sentences));
    expect(sentences(issued)).toEqual(sentences(own));
    expect(sentences(own)).toEqual(sentences(after[LANGUAGES.indexOf(issued.language)] as Told));
    const letter = await textOfFile(issued.pdf.path);
    expect(sentences(issued).filter((sentence) => !letter.includes(sentence))).toEqual([]);
  });

  test("gives the same reasons on the screen", async () => {
    for (const language of LANGUAGES) {
      const screen = oneSpace((await desk.done(LATER, `invoice explain ${number}`, ["--language", language])).stdout);
      const told = await ask(`invoice explain ${number}`, language);
      // Steps have their sum beside the first line, in the midst of a sentence that is longer.
      const words = told.notCharged.map(({ text }) => oneSpace(text));
      expect(words.filter((sentence) => !screen.includes(sentence))).toEqual([]);
    }
  });
});

test("a language that no letter is written in is refused", async () => {
  const { exitCode, stderr } = await desk.run(LATER, "invoice explain 2026-0117 --language de --json");
  expect([exitCode, JSON.parse(stderr).error]).toMatchObject([
    2,
    { code: "not-a-language", hints: ["--language fi", "--language sv", "--language en"] },
  ]);
});
