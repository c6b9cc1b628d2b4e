import type { PriceList } from "../../assessment/prices/price-list.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Firm } from "../../invoice/billing.ts";
import type { Writing } from "../writing.ts";

export interface FormValues {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly firm: Firm;
  /** What things would cost on these very items: the last page, signed with the rest. */
  readonly prices: PriceList;
}

export type Form = FormValues & Writing;
