/** How an answer to a case is built: thanked first, heard, owned, and what can be done last, so that it is what stays in mind. Never whose fault it was. */

/** In the order in which the customer reads them. */
export const REPLY_STEPS = ["thanks", "experience", "heard", "ours", "act"] as const;
export type ReplyStep = (typeof REPLY_STEPS)[number];
export type ReplyParts = Readonly<Record<ReplyStep, string | null>>;

/** @param ready what is said where nobody wrote it: thanks, and that the experience is theirs. Nobody can own or promise for them. */
export const composeReply = (parts: ReplyParts, ready: Pick<Record<ReplyStep, string>, "thanks" | "experience">): readonly string[] =>
  REPLY_STEPS.flatMap((step) => {
    const text = parts[step]?.trim() || (step === "thanks" || step === "experience" ? ready[step] : "");
    return text === "" ? [] : [text];
  });
