/** A mail that somebody sent us, as far as a case needs it. What it says of itself is never believed: see `app/place-mail.ts`. */
import type { Instant } from "../../kernel/dates.ts";
import type { Automatic } from "../../people/case.ts";

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  /** Bytes, unpacked from the mail and from nothing else: an archive stays shut. */
  readonly size: number;
}

export interface IncomingMail {
  /** Null where it names nobody whom a mail could reach. */
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  /** When its sender says it was written; null where that is no day. */
  readonly written: Instant | null;
  /** Plain text, from HTML where it has nothing else; empty where there is none. */
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  readonly automatic: Automatic | null;
  /** Ids of mails it answers or returns, without brackets. */
  readonly answers: readonly string[];
}

/** @throws UserError why a mail cannot be read. */
export type ReadMail = (bytes: Uint8Array) => Promise<IncomingMail>;

/** One mail of a file that may hold many. */
export interface MailInFile {
  /** Counts from 1. */
  readonly position: number;
  /** @throws UserError `mail-too-large`. */
  bytes(): Promise<Uint8Array>;
}
