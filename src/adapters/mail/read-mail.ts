/**
 * Reads a mail as its sender built it, be it for good or ill: nothing is fetched, no script runs, no archive is opened, and what would
 * take too long is refused. Header names and their meaning: RFC 5322; who answers automatically: RFC 3834.
 */
import type { AddressObject, AttachmentStream, Headers, MessageText, StructuredHeader } from "mailparser";
import type { IncomingMail, MailAttachment } from "../../app/ports/incoming-mail.ts";
import { type Instant, instant } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { isMailAddress } from "../../kernel/mail-address.ts";
import { plain } from "../../kernel/text.ts";
import type { Automatic } from "../../people/case.ts";

/** Bytes of all headers of a mail; what servers let through is an eighth of it. */
const LONGEST_HEAD = 256_000;
/** Characters of HTML that are turned into text: a long exchange with all its styles has a fifth of it. */
const LONGEST_HTML = 1_000_000;
const LONGEST_LINE = 300;
const LONGEST_NAME = 200;
const MOST_ATTACHMENTS = 100;
/** Of a mail with parts within parts. */
const MOST_PARTS = 300;

const OPTIONS = {
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  keepCidLinks: true,
  maxHtmlLengthToParse: LONGEST_HTML,
  // For the splitter that it hands them on to.
  maxHeadSize: LONGEST_HEAD,
  maxChildNodes: MOST_PARTS,
};

interface Parsed {
  readonly headers: Headers;
  readonly text: MessageText;
  readonly attachments: readonly MailAttachment[];
}

/** @throws UserError `mail-head-endless`, `mail-tangled`. */
export async function readMail(bytes: Uint8Array): Promise<IncomingMail> {
  refuseEndlessHead(bytes);
  const { headers, text, attachments } = await parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const written = headers.get("date");
  const automatic = automaticOf(headers);
  return {
    from: senderOf(headers),
    subject: oneLine(textOf(headers.get("subject")), LONGEST_LINE),
    written: written instanceof Date && hasDate(bytes) ? instantOf(written) : null,
    text: tidy(text.text ?? ""),
    attachments,
    automatic,
    answers: automatic === "bounce" ? returnedIds(bytes) : idsIn(headers),
  };
}

/** @throws UserError `mail-head-endless`. */
function refuseEndlessHead(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LONGEST_HEAD + 4)).toString("latin1");
  if (bytes.byteLength > LONGEST_HEAD && !/\r?\n\r?\n/u.test(head))
    throw new UserError("mail-head-endless", { most: LONGEST_HEAD / 1_000 });
}

async function parse(bytes: Buffer): Promise<Parsed> {
  const { MailParser } = await import("mailparser");
  return new Promise((resolve, reject) => {
    const parser = new MailParser(OPTIONS);
    const attachments: MailAttachment[] = [];
    let headers: Headers = new Map();
    let text: MessageText | null = null;
    // Too many parts, too much HTML, HTML that nobody can read: what it says of itself then is not to be relied on.
    const refuse = (): void => reject(new UserError("mail-tangled"));
    parser.on("error", refuse);
    parser.on("headers", (found) => {
      headers = found;
    });
    parser.on("data", (part) => {
      if (part.type === "text") text = part;
      else count(part, attachments, refuse);
    });
    // A splitter that gave up ends as if all were well.
    parser.on("end", () =>
      text === null || (parser as { readonly hasFailed?: boolean }).hasFailed ? refuse() : resolve({ headers, text, attachments }),
    );
    parser.end(bytes);
  });
}

/** An attachment is measured and let go: it stays in the mail. */
function count(part: AttachmentStream, attachments: MailAttachment[], refuse: () => void): void {
  const position = attachments.length;
  let size = 0;
  const noted = (): MailAttachment => ({
    name: oneLine((part.filename ?? "").replace(/^.*[\\/]/su, ""), LONGEST_NAME) || "–",
    type: oneLine(part.contentType, LONGEST_NAME),
    size,
  });
  if (position < MOST_ATTACHMENTS) attachments.push(noted());
  part.content.on("data", (chunk: Buffer) => {
    size += chunk.length;
  });
  part.content.on("error", refuse);
  part.content.on("end", () => {
    if (position < MOST_ATTACHMENTS) attachments[position] = noted();
    part.release();
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** What stood on several lines, or pretended to, stands on one. */
const oneLine = (text: string, most: number): string =>
  plain(text.slice(0, 4 * most).replace(/\s+/gu, " "))
    .trim()
    .slice(0, most);
const tidy = (text: string): string =>
  plain(text.replaceAll("\r\n", "\n").replaceAll("\t", " "), { lines: true })
    .replace(/\n{4,}/gu, "\n\n\n")
    .trim();

function instantOf(date: Date): Instant | null {
  const year = date.getUTCFullYear();
  return year >= 1990 && year < 2100 ? instant(date) : null;
}

/** The parser gives a mail without a day the present one. */
function hasDate(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LONGEST_HEAD)).toString("latin1");
  const written = /^Date:[ \t]*(\S.*)$/imu.exec(head.split(/\r?\n\r?\n/u)[0] ?? "")?.[1];
  return written !== undefined && !Number.isNaN(Date.parse(written.replace(/\([^)]*\)/gu, "")));
}

function senderOf(headers: Headers): IncomingMail["from"] {
  const from = headers.get("from") as AddressObject | undefined;
  for (const { address, name } of from?.value ?? []) {
    const only = (address ?? "").trim().toLowerCase();
    if (isMailAddress(only)) return { name: oneLine(name ?? "", LONGEST_NAME), address: only };
  }
  return null;
}

const AWAY =
  /^\s*(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|automaattinen vastaus|poissaoloilmoitus|automatiskt svar|autosvar|frånvaromeddelande)\b/iu;

/** RFC 3834 §2 and §5, and what programs did before it. */
function automaticOf(headers: Headers): Automatic | null {
  const said = (name: string): string => [headers.get(name)].flat().map(String).join(" ").trim().toLowerCase();
  const sender = senderOf(headers)?.address ?? "";
  const type = headers.get("content-type") as StructuredHeader | undefined;
  const report = type?.value === "multipart/report" && type.params["report-type"] === "delivery-status";
  if (report || /^(?:mailer-daemon|postmaster)@/u.test(sender)) return "bounce";
  const submitted = said("auto-submitted");
  const answered = submitted !== "" && submitted !== "undefined" && !submitted.startsWith("no");
  if (answered || ["x-autoreply", "x-autorespond", "x-autoresponder"].some((name) => headers.has(name))) return "answer";
  const precedence = said("precedence");
  if (precedence === "auto_reply" || AWAY.test(textOf(headers.get("subject")))) return "answer";
  return ["bulk", "junk", "list"].includes(precedence) || headers.has("list") || /^no-?reply@|^do-?not-?reply@/u.test(sender)
    ? "bulk"
    : null;
}

const MOST_IDS = 50;

function idsIn(headers: Headers): readonly string[] {
  const said = [headers.get("in-reply-to"), headers.get("references")].flat().map(textOf);
  return [...new Set(said.flatMap((text) => [...text.matchAll(/<([^<>\s]{3,200})>/gu)].map(([, id]) => id as string)))].slice(0, MOST_IDS);
}

/** A bounce carries the mail it returns, or its headers, so far from its beginning at most. */
const RETURNED_WITHIN = 500_000;

function returnedIds(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, RETURNED_WITHIN)).toString("latin1");
  const found = [...text.matchAll(/^Message-ID:[ \t]*<([^<>\s]{3,200})>/gimu)].map(([, id]) => id as string);
  return [...new Set(found)].slice(0, MOST_IDS);
}
