import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines } from "../../../src/document/sheet/lines.ts";

/** One point a character. */
const widthOf = (text: string): number => [...text].length;
const broken = (text: string, width: number): string[] => breakLines(text, width, widthOf);

test.each([
  ["a line that fits stays", "kolme tuolia", 12, ["kolme tuolia"]],
  ["breaks at spaces", "kolme tuolia on säröillä", 12, ["kolme tuolia", "on säröillä"]],
  ["breaks after a hyphen between letters", "linja-autoasema", 8, ["linja-", "autoasem", "a"]],
  ["numbers stay whole", "lasku L-2026-0001", 12, ["lasku", "L-2026-0001"]],
  ["addresses stay whole", "katso kkv.fi/kuluttaja-asiat heti", 24, ["katso", "kkv.fi/kuluttaja-asiat", "heti"]],
  ["a formula stays whole", "arvo 89 × 70 / 96 = 65 nyt", 18, ["arvo", "89 × 70 / 96 = 65", "nyt"]],
  ["a formula wider than the line breaks at its spaces", "89 × 70 / 96", 7, ["89 × 70", "/ 96"]],
  ["an amount with its NBSP stays whole", "yhteensä 1\u00A0234\u00A0€", 12, ["yhteensä", "1\u00A0234\u00A0€"]],
  ["a long word is cut", "aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]],
  ["line ends are kept", "eka\ntoka", 20, ["eka", "toka"]],
  ["nothing is one line", "", 20, [""]],
])("%s", (_, text, width, expected) => {
  expect(broken(text, width)).toEqual(expected);
});

test("no line is too wide and no character but spaces is lost", () => {
  const text = fc
    .array(fc.constantFrom("a", "ä", " ", "-", "/", "×", "1", "\u00A0", "\u{1F389}", "."), { maxLength: 80 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 30 }), (whole, width) => {
      const lines = broken(whole, width);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replace(/ /gu, "")).toBe(whole.replace(/ /gu, ""));
    }),
  );
});
