/** What the sections of a form or a record share: where they write, in which words, and the contract's own way to say sums and times. */
import type { Contract } from "../contract/contract.ts";
import type { Instant } from "../kernel/dates.ts";
import type { Cents } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import { formatDateTime, formatMoney } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";
import type { DocumentAssets } from "./assets.ts";
import type { Branch } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";

export interface Writing {
  readonly messages: Messages;
  readonly language: Language;
  readonly pen: Pen;
  readonly body: Branch;
  /** PNG or JPEG; null: the firm's name stands alone. */
  readonly logo: Uint8Array | null;
  money(amount: Cents): string;
  time(moment: Instant): string;
}

/** The values of a document about a contract, with what writes them. */
export function openWriting<Values extends { readonly contract: Contract }>(
  values: Values,
  { messages, logo }: DocumentAssets,
  pen: Pen,
  body: Branch,
): Values & Writing {
  const { language, zone } = values.contract;
  return {
    ...values,
    messages,
    language,
    pen,
    body,
    logo,
    money: (amount) => formatMoney(amount, language),
    time: (moment) => formatDateTime(moment, zone, language),
  };
}
