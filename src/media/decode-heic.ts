/** HEIC, which sharp cannot decode, to JPEG. */

/**
 * The first picture of a HEIC file as an upright JPEG without any metadata.
 * @throws Error when the file is damaged.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Uint8Array> {
  const { default: convert } = await import("heic-convert");
  // biome-ignore-start lint/suspicious/noConsole: the decoder reports damage on console.log, and stdout belongs to the answer
  const log = console.log;
  console.log = () => undefined;
  try {
    return new Uint8Array(await convert({ buffer: bytes, format: "JPEG", quality: 0.92 }));
  } finally {
    console.log = log;
  }
  // biome-ignore-end lint/suspicious/noConsole: the decoder is done
}
