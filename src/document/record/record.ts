import type { Assessment } from "../../assessment/assessment.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Firm } from "../../invoice/billing.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { formatDateTime, formatMoney } from "../../language/format.ts";
import type { DocumentAssets } from "../assets.ts";
import type { Describing } from "../describe-source.ts";
import type { Branch } from "../sheet/flow.ts";
import type { Pen } from "../sheet/pen.ts";

export interface RecordValues {
  readonly contract: Contract;
  /** A return, or a hand-over. */
  readonly inspection: Inspection;
  /** The hand-over's record; null when there is none, and for a hand-over itself. */
  readonly baseline: Inspection | null;
  readonly terms: Terms;
  readonly firm: Firm;
  /** Only when sums were asked for. */
  readonly withSums?: Assessment | null;
}

export interface WalkRecord extends RecordValues, Describing {
  readonly pen: Pen;
  readonly body: Branch;
  money(amount: Cents): string;
  time(moment: Instant): string;
}

export function openRecord(values: RecordValues, assets: DocumentAssets, pen: Pen, body: Branch): WalkRecord {
  const { language, zone } = values.contract;
  return {
    ...values,
    messages: assets.messages,
    language,
    pen,
    body,
    money: (amount) => formatMoney(amount, language),
    time: (moment) => formatDateTime(moment, zone, language),
  };
}
