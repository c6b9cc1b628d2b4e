/** The mail that brings the record of a walkthrough: thanks and what is in order first, then what is attached, and that a reply is welcome. */
import type { Contract } from "../../contract/contract.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { ReplyPromise } from "../../invoice/billing.ts";
import { dayOf } from "../../kernel/dates.ts";
import { formatCount, formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { type MailText, mailBody, replyLine } from "./bill-mail.ts";

export interface RecordByMail {
  readonly contract: Contract;
  readonly inspection: Inspection;
  readonly withSums: boolean;
  /** The firm's name. */
  readonly firm: string;
  readonly reply: ReplyPromise;
}

/** Empty where nothing came back. */
function inOrder({ contract: { language }, inspection }: RecordByMail, t: Messages): readonly string[] {
  const ok = inspection.lines.reduce((sum, line) => sum + line.ok, 0);
  const back = inspection.lines.reduce((sum, line) => sum + line.ok + line.damaged, 0);
  if (inspection.kind === "handover" || back === 0) return [];
  const values = { ok: formatCount(ok, language), back: formatCount(back, language) };
  return [t(ok === back ? "mail.record.everything" : "mail.record.inOrder", values)];
}

/** Whoever was not there to hear it has not been asked anything yet. */
const isUnheard = ({ answer }: Inspection): boolean => answer?.all === "notPresent" || answer?.all === "left";

/** @param t the customer's catalogue, in the contract's language. */
export function recordMail(told: RecordByMail, t: Messages): MailText {
  const { contract, inspection, withSums, firm, reply } = told;
  const { number, language, zone } = contract;
  const { kind } = inspection;
  const day = formatDay(dayOf(inspection.cameBackAt, zone), language);
  const attached = kind === "return" && withSums ? "mail.record.attached.withSums" : `mail.record.attached.${kind}`;
  const paragraphs = [
    [t(`mail.record.opening.${kind}`, { day }), ...inOrder(told, t)],
    [t(attached)],
    inspection.amendments.length > 0 ? [t("mail.record.amended")] : [],
    isUnheard(inspection) ? [t("mail.record.inPeace")] : [],
    [replyLine({ reply, language }, t)],
  ];
  return { subject: t(`mail.record.subject.${kind}`, { contract: number }), text: mailBody(paragraphs, firm, t) };
}
