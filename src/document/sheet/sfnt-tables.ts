/** The tables of a TrueType file, by their tags. */
export function sfntTables(file: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, Buffer>();
  for (let entry = 12; entry < 12 + 16 * bytes.readUInt16BE(4); entry += 16) {
    const [offset, length] = [bytes.readUInt32BE(entry + 8), bytes.readUInt32BE(entry + 12)];
    tables.set(bytes.toString("latin1", entry, entry + 4), bytes.subarray(offset, offset + length));
  }
  return tables;
}
