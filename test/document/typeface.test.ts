/** The typeface in `templates/fonts` holds everything we print, once, and is read as pdfkit's own font engine reads it. */
import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { typefaceOf } from "../../src/document/sheet/pdf-file.ts";
import { printable } from "../../src/document/sheet/printable.ts";
import { assetsIn } from "../support/read-document.ts";

/** What fontkit says of a font; its figures are in units of the font. */
interface Engine {
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  readonly characterSet: readonly number[];
  layout(text: string): {
    readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number }[];
    readonly positions: readonly { readonly xAdvance: number }[];
  };
  createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array };
}

const MEASURES = ["ascent", "descent", "lineGap", "capHeight", "xHeight"] as const;

function engineFor(bytes: Uint8Array): Engine & Readonly<Record<(typeof MEASURES)[number], number>> & { readonly bbox: object } {
  const file = new PDFDocument({ autoFirstPage: false, font: null } as unknown as PDFKit.PDFDocumentOptions);
  file.font(Buffer.from(bytes));
  return (file as unknown as { _font: { font: never } })._font.font;
}

const { fonts } = assetsIn("fi");

/** Every character that is let through. */
const printed = Array.from({ length: 0x10000 - 0x20 }, (_, index) => index + 0x20).filter(
  (code) => (code < 0xd800 || code > 0xdfff) && printable(String.fromCodePoint(code)) === String.fromCodePoint(code),
);

describe.each(["regular", "semibold"] as const)("%s", (weight) => {
  const typeface = typefaceOf(fonts[weight]);
  const engine = engineFor(fonts[weight]);
  const scale = 1000 / engine.unitsPerEm;

  test("every character that is let through has a glyph of its own", () => {
    expect(printed.length).toBe(689);
    expect(printed.filter((code) => !typeface.has(code))).toEqual([]);
    expect(new Set(typeface.layout(String.fromCharCode(...printed)).glyphs.map(({ id }) => id)).size).toBe(689);
  });

  test("the line end is no character of its own", () => {
    expect(typeface.has(10)).toBe(false);
  });

  test("has what our languages and figures need", () => {
    for (const character of "ÅÄÖåäöÆØæøŠŽšžÕõÜüÉé0123456789€\u2212\u00A0–—·…×÷≈≤≥’‘”“„«»%§") {
      expect(printable(character)).toBe(character);
      expect(typeface.has(character.codePointAt(0) as number)).toBe(true);
    }
  });

  test("figures are equally wide", () => {
    expect(new Set([..."0123456789"].map((figure) => typeface.widthOf(figure))).size).toBe(1);
  });

  test("measures", () => {
    expect(typeface.postscriptName).toBe(engine.postscriptName);
    expect(MEASURES.map((name) => typeface[name])).toEqual(MEASURES.map((name) => engine[name] * scale));
    expect(typeface.bbox).toEqual(Object.fromEntries(Object.entries(engine.bbox).map(([name, value]) => [name, value * scale])));
  });

  test("glyphs, widths and kerning of every two letters", () => {
    const letters = printed.filter((code) => code < 0x180).map((code) => String.fromCharCode(code));
    for (const first of letters) {
      const text = letters.map((second) => first + second).join("");
      const { glyphs, positions } = engine.layout(text);
      const own = typeface.layout(text);
      expect(own.glyphs.map(({ id, advanceWidth }) => [id, advanceWidth])).toEqual(
        glyphs.map(({ id, advanceWidth }) => [id, advanceWidth * scale]),
      );
      expect(own.positions.map(({ xAdvance }) => xAdvance)).toEqual(positions.map(({ xAdvance }) => xAdvance * scale));
    }
  });

  test("a text is as wide as its words and spaces, one after the other", () => {
    const text = "Tämä To AV. Ty  jota, 12 345,60 € – L-2026-0001 ";
    const words = text.match(/[^ ]* /gu) ?? [];
    expect(typeface.widthOf(text)).toBe(words.reduce((sum, word) => sum + typeface.layout(word).advanceWidth, 0));
  });

  test("what no glyph is for is set as the missing one", () => {
    expect(typeface.layout("漢").glyphs).toEqual([typeface.getGlyph(0)]);
    expect(typeface.widthOf("漢")).toBe(typeface.getGlyph(0).advanceWidth);
  });

  test.each([
    ["plain letters", "Aakkoset"],
    ["letters made of parts", "Ääkköset, ½ Ǻ ỹ Ț"],
    ["nothing", ""],
  ])("a subset of %s", (_, text) => {
    const [own, other] = [typeface.createSubset(), engine.createSubset()];
    for (const { id } of typeface.layout(text).glyphs) expect(own.includeGlyph(id)).toBe(other.includeGlyph(id));
    expect(Buffer.from(own.encode()).equals(Buffer.from(other.encode()))).toBe(true);
  });
});

test("what is read once is not read again", () => {
  expect(typefaceOf(fonts.regular)).toBe(typefaceOf(fonts.regular));
});

test("a file of another kind is refused", () => {
  expect(() => typefaceOf(new Uint8Array(64))).toThrow(RangeError);
});
