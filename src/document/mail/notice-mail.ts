/** The mail that brings the notice of findings made after the return: what was seen and when, and that a reply is welcome. */
import type { Contract } from "../../contract/contract.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import { lateFindings } from "../../inspection/late-findings.ts";
import type { Notice, NoticeEffect } from "../../inspection/notice.ts";
import { dayOf } from "../../kernel/dates.ts";
import { formatCount, formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { listFindings } from "../describe-source.ts";
import { type MailText, mailBody, replyLine } from "./bill-mail.ts";

export interface ToldByMail {
  readonly notice: Notice;
  readonly contract: Contract;
  readonly inspection: Inspection;
  readonly effect: NoticeEffect;
  /** The firm's name. */
  readonly firm: string;
}

/** @param t the customer's catalogue, in the contract's language. */
export function noticeMail({ notice, contract, inspection, effect, firm }: ToldByMail, t: Messages): MailText {
  const { language, zone } = contract;
  const day = formatDay(dayOf(inspection.cameBackAt, zone), language);
  const told = lateFindings(inspection).filter(({ finding }) => notice.findings.includes(finding.id));
  const facts = told.map(({ position, count, finding }) => {
    const product = contract.lines.find((line) => line.position === position)?.name ?? String(position);
    const what = t("facts.group", { count: formatCount(count, language), what: listFindings([finding], count, { messages: t, language }) });
    return t("mail.notice.fact", { product, what, day: formatDay(dayOf(finding.seenAt, zone), language) });
  });
  return {
    subject: t("mail.notice.subject", { contract: contract.number }),
    text: mailBody(
      [
        [t("mail.notice.opening", { day })],
        facts,
        [t(`mail.notice.next.${effect === "inTime" ? effect : "uncharged"}`)],
        [replyLine({ reply: notice.reply, language }, t)],
      ],
      firm,
      t,
    ),
  };
}
