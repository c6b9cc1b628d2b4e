/** What the tone check has to say, in one calm line a text. */
import { plain } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import type { Tone } from "../../language/tone.ts";
import type { Session } from "../session.ts";
import type { ToneRemark } from "../tone-check.ts";

/** The words in quotation marks, joined: `“careless”, “ruined”`. */
export const toneWords = (t: Messages, { words }: Pick<Tone, "words">): string =>
  words.map((word) => t("inspect.quote", { text: plain(word) })).join(", ");

/** On stderr; nothing is held up by it. @param whole what a text that stands on no line is. */
export function remarkTone(session: Session, remarks: readonly ToneRemark[], whole: "reason" | "letter" = "reason"): void {
  const { t } = session;
  for (const remark of remarks) {
    const place = remark.line === null ? whole : remark.finding === null ? "line" : "finding";
    const where = t(`tone.where.${place}`, { line: remark.line ?? "", finding: remark.finding ?? "" });
    const named = t("tone.remark", { where, words: toneWords(t, remark) });
    session.remark(remark.offer === null ? `${named} ${t("tone.noOffer")}` : `${named} ${t("tone.offer", { text: plain(remark.offer) })}`);
  }
}
