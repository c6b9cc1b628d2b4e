/** The one line with which a clerk answers "that went well, didn't it?": true, good things first, and never more than was seen. */
import { type HowItWent, isFlawless } from "../../inspection/how-it-went.ts";
import type { Language } from "../../kernel/text.ts";
import { formatCount } from "../../language/format.ts";
import { LOCALES } from "../../language/locale.ts";
import type { Messages } from "../../language/messages.ts";

/** What else there is to say, in the order in which it is said. */
const OTHERS = ["damaged", "missing", "missingParts", "dirty", "stillOut"] as const;

/** @param messages the customers' texts in `language`. */
export function wentWellText(went: HowItWent, messages: Messages, language: Language): string {
  const counted = (key: string, count: number): string => messages(`wentWell.${key}`, { count, figure: formatCount(count, language) });
  if (isFlawless(went)) return counted("yes", went.inOrder);
  const others = OTHERS.filter((key) => went[key] > 0).map((key) => counted(key, went[key]));
  if (went.late) others.push(messages("wentWell.late"));
  const good = went.inOrder > 0 ? counted(went.complete ? "inOrder" : "soFar", went.inOrder) : messages("wentWell.thanks");
  const list = new Intl.ListFormat(LOCALES[language], { style: "long", type: "conjunction" });
  return [
    good,
    ...(others.length > 0 ? [messages("wentWell.others", { what: list.format(others) })] : []),
    ...(went.complete ? [] : [messages("wentWell.open")]),
  ].join(" ");
}
