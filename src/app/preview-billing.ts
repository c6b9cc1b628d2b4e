/** What a bill would say, and what stands in the way of issuing it. Changes nothing. */
import type { UserError } from "../kernel/errors.ts";
import { billingObstacles } from "./billing-obstacles.ts";
import { findReturn } from "./find-return.ts";
import { type Include, planReturnBilling, type ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk } from "./ports.ts";

export interface BillingPreview extends ReturnBillingPlan {
  /** Each with what to do; empty when the bill can be issued as shown. */
  readonly obstacles: readonly UserError[];
}

/**
 * @param id of the return, one of its documents, or the contract.
 * @throws UserError when the id leads nowhere or the walkthrough is not finished; everything else is an obstacle.
 */
export async function previewBilling(desk: Desk, id: string, include: Include): Promise<BillingPreview> {
  const calendar = await desk.calendar();
  const store = await desk.store();
  const plan = await store.read(async (repositories) =>
    planReturnBilling(desk, repositories, await findReturn(repositories, id), { calendar, include }),
  );
  return { ...plan, obstacles: await billingObstacles(desk, plan) };
}
