/** "That went well, didn't it?" is answered with what was seen: good things first, and never a yes that is not so. */
import { expect, test } from "vitest";
import { wentWellText } from "../../../src/cli/output/went-well-text.ts";
import type { WalkEvent } from "../../../src/inspection/entries.ts";
import { howItWent } from "../../../src/inspection/how-it-went.ts";
import type { LineCounts } from "../../../src/inspection/inspection.ts";
import { LANGUAGES } from "../../../src/kernel/text.ts";
import { LOCALES } from "../../../src/language/locale.ts";
import { createMessages } from "../../../src/language/messages.ts";
import { readCatalogue } from "../../../src/storage/templates.ts";
import { buildCounts, buildWalk } from "../../inspection/build-walk.ts";
import { at, buildContract, buildLine } from "../../support/build-contract.ts";

const contract = buildContract({ lines: [buildLine({ quantity: 60 })], due: at("2026-05-20 14:00") });
const began = (cameBackAt = at("2026-05-20 14:00")): WalkEvent => ({ type: "began", cameBackAt, signedCopy: "verified" });
const counted = (differs: Partial<LineCounts>): WalkEvent => ({ type: "counted", position: 1, counts: buildCounts(differs) });

const said = (...events: readonly WalkEvent[]): readonly string[] => {
  const went = howItWent(buildWalk({ events, contract }));
  return LANGUAGES.map((language) => wentWellText(went, createMessages(readCatalogue("customer", language), LOCALES[language]), language));
};

test("all in order, looked at and in time: then alone it is yes", () => {
  expect(said(began(), counted({}))).toEqual([
    "Kyllä: kaikki 60 tulivat takaisin kunnossa. Kiitos, että piditte niistä hyvää huolta.",
    "Ja: alla 60 kom tillbaka i gott skick. Tack för att ni tog väl hand om dem.",
    "Yes: all 60 are back in good order. Thank you for taking good care of them.",
  ]);
});

test.each([
  [[began(), counted({ ok: 57, damaged: 3 })], "57 pieces are back in good order, thank you. We have also written down 3 with damage;"],
  [
    [began(), counted({ ok: 58, missing: 1, stillOut: 1 })],
    "58 pieces are back in good order, thank you. We have also written down one that is missing and one still to come;",
  ],
  [[began(), counted({ dirty: 4 })], "60 pieces are back in good order, thank you. We have also written down 4 that need washing;"],
  [
    [began(), counted({ missingParts: { lid: 2 } })],
    "60 pieces are back in good order, thank you. We have also written down 2 missing parts;",
  ],
  [
    [began(at("2026-05-20 14:01")), counted({})],
    "60 pieces are back in good order, thank you. We have also written down that it came back after the agreed time;",
  ],
  [[began(), counted({ ok: 0, damaged: 60 })], "Thank you for going through it with me. We have also written down 60 with damage;"],
] as const)("what else was seen is said after it: %#", (events, begins) => {
  const english = said(...events).at(-1);
  expect(english?.slice(0, begins.length)).toBe(begins);
});

test("before all has been looked at, there is no yes", () => {
  expect(said(began()).at(-1)).toBe("Thank you for going through it with me. Not everything has been looked at yet.");
});
