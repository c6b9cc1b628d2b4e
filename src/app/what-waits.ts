/** What must not be forgotten, by name; as counts it stands under a command's output (`count-waiting.ts`). */
import type { Day } from "../kernel/dates.ts";
import type { CaseWithSteps } from "../people/case.ts";
import type { GivenPromise } from "../people/promise.ts";
import { customerOfStanding } from "../people/standing.ts";
import { type CaseCustomer, customerOf } from "./find-case.ts";
import type { Desk, InspectionHeader } from "./ports.ts";
import { promisedTo } from "./promised-to.ts";
import { todayAt } from "./settlement-account.ts";

export interface Today {
  /** Owed an answer today or before, the latest first. */
  readonly answers: readonly { readonly of: CaseWithSteps; readonly customer: CaseCustomer }[];
  /** Whose day is today or past, the oldest first; with what they are called that they were made to. */
  readonly promises: readonly { readonly promise: GivenPromise; readonly customer: string | null }[];
  /** How many requests for a concession wait; `desk approvals` has them. */
  readonly approvals: number;
  /** Customers who were told no, and whose day to look at it again has come. */
  readonly reviews: readonly { readonly name: string | null; readonly reviewOn: Day; readonly responsible: string | null }[];
  /** Walked through and not billed, the oldest first. */
  readonly unbilled: readonly { readonly header: InspectionHeader; readonly customer: string }[];
}

export async function whatWaits(desk: Desk): Promise<Today> {
  return (await desk.store()).read(async (repositories) => {
    const due = await repositories.cases.list({ dueBy: todayAt(desk) });
    const answers = [];
    for (const of of due) answers.push({ of, customer: await customerOf(repositories, of) });
    const promises = [];
    for (const promise of await repositories.promises.list({ dueBy: todayAt(desk) }))
      promises.push({ promise, customer: await promisedTo(repositories, promise) });
    const unbilled = [];
    for (const header of await repositories.inspections.list({ unbilled: true })) {
      const contract = await repositories.contracts.get(header.contract);
      unbilled.push({ header, customer: contract?.customer.name ?? "" });
    }
    const again = await repositories.standings.list({ reviewBy: todayAt(desk) });
    const reviews = again.map((standing) => ({
      name: customerOfStanding(standing)?.name ?? null,
      reviewOn: standing.reviewOn as Day,
      responsible: standing.responsible,
    }));
    return { answers, promises, reviews, approvals: (await repositories.concessions.waiting()).length, unbilled };
  });
}
