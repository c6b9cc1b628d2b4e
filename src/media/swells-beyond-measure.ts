/** Whether streams of a file swell beyond all measure when they are unpacked: a megabyte can hold a gigabyte of nothing. */
import { inflateSync } from "node:zlib";

/** Bytes a stream may unpack to; a page scanned in colour at 600 dots an inch has some hundred million. */
const MOST = 120_000_000;
/** Packed so many times over. */
const DEEPEST = 3;

/** Looks at every stream that is packed as PDFs are (zlib), whatever the file says of it. */
export function swellsBeyondMeasure(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const start = at + 6 + (file[at + 6] === 0x0d ? 1 : 0) + 1;
    if (isPacked(file, start) && swells(file.subarray(start), DEEPEST)) return true;
  }
  return false;
}

/** The two bytes that zlib begins with (RFC 1950). */
const isPacked = (bytes: Uint8Array, at: number): boolean => {
  const [method, flags] = [bytes[at], bytes[at + 1]];
  return method !== undefined && flags !== undefined && (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
};

function swells(packed: Uint8Array, depth: number): boolean {
  try {
    const plain = inflateSync(packed, { maxOutputLength: MOST });
    return depth > 1 && isPacked(plain, 0) && swells(plain, depth - 1);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
  }
}
