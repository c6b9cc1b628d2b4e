/** What the terms take off the rent where a delivery was not as agreed. */
import { z } from "zod";
import { basisPoints } from "../../kernel/money.ts";
import { FAULT_KINDS, type RentReductionPrice } from "../our-faults.ts";
import { readAmount, readRate } from "../reading/quantities.ts";
import { oneOf, type Reading, scalar, wrong } from "../reading/scalar.ts";
import { oneOrSeveral } from "../reading/shapes.ts";
import { shortened } from "../reading/shortened.ts";
import { goodsFields, ruleFields, toMatch } from "./match.ts";

const WHOLE = basisPoints(100_00);

/** `50 % of rent`, or a sum for one unit. Nobody gets back more than the rent. */
const reduction = scalar(
  (text): Reading<RentReductionPrice> => {
    const share = /^(.+?) of rent$/u.exec(text.trim().toLowerCase().replace(/\s+/gu, " "));
    if (share) {
      const read = readRate(share[1] as string);
      if (!("value" in read)) return read;
      return read.value <= WHOLE ? { value: { kind: "rent", rate: read.value } } : wrong("above-the-rent", { text: shortened(text) });
    }
    if (text.includes("%")) return wrong("share-of-nothing", { text: shortened(text), share: shortened(text.slice(0, 20)) });
    const sum = readAmount(text);
    return "value" in sum ? { value: { kind: "fixed", amount: sum.value } } : sum;
  },
  {
    description: "What is taken off the rent of one unit: a share of it for the days that count, or a sum",
    examples: ["100 % of rent", "5.00"],
    type: ["string", "number"],
  },
);

export const ourFaultSchema = z
  .strictObject({
    ...ruleFields,
    faults: oneOrSeveral(oneOf(FAULT_KINDS, "How a delivery fell short of what was agreed"), "Only these faults"),
    ...goodsFields,
    reduction,
  })
  .transform(({ id, clause, faults, reduction: price, ...match }) => ({ id, clause, faults, match: toMatch(match), reduction: price }));
