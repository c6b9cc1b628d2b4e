/** What somebody else said stands as it was said: in quotation marks, and after who says it. */
import { expect, test } from "vitest";
import { spokenByOthers } from "../../src/language/spoken-by-others.ts";

const stretches = (text: string, speakers: readonly string[]): readonly string[] =>
  spokenByOthers(text, speakers).map(({ start, end }) => text.slice(start, end));

test("quotation marks of any kind, and to the end of the sentence after a speaker", () => {
  const text = "Asiakas kertoi: tuoli oli jo rikki. Hän sanoi ”en maksa” ja lähti.";
  expect(stretches(text, ["asiakas"])).toEqual(["”en maksa”", "Asiakas kertoi: tuoli oli jo rikki"]);
});

test("a language that names no speakers has its quotation marks", () => {
  expect(stretches('He said "no", and: left.', [])).toEqual(['"no"']);
});
