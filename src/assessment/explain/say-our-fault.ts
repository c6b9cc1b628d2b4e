/** What the terms take off the rent for what was ours, as sentences without a language. */
import type { OurFaultRule } from "../../contract/our-faults.ts";
import { type Phrase, phrase } from "./phrase.ts";

export const sayOurFault = ({ reduction }: OurFaultRule): readonly Phrase[] => [
  reduction.kind === "rent"
    ? phrase("ourFault.rent", { rate: { rate: reduction.rate } })
    : phrase("ourFault.fixed", { amount: { cents: reduction.amount } }),
  phrase("ourFault.most"),
];
