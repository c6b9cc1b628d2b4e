/** What things would cost on the items of a contract, before anything has happened. */
import { listPrices } from "../assessment/prices/list-prices.ts";
import type { PriceList } from "../assessment/prices/price-list.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import { renderPrices } from "../document/render-prices.ts";
import { UserError } from "../kernel/errors.ts";
import { findContract } from "./find-contract.ts";
import type { Desk } from "./ports.ts";

export interface ContractPrices {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly prices: PriceList;
}

/** @throws UserError `contract-unknown`, `terms-missing`. */
export async function contractPrices(desk: Desk, number: string): Promise<ContractPrices> {
  const store = await desk.store();
  const { contract, terms } = await store.read(async (repositories) => {
    const found = await findContract(repositories, number);
    return { contract: found, terms: await repositories.terms.get(found.terms.sha256) };
  });
  if (terms === null) throw new UserError("terms-missing", { number: contract.number }, ["desk doctor"]);
  return { contract, terms, prices: listPrices(contract, terms) };
}

/** As a PDF in the contract's language. */
export const renderContractPrices = (desk: Desk, { contract, prices }: ContractPrices, assets: DocumentAssets): Promise<Uint8Array> =>
  renderPrices({ contract, prices, firm: desk.settings.firm }, assets);
