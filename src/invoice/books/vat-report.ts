/** VAT by category and rate over a month's documents, credit notes taken off. */
import type { VatTreatment } from "../../contract/terms.ts";
import { add, type BasisPoints, type Cents, subtract, ZERO } from "../../kernel/money.ts";
import type { VatSum } from "../billing.ts";

export interface VatReportRow {
  readonly treatment: VatTreatment;
  /** Null outside the scope of VAT. */
  readonly rate: BasisPoints | null;
  readonly base: Cents;
  readonly tax: Cents;
}

/** The highest rate first; what is outside the scope of VAT last. */
export function vatReport(billed: readonly VatSum[], credited: readonly VatSum[]): readonly VatReportRow[] {
  const rows = new Map<string, VatReportRow>();
  const enter = (sums: readonly VatSum[], combine: (a: Cents, b: Cents) => Cents): void => {
    for (const { treatment, rate, base, tax } of sums) {
      const key = `${treatment} ${rate}`;
      const before = rows.get(key) ?? { treatment, rate, base: ZERO, tax: ZERO };
      rows.set(key, { treatment, rate, base: combine(before.base, base), tax: combine(before.tax, tax) });
    }
  };
  enter(billed, add);
  enter(credited, subtract);
  return [...rows.values()].sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1));
}
