/**
 * Sends a letter by mail, once. The try is in the books before anything leaves the house, and how it ended right after: a stop in
 * between shows, and nothing is sent again without being told.
 */
import type { MailText } from "../document/mail/bill-mail.ts";
import { timeOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { isMailAddress } from "../kernel/mail-address.ts";
import type { Messages } from "../language/messages.ts";
import type { Letter } from "./find-letter.ts";
import type { Delivery, DeliveryEnd, MailResult, MailSettings, OutgoingMail, SendMail } from "./ports/deliveries.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface Sending {
  readonly letter: Letter;
  readonly to: string;
  readonly mail: MailText;
  /** What has been tried before, by mail and by printer. */
  readonly earlier: readonly Delivery[];
  /** Why it is not sent; null when it can be. */
  readonly obstacle: UserError | null;
}

const mayHaveArrived = ({ end }: Delivery): boolean => end === null || end.result !== "unsent";

/** Mail that has arrived, or may have: a second one is sent only when somebody says so. */
function sentBefore(letter: Letter, earlier: readonly Delivery[], zone: string): UserError | null {
  const last = earlier.filter((delivery) => delivery.channel === "mail" && mayHaveArrived(delivery)).at(-1);
  if (!last) return null;
  const values = { name: letter.name, to: last.recipient, at: timeOf(last.at, zone, "yyyy-MM-dd HH:mm") };
  return new UserError(last.end?.result === "sent" ? "already-sent" : "perhaps-sent", values, [`${letter.send} --again`]);
}

function obstacleOf(desk: Desk, letter: Letter, to: string, earlier: readonly Delivery[], again: boolean): UserError | null {
  if (!desk.settings.mail) return new UserError("mail-not-set-up", {}, ["desk mail --host SERVER --user NAME --from ADDRESS"]);
  if (to === "") return new UserError("no-mail-address", { name: letter.customer.name }, [`${letter.send} --to ADDRESS`, letter.print]);
  if (!isMailAddress(to)) return new UserError("mail-address-wrong", { to }, [`${letter.send} --to ADDRESS`]);
  if (letter.pdf === null) return new UserError("letter-not-rendered", { name: letter.name }, ["desk doctor"]);
  return again ? null : sentBefore(letter, earlier, desk.settings.zone);
}

/** @param to null for the address on the contract. */
export async function planSending(
  desk: Desk,
  letter: Letter,
  { to, again, texts }: { readonly to: string | null; readonly again: boolean; readonly texts: Messages },
): Promise<Sending> {
  const address = (to ?? letter.customer.email ?? "").trim();
  const earlier = await (await desk.store()).read(({ deliveries }) => deliveries.of(letter.key));
  return { letter, to: address, mail: letter.mail(texts), earlier, obstacle: obstacleOf(desk, letter, address, earlier, again) };
}

export interface Post {
  readonly send: SendMail;
  /** Told before each wait: what went wrong, and for how many seconds it waits. */
  beforeWait(result: MailResult, seconds: number): void;
  wait(seconds: number): Promise<void>;
}

/**
 * Sends what was shown.
 * @returns the last try, with its end.
 * @throws UserError the obstacle; `already-sent` when another program was quicker; `mail-unsent` or `mail-unsure` when it did not
 *   leave or nobody knows: the letter stays issued, and both say how to send it.
 */
export async function sendLetter(desk: Desk, sending: Sending, again: boolean, post: Post): Promise<Delivery> {
  const { letter, obstacle } = sending;
  if (obstacle) throw obstacle;
  const settings = desk.settings.mail as MailSettings;
  const pdf = letter.pdf as NonNullable<Letter["pdf"]>;
  const bytes = await (await desk.archive()).read(pdf.sha256);
  const from = { name: desk.settings.firm.name, address: settings.from };
  const mail: Omit<OutgoingMail, "messageId" | "at"> = {
    from,
    replyTo: { name: desk.settings.firm.name, address: letter.reply.email },
    to: { name: letter.customer.name, address: sending.to },
    ...sending.mail,
    attachment: { name: pdf.name, bytes },
  };
  for (let tried = 0; ; tried += 1) {
    const { delivery, result } = await tryOnce(desk, sending, { mail, pdf: pdf.sha256, again: again || tried > 0, send: post.send });
    if (result.result === "sent") return delivery;
    const seconds = settings.retryAfterSeconds[tried];
    if (!result.passing || seconds === undefined)
      throw unsent({ ...letter, send: again ? `${letter.send} --again` : letter.send }, sending.to, result);
    post.beforeWait(result, seconds);
    await post.wait(seconds);
  }
}

interface Try {
  readonly mail: Omit<OutgoingMail, "messageId" | "at">;
  readonly pdf: string;
  readonly again: boolean;
  readonly send: SendMail;
}

async function tryOnce(desk: Desk, { letter, to }: Sending, { mail, pdf, again, send }: Try) {
  const store = await desk.store();
  const at = desk.clock.now();
  const begun = { letter: letter.key, contract: letter.contract, channel: "mail", recipient: to, pdf, at, by: desk.actor } as const;
  const { id, serial } = await store.write(async ({ deliveries, journal }) => {
    const earlier = await deliveries.of(letter.key);
    const before = again ? null : sentBefore(letter, earlier, desk.settings.zone);
    if (before) throw before;
    const row = { at, staff: desk.actor, contract: letter.contract, act: "letter.begun", subject: letter.key };
    const delivery = await deliveries.begin(begun);
    await journal.append({ ...row, detail: { delivery, channel: begun.channel, recipient: to } });
    // Tries that certainly did not arrive share one message id; a mail that is sent again on purpose gets its own.
    return { serial: earlier.filter(mayHaveArrived).length + 1, id: delivery };
  });
  const messageId = `${letter.key.replace("/", ".")}.${serial}.${pdf.slice(0, 16)}@${mail.from.address.split("@")[1]}`;
  const result = await send({ ...mail, messageId, at });
  const end: DeliveryEnd = { result: result.result, detail: result.detail, at: desk.clock.now() };
  await store.write(async (repositories) => {
    await recordEnd(repositories, desk, { id, ...begun, end });
    if (end.result === "sent") await letter.sent?.(repositories, end.at);
  });
  return { delivery: { id, ...begun, end }, result };
}

/** How a try ended, and its row in the journal. */
export async function recordEnd(
  { deliveries, journal }: Repositories,
  desk: Desk,
  delivery: Delivery & { end: DeliveryEnd },
): Promise<void> {
  const { id, letter, contract, channel, recipient, end } = delivery;
  await deliveries.end(id, end);
  const act = `letter.${channel === "mail" ? end.result : "printed"}`;
  await journal.append({ at: end.at, staff: desk.actor, contract, act, subject: letter, detail: { delivery: id, channel, recipient } });
}

/** What helps before the letter is sent once more: the server's settings, or another address. */
function mendings({ send }: Letter, reason: MailResult["reason"]): readonly string[] {
  if (reason === "password") return ["desk mail --user NAME"];
  if (reason === "recipient") return [`${send} --to ADDRESS`];
  return reason === "host" || reason === "unreachable" || reason === "certificate" ? ["desk mail"] : [];
}

function unsent(letter: Letter, to: string, { result, reason, detail }: MailResult): UserError {
  const values = { name: letter.name, to, detail, why: { key: `send.reason.${reason}`, values: {} } };
  return result === "unsure"
    ? new UserError("mail-unsure", values, [letter.send.endsWith("--again") ? letter.send : `${letter.send} --again`])
    : new UserError("mail-unsent", values, [...mendings(letter, reason), letter.send, letter.print]);
}
