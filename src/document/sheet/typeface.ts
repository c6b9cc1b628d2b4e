/**
 * Our typeface as pdfkit asks for one. `templates/fonts` holds TrueType files of one plain kind (see the README there), so that setting text
 * takes a look at three tables; a general font engine takes ten times as long for the same bytes. Tables are as in the OpenType specification.
 */
import { FontSubset } from "./font-subset.ts";
import { sfntTables } from "./sfnt-tables.ts";

/** Sizes in pdfkit's interface are in thousandths of an em. */
const EM = 1000;

export interface Glyph {
  readonly id: number;
  readonly codePoints: readonly [number];
  /** Thousandths of an em, as all that follows. */
  readonly advanceWidth: number;
}

interface Position {
  /** The glyph's own width with the kerning before the next. */
  readonly xAdvance: number;
  readonly yAdvance: 0;
  readonly xOffset: 0;
  readonly yOffset: 0;
}

/** A text that is set: one glyph for each character. */
export interface Run {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  readonly advanceWidth: number;
}

export class Typeface {
  readonly unitsPerEm: number = EM;
  readonly postscriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly italicAngle = 0;
  readonly post = { isFixedPitch: false };
  readonly head = { macStyle: { italic: false } };
  readonly #tables: ReadonlyMap<string, Buffer>;
  readonly #glyphs: ReadonlyMap<number, Glyph>;
  readonly #missing: Glyph;
  /** By left glyph × 65536 + right glyph. */
  readonly #kerning: ReadonlyMap<number, number>;

  /** @throws RangeError when a table is missing or of another kind than ours. */
  constructor(file: Uint8Array) {
    this.#tables = sfntTables(file);
    const table = (tag: string): Buffer => {
      const found = this.#tables.get(tag);
      if (!found) throw new RangeError(`the typeface has no table ${tag}`);
      return found;
    };
    const [head, hhea, os2] = [table("head"), table("hhea"), table("OS/2")];
    const scale = EM / head.readUInt16BE(18);
    const scaled = (source: Buffer, offset: number): number => source.readInt16BE(offset) * scale;
    this.postscriptName = postscriptName(table("name"));
    this.ascent = scaled(hhea, 4);
    this.descent = scaled(hhea, 6);
    this.lineGap = scaled(hhea, 8);
    this.xHeight = scaled(os2, 86);
    this.capHeight = scaled(os2, 88);
    this.bbox = { minX: scaled(head, 36), minY: scaled(head, 38), maxX: scaled(head, 40), maxY: scaled(head, 42) };
    const hmtx = table("hmtx");
    const widths = hhea.readUInt16BE(34);
    const glyph = (id: number, codePoint: number): Glyph => ({
      id,
      codePoints: [codePoint],
      advanceWidth: hmtx.readUInt16BE(4 * Math.min(id, widths - 1)) * scale,
    });
    this.#missing = glyph(0, 0);
    this.#glyphs = new Map([...charactersOf(table("cmap"))].map(([character, id]) => [character, glyph(id, character)]));
    this.#kerning = kerningOf(table("kern"), scale);
  }

  /** Every character of the basic plane stands for itself; `printable` has seen to it that no others come. */
  layout(text: string): Run {
    const glyphs: Glyph[] = [];
    const positions: Position[] = [];
    let [advanceWidth, last] = [0, text.length - 1];
    for (let index = 0; index <= last; index += 1) glyphs.push(this.#glyphs.get(text.charCodeAt(index)) ?? this.#missing);
    for (let index = 0; index <= last; index += 1) {
      const { id, advanceWidth: own } = glyphs[index] as Glyph;
      const next = index < last ? (glyphs[index + 1] as Glyph).id : 0;
      const xAdvance = own + (this.#kerning.get(id * 65_536 + next) ?? 0);
      positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 });
      advanceWidth += xAdvance;
    }
    return { glyphs, positions, advanceWidth };
  }

  /** What {@link layout} says of a whole text that pdfkit lays out word by word: between a space and the next word is no kerning. */
  widthOf(text: string): number {
    let width = 0;
    let last = 0;
    for (let index = 0; index < text.length; index += 1) {
      const { id, advanceWidth } = this.#glyphs.get(text.charCodeAt(index)) ?? this.#missing;
      width += advanceWidth + (this.#kerning.get(last * 65_536 + id) ?? 0);
      last = text[index] === " " ? 0 : id;
    }
    return width;
  }

  has(codePoint: number): boolean {
    return this.#glyphs.has(codePoint);
  }

  getGlyph(_missing: 0): Glyph {
    return this.#missing;
  }

  createSubset(): FontSubset {
    return new FontSubset(this.#tables);
  }
}

/** Windows' Unicode entry of name 6. */
function postscriptName(name: Buffer): string {
  const texts = name.readUInt16BE(4);
  for (let at = 6; at < texts; at += 12) {
    if (name.readUInt16BE(at) !== 3 || name.readUInt16BE(at + 6) !== 6) continue;
    const start = texts + name.readUInt16BE(at + 10);
    return Buffer.from(name.subarray(start, start + name.readUInt16BE(at + 8)))
      .swap16()
      .toString("utf16le");
  }
  throw new RangeError("the typeface has no name");
}

/** Format 4: segments of characters, each with a distance to its glyphs or a place in a list of them. */
function charactersOf(cmap: Buffer): Map<number, number> {
  const start = cmap.readUInt32BE(8);
  if (cmap.readUInt16BE(start) !== 4) throw new RangeError("the typeface has characters in another format than 4");
  const size = cmap.readUInt16BE(start + 6);
  const found = new Map<number, number>();
  for (let segment = 0; segment < size; segment += 2) {
    const at = (field: number): number => start + 14 + segment + field * size + (field > 0 ? 2 : 0);
    const [end, first, delta, offset] = [0, 1, 2, 3].map((field) => cmap.readUInt16BE(at(field))) as [number, number, number, number];
    for (let character = first; character <= end && character < 0xffff; character += 1) {
      const listed = offset === 0 ? character : cmap.readUInt16BE(at(3) + offset + 2 * (character - first));
      const id = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (id !== 0) found.set(character, id);
    }
  }
  return found;
}

/** Version 0, one table of format 0: pairs of glyphs with what comes between them. */
function kerningOf(kern: Buffer, scale: number): Map<number, number> {
  if (kern.readUInt32BE(0) !== 1 || kern.readUInt16BE(8) !== 1) throw new RangeError("the typeface has kerning in another format than 0");
  const found = new Map<number, number>();
  const end = 18 + 6 * kern.readUInt16BE(10);
  for (let at = 18; at < end; at += 6) found.set(kern.readUInt32BE(at), kern.readInt16BE(at + 4) * scale);
  return found;
}
