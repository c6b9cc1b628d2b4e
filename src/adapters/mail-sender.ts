/**
 * The firm's mail server. What matters more than sending is to know whether a mail was sent: the message is handed over as a stream
 * of our own, so that a lost connection can be told apart by whether the whole message was already out.
 */
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { MailReason, MailResult, MailSettings, OutgoingMail, SendMail } from "../app/ports/deliveries.ts";
import { plain } from "../kernel/text.ts";

/** What nodemailer's errors carry. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
  readonly cause?: { readonly code?: string };
}

const LONGEST_DETAIL = 300;
const detailOf = (error: SmtpError): string => plain(error.response ?? error.message).slice(0, LONGEST_DETAIL);

/** Codes of Node's TLS for a certificate that is not trusted, not of this host, or out of date. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|EPROTO|ERR_SSL|ERR_TLS|ETLS/u;

/** RFC 5321 §4.2: replies of the 400s are passing, those of the 500s are final. */
function reasonOfReply({ responseCode = 0, command = "", code }: SmtpError): MailReason {
  if (code === "EAUTH") return "password";
  if (code === "ETLS") return "certificate";
  if (responseCode < 500) return "later";
  return command.startsWith("RCPT") ? "recipient" : "refused";
}

function reasonOfSilence({ code = "", message, cause }: SmtpError): MailReason {
  if (CERTIFICATE.test(code) || CERTIFICATE.test(cause?.code ?? "") || /certificate|STARTTLS/iu.test(message)) return "certificate";
  if (code === "EDNS" || /ENOTFOUND|EAI_AGAIN/u.test(message)) return "host";
  if (code === "EAUTH" || code === "ENOAUTH") return "password";
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/u.test(message)) return "unreachable";
  return code === "ETIMEDOUT" ? "silent" : "lost";
}

const PASSING: ReadonlySet<MailReason> = new Set(["unreachable", "silent", "host", "later", "lost"]);

/** @param wholeMessageOut whether the server may have had the message when the connection was lost. */
function failed(error: SmtpError, wholeMessageOut: boolean): MailResult {
  const answered = error.responseCode !== undefined && error.responseCode >= 400;
  const reason = answered ? reasonOfReply(error) : reasonOfSilence(error);
  const result = !answered && wholeMessageOut ? "unsure" : "unsent";
  return { result, reason, detail: detailOf(error), passing: result === "unsent" && PASSING.has(reason) };
}

const box = ({ name, address }: OutgoingMail["from"]) => ({ name: plain(name), address });

async function compose(mail: OutgoingMail): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const message = new MailComposer({
    from: box(mail.from),
    replyTo: box(mail.replyTo),
    to: box(mail.to),
    subject: plain(mail.subject),
    text: plain(mail.text, { lines: true }),
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.at),
    // RFC 3834 §5: a machine that gets it does not answer.
    headers: mail.automatic === true ? { "Auto-Submitted": "auto-replied" } : {},
    // Nothing is ever fetched for a mail: all of it is at hand.
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: mail.attachment
      ? [{ filename: plain(mail.attachment.name), content: Buffer.from(mail.attachment.bytes), contentType: "application/pdf" }]
      : [],
  });
  return new Promise((resolve, reject) => {
    message.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes as Buffer)));
  });
}

/** The end of a mail is held back a moment: a line that breaks meanwhile is noticed while the server cannot take the mail as whole. */
const END = { bytes: 512, heldBackMs: 250 } as const;

async function* inTwoParts(message: Buffer, beforeEnd: () => void): AsyncGenerator<Buffer> {
  yield message.subarray(0, -END.bytes);
  await pause(END.heldBackMs);
  beforeEnd();
  yield message.subarray(-END.bytes);
}

/**
 * Sends through a server. It resolves whatever happens: a mail that did not leave is a result.
 * @param password null where the server asks for none.
 */
export function mailSender(settings: MailSettings, password: string | null): SendMail {
  const timeout = settings.timeoutSeconds * 1_000;
  return async (mail) => {
    const { createTransport } = await import("nodemailer");
    const transport = createTransport({
      host: settings.host,
      port: settings.port,
      secure: settings.security === "tls",
      requireTLS: settings.security === "starttls",
      ignoreTLS: settings.security === "none",
      ...(settings.user === null ? {} : { auth: { user: settings.user, pass: password ?? "" } }),
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
    });
    let wholeMessageOut = false;
    const parts = inTwoParts(await compose(mail), () => {
      wholeMessageOut = true;
    });
    try {
      const { response } = await transport.sendMail({
        envelope: { from: mail.from.address, to: mail.to.address },
        raw: Readable.from(parts),
      });
      return { result: "sent", reason: null, detail: plain(response).slice(0, LONGEST_DETAIL), passing: false };
    } catch (error) {
      return failed(error as SmtpError, wholeMessageOut);
    } finally {
      transport.close();
    }
  };
}
