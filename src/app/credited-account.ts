/** How a billing's account stands before a further credit. */
import type { IssuedBilling } from "../invoice/billing.ts";
import type { AccountBefore } from "../invoice/credit-note.ts";
import type { Day } from "../kernel/dates.ts";
import { subtract } from "../kernel/money.ts";
import type { Repositories } from "./ports.ts";
import { loadSettlement } from "./settlement-account.ts";

export async function accountBefore(repositories: Repositories, issued: IssuedBilling, today: Day): Promise<AccountBefore> {
  const { account } = await loadSettlement(repositories, issued, today);
  return {
    owed: subtract(account.documents, account.credits),
    fromDeposit: account.deposit,
    paid: subtract(account.payments, account.payouts),
    onCard: account.onHold,
  };
}
