/** The glyphs that one document uses, as a TrueType file of their own: what pdfkit embeds. */

/** What PDF asks of an embedded font without hinting, in the order it is written. */
type Embedded = "head" | "hhea" | "loca" | "maxp" | "glyf" | "hmtx";

export class FontSubset {
  readonly #tables: ReadonlyMap<string, Buffer>;
  /** The glyph of each new number; 0 is what stands for a missing one. */
  readonly #glyphs: number[] = [0];
  readonly #numbers = new Map<number, number>([[0, 0]]);

  /** @param tables of the whole font: offsets of glyphs in two bytes, a width for every glyph, no hinting. */
  constructor(tables: ReadonlyMap<string, Buffer>) {
    this.#tables = tables;
  }

  /** Takes a glyph in. @returns its number in the subset. */
  includeGlyph(id: number): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#glyphs.push(id);
    this.#numbers.set(id, this.#glyphs.length - 1);
    return this.#glyphs.length - 1;
  }

  encode(): Uint8Array {
    const outlines = this.#outlines();
    const count = outlines.length;
    const [loca, hmtx, whole] = [Buffer.alloc(2 * count + 2), Buffer.alloc(4 * count), this.#table("hmtx")];
    let offset = 0;
    outlines.forEach((outline, index) => {
      whole.copy(hmtx, 4 * index, 4 * (this.#glyphs[index] as number), 4 * (this.#glyphs[index] as number) + 4);
      offset += outline.length;
      loca.writeUInt16BE(offset / 2, 2 * index + 2);
    });
    const counted = (tag: string, place: number): Buffer => {
      const copy = Buffer.from(this.#table(tag));
      copy.writeUInt16BE(count, place);
      return copy;
    };
    const head = this.#table("head");
    return fontFile({ head, hhea: counted("hhea", 34), loca, maxp: counted("maxp", 4), glyf: Buffer.concat(outlines), hmtx });
  }

  /** The glyphs' outlines; a letter with an accent brings its parts with it, at the end. */
  #outlines(): Buffer[] {
    const outlines: Buffer[] = [];
    const [loca, glyf] = [this.#table("loca"), this.#table("glyf")];
    for (let index = 0; index < this.#glyphs.length; index += 1) {
      const place = 2 * (this.#glyphs[index] as number);
      const outline = glyf.subarray(2 * loca.readUInt16BE(place), 2 * loca.readUInt16BE(place + 2));
      outlines.push(outline.length > 0 && outline.readInt16BE(0) < 0 ? this.#compound(outline) : outline);
    }
    return outlines;
  }

  /** A copy whose parts have their numbers in the subset. Flags: 1 arguments are words, 8, 64, 128 a scale follows, 32 more parts follow. */
  #compound(outline: Buffer): Buffer {
    const copy = Buffer.from(outline);
    for (let at = 10, flags = 32; (flags & 32) !== 0; ) {
      flags = copy.readUInt16BE(at);
      copy.writeUInt16BE(this.includeGlyph(copy.readUInt16BE(at + 2)), at + 2);
      const scale = (flags & 8) !== 0 ? 2 : (flags & 64) !== 0 ? 4 : (flags & 128) !== 0 ? 8 : 0;
      at += 4 + ((flags & 1) !== 0 ? 4 : 2) + scale;
    }
    return copy;
  }

  #table(tag: string): Buffer {
    const found = this.#tables.get(tag);
    if (!found) throw new RangeError(`the typeface has no table ${tag}`);
    return found;
  }
}

/** A directory and the tables after it. Checksums are left at nought: PDF has its own. */
function fontFile(tables: Readonly<Record<Embedded, Buffer>>): Uint8Array {
  const all = Object.entries(tables);
  const directory = Buffer.alloc(12 + 16 * all.length);
  const power = Math.floor(Math.log2(all.length));
  directory.write("true", "latin1");
  [all.length, 2 ** power * 16, power, all.length * 16 - 2 ** power * 16].forEach((figure, index) => {
    directory.writeUInt16BE(figure, 4 + 2 * index);
  });
  let offset = directory.length;
  all.forEach(([tag, table], index) => {
    directory.write(tag, 12 + 16 * index, "latin1");
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(table.length, 24 + 16 * index);
    offset += table.length;
  });
  return Buffer.concat([directory, ...all.map(([, table]) => table)]);
}
