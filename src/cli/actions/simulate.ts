/** What `invoice simulate` does: the contract's terms beside others, thing by thing; nothing is stored. */
import { simulateBilling } from "../../app/simulate-billing.ts";
import { UsageError } from "../../kernel/errors.ts";
import { sayingsOf } from "../output/sayings.ts";
import { simulationJson, simulationText } from "../output/simulation.ts";
import type { Session } from "../session.ts";
import { acceptedTerms } from "./check-terms-file.ts";

export interface SimulationChoice {
  /** A terms file, or `-`; null: the terms as signed. */
  readonly terms: string | null;
  readonly withoutWaiver: boolean;
  readonly agreedOnly: boolean;
}

/** @throws UsageError `simulate-what` where nothing is to be different. */
export async function simulate(session: Session, id: string, choice: SimulationChoice): Promise<void> {
  if (choice.terms === null && !choice.withoutWaiver && !choice.agreedOnly)
    throw new UsageError("simulate-what", {}, ["--terms FILE", "--without-waiver", "--agreed-only"]);
  const desk = await session.desk();
  const terms = choice.terms === null ? null : (await acceptedTerms(session, choice.terms)).terms;
  const simulation = await simulateBilling(desk, id, { ...choice, terms });
  if (simulation.waiverUnknown) session.remark(session.err.warn(session.t("simulate.waiverUnknown")));
  if (session.flags.json) {
    const say = (await sayingsOf(session))(simulation.contract.language);
    return session.json(simulationJson(simulation, say));
  }
  session.print(...(await simulationText(session, simulation)));
}
