import { type Sentence, traceSentence } from "../../language/trace-sentence.ts";
import type { Describing } from "../describe-source.ts";

/** A step of a calculation, or a reason for charging nothing, as the sentence a customer reads. */
export const sayStep = (step: Sentence, { messages, language }: Pick<Describing, "messages" | "language">): string =>
  traceSentence(messages, step, language);
