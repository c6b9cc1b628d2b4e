/** The unsigned contract as a PDF to sign. */
import type { Contract } from "../contract/contract.ts";
import type { DocumentAssets } from "../document/assets.ts";
import { renderForm } from "../document/render-form.ts";
import { UserError } from "../kernel/errors.ts";
import { findContract } from "./find-contract.ts";
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
  const store = await desk.store();
  const { contract, terms } = await store.read(async (repositories) => {
    const found = await findContract(repositories, number);
    return { contract: found, terms: await repositories.terms.get(found.terms.sha256) };
  });
  if (terms === null)
    throw new UserError("terms-missing", `The terms that contract ${contract.number} pins are not in the database.`, ["desk doctor"]);
  return { contract, pdf: await renderForm({ contract, terms, firm: desk.settings.firm }, await assetsFor(contract.language)) };
}
