/** The letter of a reminder, in the style of the bill: what is open, how it came about, how to pay, whom to call. One quiet page. */

import type { InterestPart } from "../invoice/interest.ts";
import { paymentOf } from "../invoice/payment.ts";
import { askedFor, type Reminder } from "../invoice/reminder.ts";
import { subtract, ZERO } from "../kernel/money.ts";
import { formatDay, formatMoney, formatRate } from "../language/format.ts";
import type { DocumentAssets } from "./assets.ts";
import { type PaymentBlock, paymentGroups } from "./letter/payment.ts";
import { consumerRows, contactRows } from "./letter/reply.ts";
import { addressLines, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import { CONTENT_RIGHT, STYLE } from "./look.ts";
import { type Branch, branch, type Group, group } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";
import { heading, labelled, paragraph, VALUE_X } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";

interface ReminderLetter extends PaymentBlock {
  readonly reminder: Reminder;
}

/** The same reminder and assets give the same bytes. */
export function renderReminder(reminder: Reminder, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages: t } = assets;
  const { firm, language, issuedOn } = reminder;
  const numbers = reminder.documents.map(({ number }) => number);
  const facts = { title: [titleOf(reminder, assets), ...numbers].join(" · "), author: firm.name, language, day: issuedOn };
  return renderSheet(facts, assets, (pen, body) => {
    const letter = openReminder(reminder, assets, pen, body);
    const head = prepareHead(pen, letterhead(letter), assets, body);
    return {
      firstTop: head.bottom + 20,
      groups: [...openingGroups(letter), sumGroup(letter), ...paymentGroups(letter), replyGroup(letter)],
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, firm, t, page, pages, null),
    };
  });
}

const titleOf = ({ number }: Reminder, { messages: t }: Pick<DocumentAssets, "messages">): string =>
  t(number === 1 ? "reminder.title.first" : "reminder.title.next");

function openReminder(reminder: Reminder, assets: DocumentAssets, pen: Pen, body: Branch): ReminderLetter {
  const { language, firm, toPay, dueDate, reference, rfReference } = reminder;
  return {
    reminder,
    pen,
    body,
    language,
    messages: assets.messages,
    payment: paymentOf({ firm, settlement: { toPay, dueDate, reference, rfReference } }),
    terms: { payment: { interest: reminder.interestRule } },
    money: (amount) => formatMoney(amount, language),
    day: (day) => formatDay(day, language),
  };
}

function letterhead({ reminder, messages: t, day }: ReminderLetter) {
  const { customer, documents } = reminder;
  return {
    firm: reminder.firm,
    recipientTop: WINDOW_TOP,
    recipient: [customer.name, ...(customer.contact ? [customer.contact] : []), ...addressLines(customer.address)],
    facts: [
      [t("letter.meta.date"), day(reminder.issuedOn)],
      ...documents.map(({ kind, number }) => [t(`letter.document.${kind}`), number] as const),
      [t("letter.meta.contract"), reminder.contract],
      [t("reminder.meta.billed"), day(reminder.billedOn)],
      [t("reminder.meta.due"), day(reminder.firstDueDate)],
    ] as const,
  };
}

/** The first thinks of a letter that never came; the next says what happens then. Both let go whoever has paid. */
function openingGroups(letter: ReminderLetter): Group[] {
  const { reminder, pen, body, messages: t, day, money } = letter;
  const which = reminder.number === 1 ? "first" : "next";
  const opening = which === "first" && reminder.paid > 0 ? "partly" : which;
  const values = {
    billed: day(reminder.billedOn),
    due: day(reminder.firstDueDate),
    open: money(askedFor(reminder)),
    day: day(reminder.dueDate),
  };
  const { name, phone } = reminder.reply;
  const then = t(`reminder.then.${which}`, { ...values, name, phone });
  return [
    group([
      ...paragraph(pen, titleOf(reminder, letter), STYLE.title, body, { tag: "H1" }),
      ...paragraph(pen, t(`reminder.opening.${opening}`, values), STYLE.body, body, { gap: 8 }),
      ...paragraph(pen, `${then} ${t("reminder.disregard")}`, STYLE.body, body, { gap: 5 }),
    ]),
  ];
}

/** Above a heading: a reminder is one page. */
const CLOSE = 15;
/** No code stands beside these sums. */
const WIDE = CONTENT_RIGHT - VALUE_X;

function sumGroup(letter: ReminderLetter): Group {
  const { reminder, pen, body, messages: t, money } = letter;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const interest = reminder.interest.filter(({ amount }) => amount > 0);
  return group([
    ...heading(pen, t("reminder.sums.heading"), section, CLOSE),
    { ...labelled(pen, t("reminder.sums.open"), money(reminder.open), table), gap: 6 },
    ...(reminder.held === undefined
      ? []
      : [
          labelled(
            pen,
            t("reminder.sums.held", { cases: reminder.held.cases.join(", ") }),
            money(subtract(ZERO, reminder.held.amount)),
            table,
          ),
        ]),
    ...interest.map((part) => labelled(pen, t("reminder.sums.interest"), interestText(letter, part), table, false, WIDE)),
    ...(reminder.fee > 0 ? [labelled(pen, t("reminder.sums.fee"), money(reminder.fee), table)] : []),
    labelled(pen, t("reminder.sums.toPay"), money(reminder.toPay), table, true),
    ...(reminder.fee > 0 || interest.length > 0 ? paragraph(pen, t("reminder.sums.outside"), STYLE.soft, section, { gap: 6 }) : []),
  ]);
}

/** `0,61 € (62,02 €, 9,5 %, 38 päivää)`: what a calculator needs. */
const interestText = ({ messages: t, money, language }: ReminderLetter, part: InterestPart): string =>
  t("reminder.sums.interestOf", {
    amount: money(part.amount),
    principal: money(part.principal),
    rate: part.rate === null ? "" : formatRate(part.rate, language),
    count: part.days,
    from: formatDay(part.from, language),
    to: formatDay(part.to, language),
  });

function replyGroup({ reminder, pen, body, messages: t }: ReminderLetter): Group {
  const { reply, customer } = reminder;
  const section = branch("Sect", body);
  return group([
    ...heading(pen, t("letter.reply.heading"), section, CLOSE),
    ...paragraph(pen, t("reminder.reply", { name: reply.name }), STYLE.body, section, { gap: 4 }),
    ...contactRows(pen, reply, section),
    ...(customer.kind === "consumer" ? consumerRows(pen, t, section) : []),
  ]);
}
