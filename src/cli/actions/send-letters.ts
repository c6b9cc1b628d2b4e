/** What `invoice send` does: show the mail, send it, say what became of it. */
import { setTimeout as pause } from "node:timers/promises";
import { mailSender } from "../../adapters/mail-sender.ts";
import { findLetter, findReminderLetter, type Letter, undelivered } from "../../app/find-letter.ts";
import type { Desk } from "../../app/ports.ts";
import { planSending, type Sending, sendLetter } from "../../app/send-letter.ts";
import { Cancelled, sayingOf, UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { readMailPassword } from "../../storage/mail-password.ts";
import { homeFolder } from "../../storage/settings-file.ts";
import { errorText, hintTexts } from "../output/tell.ts";
import type { Session } from "../session.ts";

export interface SendChoice {
  /** Null: the address on the contract. */
  readonly to: string | null;
  readonly again: boolean;
  /** The last reminder, and not the bill. */
  readonly reminder: boolean;
}

export async function sendOne(session: Session, id: string, choice: SendChoice): Promise<void> {
  const desk = await session.desk();
  const sending = await planDelivery(session, desk, await (choice.reminder ? findReminderLetter : findLetter)(desk, id), choice);
  if (session.flags.dryRun) return showSending(session, sending);
  const delivery = await deliverLetter(session, desk, sending, choice.again);
  if (session.flags.json) return session.json({ letter: sending.letter.name, contract: sending.letter.contract, delivery });
  session.print(session.t("send.done", { name: sending.letter.name, to: sending.to }));
}

/** What would be sent, and what stands in its way. */
export const planDelivery = async (session: Session, desk: Desk, letter: Letter, choice: Omit<SendChoice, "reminder">): Promise<Sending> =>
  planSending(desk, letter, { to: choice.to, again: choice.again, texts: await session.customerTexts(letter.language) });

/** Sends it, telling of every wait. */
export const deliverLetter = (session: Session, desk: Desk, sending: Sending, again: boolean) => {
  const { mail } = desk.settings;
  return sendLetter(desk, sending, again, {
    send: (outgoing) => {
      if (!mail) throw new RangeError("no mail server is set up");
      return mailSender(mail, readMailPassword(homeFolder(session.io.env)))(outgoing);
    },
    beforeWait: ({ reason, detail }, seconds) =>
      session.remark(session.t("send.waiting", { why: session.t(`send.reason.${reason}`), detail: plain(detail), seconds })),
    wait: (seconds) => pause(seconds * 1_000),
  });
};

/** The mail as it would leave, and what stands in its way. */
export function showSending(session: Session, { letter, to, mail, obstacle }: Sending): void {
  const { t } = session;
  if (session.flags.json) {
    const why = obstacle && { code: obstacle.code, message: errorText(t, obstacle), hints: hintTexts(t, obstacle) };
    session.json({ dryRun: true, letter: letter.name, to, ...mail, attachment: letter.pdf, obstacle: why });
    return;
  }
  const head = [
    [t("send.head.to"), plain(`${letter.customer.name} <${to}>`)],
    [t("send.head.subject"), plain(mail.subject)],
    [t("send.head.attached"), letter.pdf?.name ?? "–"],
  ] as const;
  session.print(...head.map(([label, value]) => `${label}: ${value}`), "", plain(mail.text, { lines: true }).trimEnd());
  if (obstacle) throw obstacle;
  session.remark("", t("common.dryRun"));
}

export async function showUndelivered(session: Session): Promise<void> {
  const { t } = session;
  const letters = await undelivered(await session.desk());
  if (session.flags.json) {
    const rows = letters.map(({ name, contract, customer }) => ({
      letter: name,
      contract,
      customer: customer.name,
      email: customer.email,
    }));
    return session.json({ undelivered: rows });
  }
  const [first] = letters;
  if (!first) return session.remark(t("send.none"));
  session.table(
    ["letter", "contract", "customer", "email"].map((column) => t(`send.column.${column}`)),
    letters.map(({ name, contract, customer }) => [name, plain(contract), plain(customer.name), plain(customer.email ?? "–")]),
  );
  session.remark("", t("send.noneHint"));
}

/** Everything undelivered whose customer has a mail address, after one confirmation; what could not leave is told in the end. */
export async function sendAll(session: Session): Promise<void> {
  const { t } = session;
  const desk = await session.desk();
  const letters = (await undelivered(desk)).filter(({ customer }) => customer.email !== null);
  if (letters.length === 0) return session.flags.json ? session.json({ sent: [] }) : session.remark(t("send.none"));
  if (session.flags.dryRun) {
    session.print(...letters.map(({ name, customer }) => plain(`${name}  ${customer.name} <${customer.email}>`)));
    return session.remark("", t("common.dryRun"));
  }
  if (!session.flags.yes) await confirmAll(session, letters);
  const [sent, errors] = [[] as { readonly letter: string; readonly to: string }[], [] as UserError[]];
  for (const [index, letter] of letters.entries()) {
    session.remark(t("send.progress", { done: index + 1, of: letters.length, name: letter.name }));
    try {
      const sending = await planDelivery(session, desk, letter, { to: null, again: false });
      await deliverLetter(session, desk, sending, false);
      sent.push({ letter: letter.name, to: sending.to });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(new UserError("letter-waits", { name: letter.name, why: sayingOf(error) }));
      // What is wrong with the server is wrong for every letter.
      if (error.code === "mail-not-set-up") break;
    }
  }
  if (session.flags.json) session.json({ sent });
  else session.print(t("send.sentCount", { count: sent.length }));
  if (errors.length > 0) throw new UserError("some-not-sent", { count: letters.length - sent.length }, ["invoice send --all"], { errors });
}

async function confirmAll(session: Session, letters: readonly Letter[]): Promise<void> {
  const { t } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, ["invoice send --all --yes"]);
  session.remark(...letters.map(({ name, customer }) => plain(`${name}  ${customer.name} <${customer.email}>`)), "");
  if (!(await (await session.ask()).confirm(t("send.confirm", { count: letters.length }), true))) throw new Cancelled(t("send.notSent"));
}
