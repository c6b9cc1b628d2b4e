/** A terminal's input as the walk reads it: decoded before readline sees it, and let go of when the walk ends. */
import { Transform, type TransformCallback } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { KeyDecoder } from "./key-decoder.ts";

/** After so long an escape alone was the key. Over a slow line the rest of a sequence may come late. In milliseconds. */
const ESCAPE_ALONE = 300;

export interface RawTerminal extends NodeJS.ReadableStream {
  setRawMode(raw: boolean): unknown;
}

export const isRawTerminal = (input: NodeJS.ReadableStream): input is RawTerminal =>
  typeof (input as Partial<RawTerminal>).setRawMode === "function";

export class TerminalInput extends Transform {
  readonly #source: RawTerminal;
  readonly #utf8 = new StringDecoder("utf8");
  readonly #keys = new KeyDecoder();
  #timer: NodeJS.Timeout | undefined;

  constructor(source: RawTerminal) {
    super();
    this.#source = source;
    source.pipe(this);
  }

  /** Asked for by readline. */
  setRawMode(raw: boolean): this {
    this.#source.setRawMode(raw);
    return this;
  }

  override _transform(chunk: Buffer | string, _encoding: BufferEncoding, done: TransformCallback): void {
    clearTimeout(this.#timer);
    const decoded = this.#keys.decode(typeof chunk === "string" ? chunk : this.#utf8.write(chunk));
    if (this.#keys.waits) this.#timer = setTimeout(() => this.push(this.#keys.flush()), ESCAPE_ALONE);
    done(null, decoded);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#source.unpipe(this);
    this.#source.pause();
  }
}
