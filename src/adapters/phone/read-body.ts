/** Reads what a phone sends, whole or not at all, within bounds that hold for all phones together. */
import type { IncomingMessage } from "node:http";
import type { Refusal } from "./phone-host.ts";

/** A photo of a phone has 2 to 12 MB, one of a camera of 100 megapixels 40 to 50. In bytes. */
export const LARGEST_PHOTO = 60_000_000;
/** Whole bodies are held until they are proven: so many bytes at a time, whoever sends them. */
const MOST_HELD = 130_000_000;
const MOST_UPLOADS = 4;
/** A radio that comes and goes may be silent for so long; then the phone sends anew. */
const SILENCE_MILLISECONDS = 30_000;

export type ReadBody = { readonly bytes: Buffer; release(): void } | { readonly refused: Refusal };

/** Keeps count of what is being received. */
export class Receiving {
  private held = 0;
  private uploads = 0;

  /** @param most bytes. What is held counts until `release` is called. */
  async read(request: IncomingMessage, most: number): Promise<ReadBody> {
    const announced = Number(request.headers["content-length"] ?? "NaN");
    const refused = this.refusal(announced, most);
    if (refused !== null) return { refused };
    this.held += announced;
    this.uploads += 1;
    const release = (): void => {
      this.held -= announced;
      this.uploads -= 1;
    };
    const bytes = await wholeBody(request, announced);
    if (bytes !== null) return { bytes, release };
    release();
    return { refused: "half" };
  }

  private refusal(announced: number, most: number): Refusal | null {
    if (!Number.isSafeInteger(announced) || announced < 0) return "length";
    if (announced > most) return "size";
    return this.uploads >= MOST_UPLOADS || this.held + announced > MOST_HELD ? "busy" : null;
  }
}

/** Null unless exactly what was announced arrived. */
function wholeBody(request: IncomingMessage, announced: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let received = 0;
    request.setTimeout(SILENCE_MILLISECONDS, () => request.destroy());
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
      chunks.push(chunk);
    });
    request.on("end", () => resolve(request.complete && received === announced ? Buffer.concat(chunks) : null));
    request.on("error", () => resolve(null));
    request.on("close", () => resolve(null));
  });
}
