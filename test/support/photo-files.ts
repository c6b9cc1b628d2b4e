/** Photos as files that a browser can be given. */
import sharp from "sharp";

export interface PhotoFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A picture of one colour, told from others by it. */
export async function picture(name: string, red: number): Promise<PhotoFile> {
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: { r: red, g: 90, b: 90 } } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: "image/jpeg", buffer };
}

/** A PNG that nothing makes smaller: three bytes a pixel. */
export async function noise(name: string, width: number, height: number): Promise<PhotoFile> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at + 4 <= pixels.length; at += 4) pixels.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const buffer = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { name, mimeType: "image/png", buffer };
}
