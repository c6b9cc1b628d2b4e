/** What a bill would say, and what stands in the way of issuing it. Changes nothing. */
import type { UserError } from "../kernel/errors.ts";
import { alreadyBilled, billingObstacles } from "./billing-obstacles.ts";
import { findReturn } from "./find-return.ts";
import { findHeader } from "./load-walk.ts";
import { type Include, type PlanSetting, planReturnBilling, type ReturnBillingPlan } from "./plan-return-billing.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";
import { type NoticeChange, whatNoticeChanges } from "./what-notice-changes.ts";

export interface BillingPreview extends ReturnBillingPlan {
  /** Each with what to do; empty when the bill can be issued as shown. */
  readonly obstacles: readonly UserError[];
  /** What the notice of late findings would add; null where none waits. */
  readonly notice: NoticeChange | null;
}

/**
 * @param id of the return, one of its documents, or the contract, which leads to the first load of which there is something to bill.
 * @throws UserError when the id leads nowhere or the walkthrough is not finished; everything else is an obstacle.
 */
export async function previewBilling(desk: Desk, id: string, include: Include): Promise<BillingPreview> {
  const setting = { calendar: await desk.calendar(), include };
  const store = await desk.store();
  const { plan, notice } = await store.read(async (repositories) => {
    const plan = await billingMeant(desk, repositories, id, setting);
    const header = await findHeader(repositories, plan.inspection.id);
    return { plan, notice: await whatNoticeChanges(desk, repositories, header, setting.calendar) };
  });
  return { ...plan, obstacles: await billingObstacles(desk, plan), notice };
}

async function billingMeant(desk: Desk, repositories: Repositories, id: string, setting: PlanSetting): Promise<ReturnBillingPlan> {
  const header = await findReturn(repositories, id);
  const meant = await planReturnBilling(desk, repositories, header, setting);
  if (alreadyBilled(meant) === null || header.contract.toLowerCase() !== id.trim().toLowerCase()) return meant;
  return (await laterBilling(desk, repositories, header, setting)) ?? meant;
}

/** Another load of the contract, billed in part, of which what had to wait can be billed now. */
async function laterBilling(
  desk: Desk,
  repositories: Repositories,
  but: InspectionHeader,
  setting: PlanSetting,
): Promise<ReturnBillingPlan | null> {
  for (const header of await repositories.inspections.of(but.contract)) {
    if (header.kind === "handover" || header.finishedAt === null || header.id === but.id) continue;
    const plan = await planReturnBilling(desk, repositories, header, setting);
    if (alreadyBilled(plan) === null) return plan;
  }
  return null;
}
