/** How to answer us, who reads it, by when they reply; and for consumers where to go when we do not agree. */
import type { ReplyPromise } from "../../invoice/billing.ts";
import type { Day } from "../../kernel/dates.ts";
import { STYLE } from "../look.ts";
import { branch, type Group, group } from "../sheet/flow.ts";
import { heading, labelled, paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";
import { isThankYou } from "./opening.ts";

export function replyGroups(letter: Letter): Group[] {
  const { billing } = letter;
  return replyTo(letter, { ...billing, whereToGo: billing.customer.kind === "consumer" && !isThankYou(letter) });
}

export interface Answering {
  readonly reply: ReplyPromise;
  readonly issuedOn: Day;
  /** Whether to say where a consumer can turn. */
  readonly whereToGo: boolean;
}

export function replyTo({ pen, body, messages: t, day }: Pick<Letter, "pen" | "body" | "messages" | "day">, answering: Answering): Group[] {
  const { name, phone, email, by } = answering.reply;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  return [
    group([
      ...heading(pen, t("letter.reply.heading"), section),
      ...paragraph(pen, t("letter.reply.how", { name }), STYLE.body, section, { gap: 4 }),
      ...paragraph(pen, t("letter.reply.when", { day: day(answering.issuedOn), by: day(by) }), STYLE.body, section),
      { ...labelled(pen, t("letter.reply.person"), name, table), gap: 6 },
      labelled(pen, t("letter.reply.phone"), phone, table),
      labelled(pen, t("letter.reply.email"), email, table),
      ...(answering.whereToGo ? paragraph(pen, t("letter.reply.consumer"), STYLE.soft, section, { gap: 8 }) : []),
    ]),
  ];
}
