/** How to answer us, who reads it, by when they reply; and for consumers where to go when we do not agree. */
import type { ReplyPromise } from "../../invoice/billing.ts";
import type { Day } from "../../kernel/dates.ts";
import { CONTENT_WIDTH, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import type { Pen } from "../sheet/pen.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";
import { isThankYou } from "./opening.ts";

export function replyGroups(letter: Letter): Group[] {
  const { billing } = letter;
  const thanks = isThankYou(letter);
  const heading = letter.messages(thanks ? "letter.reply.headingThanks" : "letter.reply.heading");
  return replyTo(letter, { ...billing, heading, whereToGo: billing.customer.kind === "consumer" && !thanks });
}

export interface Answering {
  readonly heading: string;
  readonly reply: ReplyPromise;
  readonly issuedOn: Day;
  /** Whether to say where a consumer can turn. */
  readonly whereToGo: boolean;
}

export function replyTo({ pen, body, messages: t, day }: Pick<Letter, "pen" | "body" | "messages" | "day">, answering: Answering): Group[] {
  const { name, by } = answering.reply;
  const section = branch("Sect", body);
  return [
    group([
      ...heading(pen, answering.heading, section),
      ...paragraph(pen, t("letter.reply.how", { name }), STYLE.body, section, { gap: 4 }),
      ...paragraph(pen, t("letter.reply.when", { day: day(answering.issuedOn), by: day(by) }), STYLE.body, section),
      ...contactRows(pen, answering.reply, section),
      ...(answering.whereToGo ? consumerRows(pen, t, section) : []),
    ]),
  ];
}

/** Who reads the answer and how to reach them, on one line where it has room. */
export function contactRows(pen: Pen, { name, phone, email }: ReplyPromise, section: Branch): Row[] {
  const parts = [name, phone.replaceAll(" ", "\u00A0"), email];
  return paragraph(pen, parts.join("\u00A0· "), STYLE.strong, section, { gap: 5, width: CONTENT_WIDTH });
}

/** Where a consumer can turn when we do not agree. */
export const consumerRows = (pen: Pen, t: Letter["messages"], section: Branch): Row[] =>
  paragraph(pen, t("letter.reply.consumer"), STYLE.soft, section, { gap: 6, width: CONTENT_WIDTH });
