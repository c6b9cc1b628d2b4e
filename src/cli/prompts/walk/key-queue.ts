/** Keys that arrived and nobody asked for yet, or somebody who waits for the next one. */
import { Cancelled } from "../../../kernel/errors.ts";
import type { Key } from "./key.ts";

const WAKE: Key = { name: "wake", text: "" };

export class KeyQueue {
  readonly #waiting: Key[] = [];
  #reader: { readonly resolve: (key: Key) => void; readonly reject: (reason: Error) => void } | null = null;
  #ended: Error | null = null;

  push(key: Key): void {
    const reader = this.#reader;
    this.#reader = null;
    if (reader) reader.resolve(key);
    else this.#waiting.push(key);
  }

  wake(): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(WAKE);
  }

  next(): Promise<Key> {
    const key = this.#waiting.shift();
    if (key) return Promise.resolve(key);
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** The keys that follow so fast that no finger typed them, up to the first that is no character. @param within milliseconds between two keys. */
  async burst(within: number): Promise<readonly Key[]> {
    const keys: Key[] = [];
    for (;;) {
      const key = await this.#nextWithin(within);
      if (key === null) return keys;
      keys.push(key);
      if (key.name !== "text") return keys;
    }
  }

  /** Puts keys back, to be asked for again before any other. */
  unread(keys: readonly Key[]): void {
    this.#waiting.unshift(...keys);
  }

  async #nextWithin(milliseconds: number): Promise<Key | null> {
    if (this.#waiting.length > 0) return this.next();
    if (milliseconds === 0) return null;
    const timer = setTimeout(() => this.wake(), milliseconds);
    const key = await this.next();
    clearTimeout(timer);
    return key === WAKE ? null : key;
  }

  end(): void {
    this.#ended = new Cancelled();
    this.#waiting.length = 0;
    this.#reader?.reject(this.#ended);
    this.#reader = null;
  }
}
