/** The unsigned contract as a PDF to sign, with the page of what things would cost. */
import type { Contract } from "../contract/contract.ts";
import type { DocumentAssets } from "../document/assets.ts";
import { renderForm } from "../document/render-form.ts";
import { contractPrices } from "./contract-prices.ts";
import type { Desk } from "./ports.ts";

/**
 * @param assetsFor Fonts, texts and logo in the contract's language.
 * @throws UserError `contract-unknown`, `terms-missing`.
 */
export async function renderContractForm(
  desk: Desk,
  number: string,
  assetsFor: (language: Contract["language"]) => Promise<DocumentAssets>,
): Promise<{ readonly contract: Contract; readonly pdf: Uint8Array }> {
  const priced = await contractPrices(desk, number);
  const { contract } = priced;
  return { contract, pdf: await renderForm({ ...priced, firm: desk.settings.firm }, await assetsFor(contract.language)) };
}
