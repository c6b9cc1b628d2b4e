/** The letter of a case for a customer without a mail address: one page in the house's look. */
import type { Address } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import type { Day } from "../kernel/dates.ts";
import type { Language } from "../kernel/text.ts";
import type { DocumentAssets } from "./assets.ts";
import type { CaseLetter } from "./mail/case-mail.ts";
import { renderShortLetter } from "./render-short-letter.ts";

export interface CaseLetterValue {
  readonly letter: Pick<CaseLetter, "title" | "paragraphs">;
  /** `A-12` */
  readonly name: string;
  readonly contract: string | null;
  readonly customer: { readonly name: string | null; readonly address: Address | null };
  readonly firm: Firm;
  readonly language: Language;
  readonly day: Day;
}

/** The same values and assets give the same bytes. */
export function renderCaseLetter(value: CaseLetterValue, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages: t } = assets;
  const { letter, name, contract, customer: to, ...rest } = value;
  const of = contract === null ? [] : [[t("letter.meta.contract"), contract] as const];
  return renderShortLetter({ ...letter, ...rest, to, facts: [[t("case.meta.case"), name], ...of] }, assets);
}
