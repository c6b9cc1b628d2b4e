/** A reason that the customer will read: from its flag, or asked for; what reads as blame is named, with a calmer text. */
import type { Contract } from "../../contract/contract.ts";
import { plain } from "../../kernel/text.ts";
import type { Tone } from "../../language/tone.ts";
import { remarkTone, toneWords } from "../output/tone-text.ts";
import type { Session } from "../session.ts";
import { reasonRemarks, type ToneCheck, type ToneRemark, toneCheck } from "../tone-check.ts";

export interface ReadReason {
  readonly reason: string;
  /** What the check found in a reason that came from a flag; whoever was asked has decided. */
  readonly tone: readonly ToneRemark[];
}

export interface ReasonAsked {
  readonly question: string;
  /** What is said where nothing was typed. */
  readonly needed: string;
  readonly contract: Contract | null;
}

/** One's own text, a calmer one, or null to write it again. */
async function chosen({ t, ask }: Session, typed: string, tone: Tone): Promise<string | null> {
  const choices = [
    ...(tone.offer === null ? [] : [{ name: t("tone.take", { text: plain(tone.offer) }), value: tone.offer }]),
    { name: t("tone.again"), value: null },
    { name: t("tone.keep"), value: typed },
  ];
  return (await ask()).select<string | null>(t("tone.named", { words: toneWords(t, tone) }), choices);
}

async function asked(session: Session, { question, needed }: ReasonAsked, check: ToneCheck): Promise<string> {
  let preset = "";
  for (;;) {
    const text = await (await session.ask()).text(question, { preset, check: (typed) => (typed.trim() === "" ? needed : null) });
    const tone = check(text);
    const reason = tone === null ? text : await chosen(session, text, tone);
    if (reason !== null) return reason;
    preset = text;
  }
}

/** @param given from a flag; null: it is asked for. */
export async function askReason(session: Session, given: string | null, request: ReasonAsked): Promise<ReadReason> {
  const check = toneCheck(request.contract);
  if (given === null) return { reason: await asked(session, request, check), tone: [] };
  const tone = reasonRemarks(given, check);
  remarkTone(session, tone);
  return { reason: given, tone };
}
