/** Whether a picture file ends where it says it does. Decoders are lenient: half a TIFF or HEIC comes out as fewer pages or a grey half. */

/** @returns true when the box structure of an ISO media file does not end exactly where the file ends. */
export function heicIsCut(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= view.length) {
    const short = view.readUInt32BE(at);
    const size = short === 1 && at + 16 <= view.length ? Number(view.readBigUInt64BE(at + 8)) : short;
    // A size of 0 means: to the end of the file.
    if (size === 0) return false;
    if (size < 8) return true;
    at += size;
  }
  return at !== view.length;
}

/** A PNG ends with its own mark; some programs write a little behind it. */
export const pngIsCut = (bytes: Uint8Array): boolean => !Buffer.from(bytes.subarray(-64)).includes("IEND");

/** Bytes of one value of a TIFF field, by the field's type. */
const FIELD_SIZE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const [STRIP_OFFSETS, STRIP_SIZES, TILE_OFFSETS, TILE_SIZES] = [273, 279, 324, 325];
const MOST_DIRECTORIES = 2_000;

interface Field {
  readonly tag: number;
  readonly values: readonly number[];
}

class TiffReader {
  private readonly view: Buffer;
  private readonly little: boolean;

  constructor(bytes: Uint8Array) {
    this.view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = bytes[0] === 0x49;
  }

  /** @throws RangeError beyond the end of the file. */
  short(at: number): number {
    return this.little ? this.view.readUInt16LE(at) : this.view.readUInt16BE(at);
  }

  /** @throws RangeError beyond the end of the file. */
  long(at: number): number {
    return this.little ? this.view.readUInt32LE(at) : this.view.readUInt32BE(at);
  }

  field(at: number): Field {
    const [tag, type, count] = [this.short(at), this.short(at + 2), this.long(at + 4)];
    const size = FIELD_SIZE[type] ?? 0;
    const start = size * count <= 4 ? at + 8 : this.long(at + 8);
    if (start + size * count > this.view.length) throw new RangeError("field beyond the end");
    const wanted = [STRIP_OFFSETS, STRIP_SIZES, TILE_OFFSETS, TILE_SIZES].includes(tag) && (size === 2 || size === 4);
    const one = (index: number): number => (size === 2 ? this.short(start + index * size) : this.long(start + index * size));
    return { tag, values: wanted ? Array.from({ length: count }, (_, index) => one(index)) : [] };
  }

  /** @returns the place of the next directory, 0 after the last. */
  directory(at: number): number {
    const count = this.short(at);
    const fields = Array.from({ length: count }, (_, index) => this.field(at + 2 + index * 12));
    const valuesOf = (tag: number): readonly number[] => fields.find((field) => field.tag === tag)?.values ?? [];
    for (const [offsets, sizes] of [
      [STRIP_OFFSETS, STRIP_SIZES],
      [TILE_OFFSETS, TILE_SIZES],
    ] as const) {
      const lengths = valuesOf(sizes);
      const beyond = valuesOf(offsets).some((offset, index) => offset + (lengths[index] ?? 0) > this.view.length);
      if (beyond) throw new RangeError("pixels beyond the end");
    }
    return this.long(at + 2 + count * 12);
  }
}

/** Whether a page's directory or pixels lie beyond the end of a TIFF. */
export function tiffIsCut(bytes: Uint8Array): boolean {
  const reader = new TiffReader(bytes);
  try {
    let at = reader.long(4);
    // A chain that runs in a circle is damage of another kind, which the decoder tells.
    for (let seen = 0; at !== 0 && seen < MOST_DIRECTORIES; seen += 1) at = reader.directory(at);
    return false;
  } catch {
    return true;
  }
}
