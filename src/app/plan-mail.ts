/** The mail server's settings from what was given, what stands already, and what is usual. */
import { UsageError, UserError } from "../kernel/errors.ts";
import { isMailAddress } from "../kernel/mail-address.ts";
import type { MailSettings } from "./ports/deliveries.ts";

export interface MailAnswers {
  readonly host: string | null;
  readonly port: string | null;
  readonly security: string | null;
  readonly user: string | null;
  readonly from: string | null;
}

/** The ports of RFC 8314 and RFC 6409; 25 between machines of the house. */
const USUAL_PORT: Readonly<Record<MailSettings["security"], number>> = { tls: 465, starttls: 587, none: 25 };
const isSecurity = (text: string): text is MailSettings["security"] => text in USUAL_PORT;

const TIMEOUT_SECONDS = 30;
const RETRY_AFTER_SECONDS = [5, 30] as const;

/** Names of this very machine: only there may a password go unencrypted. */
const isThisMachine = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./u.test(host);

/**
 * @param before what is set up already; an answer that is not given stays as it is.
 * @param firmAddress where mails come from unless it is said.
 * @throws UserError `mail-setting` naming the flag; UsageError `mail-host-missing`.
 */
export function planMail(given: MailAnswers, before: MailSettings | null, firmAddress: string): MailSettings {
  const host = given.host ?? before?.host ?? null;
  if (host === null) throw new UsageError("mail-host-missing", {}, ["desk mail --host SERVER --user NAME"]);
  if (!/^[\p{L}\p{N}.:-]+$/u.test(host)) throw wrong("--host", host);
  const security = given.security ?? before?.security ?? "starttls";
  if (!isSecurity(security)) throw wrong("--security", security);
  const keepsPort = before !== null && given.security === null;
  const port = given.port === null ? (keepsPort ? before.port : USUAL_PORT[security]) : Number(given.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong("--port", given.port ?? "");
  const from = given.from ?? before?.from ?? firmAddress;
  if (!isMailAddress(from)) throw wrong("--from", from);
  const user = given.user ?? before?.user ?? null;
  if (security === "none" && user !== null && !isThisMachine(host)) throw new UserError("mail-password-in-the-open", { host });
  return {
    host,
    port,
    security,
    user: user === "" ? null : user,
    from,
    timeoutSeconds: before?.timeoutSeconds ?? TIMEOUT_SECONDS,
    retryAfterSeconds: before?.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
  };
}

const wrong = (flag: string, given: string): UserError =>
  new UserError("mail-setting", { flag, given: given.slice(0, 60) }, ["desk mail --help"]);
