/** What is open, overdue or overpaid, settlement by settlement. */
import { totalOf } from "../invoice/account.ts";
import type { Desk } from "./ports.ts";
import { loadSettlements, type SettlementState, todayAt } from "./settlement-account.ts";

export type Standing = "open" | "overdue" | "overpaid";

export interface AccountList {
  /** In the order of their due days; those without one last. */
  readonly settlements: readonly SettlementState[];
  readonly totals: ReturnType<typeof totalOf>;
}

const STANDS: Readonly<Record<Standing, (state: SettlementState) => boolean>> = {
  open: ({ account }) => account.open > 0,
  overdue: ({ account }) => account.overdueDays > 0,
  overpaid: ({ account }) => account.overpaid > 0,
};

const LAST = "9999";

/** @param standings those that have any of these. */
export async function listAccounts(desk: Desk, standings: readonly Standing[]): Promise<AccountList> {
  const store = await desk.store();
  const all = await store.read((repositories) => loadSettlements(repositories, todayAt(desk)));
  const settlements = all
    .filter((state) => standings.some((standing) => STANDS[standing](state)))
    .sort((a, b) => {
      const [first, second] = [a.account.dueDate ?? LAST, b.account.dueDate ?? LAST];
      return first === second ? a.issued.id - b.issued.id : first < second ? -1 : 1;
    });
  return { settlements, totals: totalOf(settlements.map(({ account }) => account)) };
}
