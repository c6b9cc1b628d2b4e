/** How to answer us, who reads it, by when they reply; and for consumers where to go when we do not agree. */
import { STYLE } from "../look.ts";
import { branch, type Group, group } from "../sheet/flow.ts";
import { heading, labelled, paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";
import { isThankYou } from "./opening.ts";

export function replyGroups(letter: Letter): Group[] {
  const { billing, pen, body, messages: t, day } = letter;
  const { name, phone, email, by } = billing.reply;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const consumer = billing.customer.kind === "consumer" && !isThankYou(letter);
  return [
    group([
      ...heading(pen, t("letter.reply.heading"), section),
      ...paragraph(pen, t("letter.reply.how", { name }), STYLE.body, section, { gap: 4 }),
      ...paragraph(pen, t("letter.reply.when", { day: day(billing.issuedOn), by: day(by) }), STYLE.body, section),
      { ...labelled(pen, t("letter.reply.person"), name, table), gap: 6 },
      labelled(pen, t("letter.reply.phone"), phone, table),
      labelled(pen, t("letter.reply.email"), email, table),
      ...(consumer ? paragraph(pen, t("letter.reply.consumer"), STYLE.soft, section, { gap: 8 }) : []),
    ]),
  ];
}
