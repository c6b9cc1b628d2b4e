/** What left the house, how and when; and the servers and printers that take it. */
import type { Instant } from "../../kernel/dates.ts";

export type DeliveryChannel = "mail" | "print";

/** `unsure`: the connection was lost after the whole message was out, and nobody knows whether it arrived. */
export type DeliveryResult = "sent" | "unsent" | "unsure";

export interface DeliveryEnd {
  readonly result: DeliveryResult;
  /** What the server or the printer said. */
  readonly detail: string;
  readonly at: Instant;
}

/** One try to deliver a letter. It is on disk before anything leaves, so that a stop in between is seen. */
export interface Delivery {
  readonly id: number;
  /** Which letter: `bill/12`. */
  readonly letter: string;
  readonly contract: string;
  readonly channel: DeliveryChannel;
  /** The mail address, or the printer's name. */
  readonly recipient: string;
  /** SHA-256 of the PDF. */
  readonly pdf: string;
  readonly at: Instant;
  readonly by: string;
  /** Null while it is under way, or when the program was stopped meanwhile. */
  readonly end: DeliveryEnd | null;
}

export interface DeliveryRepository {
  /** @returns its id. */
  begin(delivery: Omit<Delivery, "id" | "end">): Promise<number>;
  end(id: number, end: DeliveryEnd): Promise<void>;
  /** In the order in which they were begun. */
  of(letter: string): Promise<readonly Delivery[]>;
  /** Letters that have been delivered, or may have been. */
  delivered(): Promise<ReadonlySet<string>>;
}

/** The firm's mail server, in `desk.json`; the password stands in a file of its own. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (port 465), `starttls` before the password is said (587), `none` inside the house. */
  readonly security: "tls" | "starttls" | "none";
  /** Null for a server that asks for no password. */
  readonly user: string | null;
  /** The sender's address; the firm's name stands before it. */
  readonly from: string;
  /** How long the server may be silent. */
  readonly timeoutSeconds: number;
  /** Waits before each further try, when the server is away or asks to come back later. */
  readonly retryAfterSeconds: readonly number[];
}

/** Whether mail goes through a server that asks for a password. */
export const asksForPassword = ({ mail }: { readonly mail?: MailSettings | null }): boolean => (mail?.user ?? null) !== null;

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface OutgoingMail {
  /** Sent without anybody reading it before: no machine should answer it. */
  readonly automatic?: boolean;
  readonly from: Mailbox;
  readonly replyTo: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** Without angle brackets; the same for every try, so that a mailbox shows one mail. */
  readonly messageId: string;
  readonly at: Instant;
  readonly attachment: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** Why a mail did not leave: the staff's words are `send.reason.<reason>`. */
export type MailReason = "unreachable" | "silent" | "host" | "certificate" | "password" | "recipient" | "later" | "refused" | "lost";

export interface MailResult {
  readonly result: DeliveryResult;
  /** Null when it was sent. */
  readonly reason: MailReason | null;
  /** What the server said, in its own words. */
  readonly detail: string;
  /** Whether another try in a while could go better. */
  readonly passing: boolean;
}

export type SendMail = (mail: OutgoingMail) => Promise<MailResult>;

/** @returns what the printing system said. @throws UserError `printer-missing`, `printer-refused`. */
export type PrintDocument = (bytes: Uint8Array, job: { readonly title: string; readonly printer: string | null }) => Promise<string>;
