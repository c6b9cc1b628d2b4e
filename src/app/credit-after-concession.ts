/**
 * Whose decision a credit is. A lead credits what was billed wrongly; but where something was given away on the contract, or was refused,
 * a further credit counts with it: nobody gives in two steps what they may not give in one.
 */
import { UserError } from "../kernel/errors.ts";
import { sum, ZERO } from "../kernel/money.ts";
import { actFor } from "../people/concession-limits.ts";
import { type Act, AUTHORITY, atLeast, type StaffMember } from "../people/staff.ts";
import type { CreditPreview } from "./credit-billing.ts";
import { givenSoFar } from "./plan-concession.ts";
import type { Desk, Repositories } from "./ports.ts";

async function actOf(repositories: Repositories, { issued, notes }: CreditPreview): Promise<Act> {
  const { contract } = issued.billing;
  if ((await repositories.concessions.ofContract(contract)).length === 0) return "credit.issue";
  const before = await givenSoFar(repositories, contract, null);
  const given = { line: ZERO, contract: sum([before.contract, ...notes.map(({ total }) => total)]) };
  const act = actFor(await repositories.concessions.limits(), given);
  return atLeast(AUTHORITY[act], AUTHORITY["credit.issue"]) ? act : "credit.issue";
}

export const creditAct = async (desk: Desk, shown: CreditPreview): Promise<Act> =>
  (await desk.store()).read((repositories) => actOf(repositories, shown));

/** For the transaction that stores it: what another gave meanwhile counts. @throws UserError `not-allowed`. */
export const creditAllowed =
  (shown: CreditPreview, decides: StaffMember) =>
  async (repositories: Repositories): Promise<void> => {
    const act = await actOf(repositories, shown);
    if (!atLeast(decides.role, AUTHORITY[act]))
      throw new UserError("not-allowed", { id: decides.id, role: AUTHORITY[act] }, ["desk staff list"]);
  };
