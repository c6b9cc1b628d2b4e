/** The typeface in `templates/fonts` holds everything we print, once. */
import { expect, test } from "vitest";
import { parsedFont } from "../../src/document/sheet/pdf-file.ts";
import { printable } from "../../src/document/sheet/printable.ts";
import { assetsIn } from "../support/read-document.ts";

interface ParsedFont {
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly id: number };
  layout(text: string, features?: readonly string[]): { readonly advanceWidth: number };
}
const { fonts } = assetsIn("fi");
const weights = [
  ["regular", parsedFont(fonts.regular) as unknown as ParsedFont],
  ["semibold", parsedFont(fonts.semibold) as unknown as ParsedFont],
] as const;

test.each(weights)("%s: every character that is let through has a glyph of its own", (_, font) => {
  const glyphs = new Map<number, number>();
  for (let codePoint = 0x20; codePoint <= 0xffff; codePoint += 1) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
    const character = String.fromCodePoint(codePoint);
    if (printable(character) !== character) continue;
    expect(font.hasGlyphForCodePoint(codePoint), codePoint.toString(16)).toBe(true);
    const { id } = font.glyphForCodePoint(codePoint);
    expect(glyphs.get(id), codePoint.toString(16)).toBeUndefined();
    glyphs.set(id, codePoint);
  }
  expect(glyphs.size).toBe(689);
});

test.each(weights)("%s: has what our languages and figures need", (_, font) => {
  for (const character of "ÅÄÖåäöÆØæøŠŽšžÕõÜüÉé0123456789€\u2212\u00A0–—·…×÷≈≤≥’‘”“„«»%§") {
    expect(printable(character)).toBe(character);
    expect(font.hasGlyphForCodePoint(character.codePointAt(0) as number)).toBe(true);
  }
});

test.each(weights)("%s: tabular figures are equally wide", (_, font) => {
  const widths = new Set([..."0123456789"].map((figure) => font.layout(figure, ["tnum"]).advanceWidth));
  expect(widths.size).toBe(1);
});

test("what is parsed once is not parsed again", () => {
  expect(parsedFont(fonts.regular)).toBe(parsedFont(fonts.regular));
});
