/** What the phone page's server asks of the walk that opened it. The server knows tokens, sizes and sockets; the walk knows the words. */
import type { Language } from "../../kernel/text.ts";

/** `clerk`: takes photos and hands the phone over to be read and signed on. `customer`: reads and signs alone. */
export type PhoneRole = "clerk" | "customer";

/** `used`, `expired` and `closed` say what became of a link; `closed` is also the answer to everything that is not known. */
export type PageName = "photos" | "record" | "used" | "expired" | "closed";

/** Who asks, and in which language. */
export interface Asked {
  readonly role: PhoneRole;
  /** As chosen on the page; null: not chosen. */
  readonly language: Language | null;
  /** The browser's own order of languages. */
  readonly accepts: string;
  /** What a script or style of the page must carry to be run. */
  readonly nonce: string;
  /** What the page says first about what was just sent without a script; null for nothing. */
  readonly note: string | null;
}

export interface SentPhoto {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the phone said the photo is of; null: what the clerk is at. */
  readonly of: string | null;
}

/** The answer to something that was sent: in words, and whether it was kept. */
export interface Answered {
  readonly kept: boolean;
  readonly text: string;
}

export interface PhoneHost {
  page(name: PageName, asked: Asked): Promise<string>;
  /** Resolves once the photo is on disk, or refused in words. */
  photo(photo: SentPhoto, asked: Asked): Promise<Answered>;
  /** A signature, a typed name, or that somebody would rather not sign. */
  word(fields: ReadonlyMap<string, string>, asked: Asked): Promise<Answered>;
  /** What a page shows now; sent anew whenever something has changed. */
  state(page: "photos" | "record", asked: Asked): unknown;
  /** The words of `phone.refused.<code>`. */
  refusal(code: Refusal, asked: Asked): string;
  /** A phone has opened its link, or its time is over. */
  phonesChanged(count: number): void;
}

/** `length`: no length was announced; `size`: more than is taken; `busy`: too many at a time; `half`: the connection broke off; `shape`: not what the page sends. */
export type Refusal = "length" | "size" | "busy" | "half" | "shape";
