/** What a case says to the customer: that somebody has it and by when we answer, and then the answer. */
import type { Day } from "../../kernel/dates.ts";
import type { Language } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { mailBody } from "./bill-mail.ts";

export interface CaseLetter {
  /** With the case's id, by which an answer finds its way back. */
  readonly subject: string;
  /** What the letter is called where it is printed. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The whole mail: greeting, paragraphs, signature. */
  readonly text: string;
}

export interface CaseWriter {
  readonly id: string;
  readonly language: Language;
  readonly firm: string;
  /** Who has the case. */
  readonly owner: string;
  readonly phone: string;
  readonly email: string;
}

/** A number stays on one line. */
export const unbroken = (phone: string): string => phone.replaceAll(" ", "\u00A0");

const letterOf = (key: "ack" | "reply", paragraphs: readonly string[], { id, firm }: CaseWriter, t: Messages): CaseLetter => ({
  subject: t(`case.${key}.subject`, { id }),
  title: t(`case.${key}.title`),
  paragraphs,
  text: mailBody(
    paragraphs.map((paragraph) => [paragraph]),
    firm,
    t,
  ),
});

export interface Acknowledged {
  readonly writer: CaseWriter;
  readonly by: Day;
  /** It began with a post that everybody can read. */
  readonly isPublic: boolean;
  /** It holds back what a bill asks for. */
  readonly holdsBill: boolean;
}

/** @param t the customer's catalogue, in the case's language. */
export function acknowledgement({ writer, by, isPublic, holdsBill }: Acknowledged, t: Messages): CaseLetter {
  const { id, owner, phone, email, language } = writer;
  const values = { id, owner, phone: unbroken(phone), email, by: formatDay(by, language) };
  const keys = ["thanks", "owner", ...(isPublic ? ["public"] : []), ...(holdsBill ? ["bill"] : []), "next"];
  return letterOf(
    "ack",
    keys.map((key) => t(`case.ack.${key}`, values)),
    writer,
    t,
  );
}

/** @param paragraphs as the desk wrote them, in their order. */
export function caseReply(paragraphs: readonly string[], writer: CaseWriter, t: Messages): CaseLetter {
  const { owner, phone, email, id } = writer;
  return letterOf("reply", [...paragraphs, t("case.reply.open", { owner, phone: unbroken(phone), email, id })], writer, t);
}
