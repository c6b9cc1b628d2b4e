import type { PriceList } from "../../assessment/prices/price-list.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Firm } from "../../invoice/billing.ts";
import type { Instant } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Language } from "../../kernel/text.ts";
import { formatDateTime, formatMoney } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import type { DocumentAssets } from "../assets.ts";
import type { Branch } from "../sheet/flow.ts";
import type { Pen } from "../sheet/pen.ts";

export interface FormValues {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly firm: Firm;
  /** What things would cost on these very items: the last page, signed with the rest. */
  readonly prices: PriceList;
}

export interface Form extends FormValues {
  readonly messages: Messages;
  readonly language: Language;
  readonly pen: Pen;
  readonly body: Branch;
  money(amount: Cents): string;
  time(moment: Instant): string;
}

export function openForm(values: FormValues, assets: DocumentAssets, pen: Pen, body: Branch): Form {
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
