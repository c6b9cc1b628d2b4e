/** Finnish VAT rates by the day of supply; for charges of a return that is the day its load came back. */
import { type Day, day } from "./dates.ts";
import { type BasisPoints, basisPoints } from "./money.ts";

interface DatedRate {
  readonly from: Day;
  readonly rate: BasisPoints;
}

const NO_RATE = basisPoints(0);

/** Newest first. General rate: VAT Act (1501/1993) § 84 as changed from 2024-09-01; reduced: § 85 as changed from 2026-01-01. */
const RATES: Readonly<Record<"S" | "AA", readonly DatedRate[]>> = {
  S: [
    { from: day("2024-09-01"), rate: basisPoints(2550) },
    { from: day("2013-01-01"), rate: basisPoints(2400) },
  ],
  AA: [
    { from: day("2026-01-01"), rate: basisPoints(1350) },
    { from: day("2013-01-01"), rate: basisPoints(1400) },
  ],
};

/**
 * The rate of a treatment (`S` general, `AA` reduced, `O` outside the scope: 0) on a day of supply.
 * @throws RangeError for a day before 2013, which the table does not know.
 */
export function vatRate(treatment: "S" | "AA" | "O", supplied: Day): BasisPoints {
  if (treatment === "O") return NO_RATE;
  const dated = RATES[treatment].find((entry) => entry.from <= supplied);
  if (!dated) throw new RangeError(`no VAT rate known for ${supplied}`);
  return dated.rate;
}
