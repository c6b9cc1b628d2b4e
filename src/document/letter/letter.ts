/** What a letter is made of, and what all its sections share. */
import type { Contract } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Inspection } from "../../inspection/inspection.ts";
import type { Billing } from "../../invoice/billing.ts";
import { type Payment, paymentOf } from "../../invoice/payment.ts";
import type { Day } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { formatDay, formatMoney } from "../../language/format.ts";
import type { DocumentAssets } from "../assets.ts";
import type { Describing } from "../describe-source.ts";
import type { Pictures } from "../finding-photos.ts";
import type { Branch } from "../sheet/flow.ts";
import type { Pen } from "../sheet/pen.ts";
import type { SignedPage } from "./signed-pages.ts";

export interface LetterValues {
  readonly billing: Billing;
  readonly contract: Contract;
  readonly terms: Terms;
  readonly inspection: Inspection;
  /** The hand-over's record: each finding then says that it was not there before. */
  readonly baseline?: Inspection | null;
  /** Those that {@link photosShown} names; what is missing is not shown. */
  readonly pictures?: Pictures;
  /** For the appendix. */
  readonly signedPages?: readonly SignedPage[];
}

export interface Letter extends LetterValues, Describing {
  readonly pen: Pen;
  readonly body: Branch;
  readonly payment: Payment | null;
  money(amount: Cents): string;
  day(day: Day): string;
}

export function openLetter(values: LetterValues, assets: DocumentAssets, pen: Pen, body: Branch): Letter {
  const { language } = values.billing;
  return {
    ...values,
    messages: assets.messages,
    language,
    pen,
    body,
    payment: paymentOf(values.billing),
    money: (amount) => formatMoney(amount, language),
    day: (day) => formatDay(day, language),
  };
}
