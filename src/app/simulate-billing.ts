/** What the findings of a return would cost otherwise: by other terms, without the waiver, or only what is agreed. Stores nothing. */
import type { Assessment } from "../assessment/assessment.ts";
import { type ComparedCharge, compareCharges } from "../assessment/compare-charges.ts";
import { type Rules, reckonAnew, waiverIn } from "../assessment/reckon-anew.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { Inspection } from "../inspection/inspection.ts";
import type { BilledDocument } from "../invoice/billing.ts";
import { makeDocuments } from "../invoice/documents.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, subtract, sum } from "../kernel/money.ts";
import { findReturn } from "./find-return.ts";
import { loadReturn } from "./load-return.ts";
import type { Desk } from "./ports.ts";

export interface Alternative {
  /** Null: the terms as signed. */
  readonly terms: Terms | null;
  readonly withoutWaiver: boolean;
  readonly agreedOnly: boolean;
}

export interface SimulatedSide {
  readonly terms: Terms;
  /** The waiver that is reckoned with. */
  readonly waiver: string | null;
  readonly assessment: Assessment;
  readonly documents: readonly BilledDocument[];
  /** With VAT, before the deposit. */
  readonly total: Cents;
}

export interface Simulation {
  readonly contract: Contract;
  readonly inspection: Inspection;
  /** By what the contract says, as if nothing of it had been billed yet. */
  readonly signed: SimulatedSide;
  readonly otherwise: SimulatedSide;
  readonly charges: readonly ComparedCharge[];
  readonly difference: Cents;
  /** The contract's waiver is not in the other terms, which were reckoned without it. */
  readonly waiverUnknown: boolean;
}

/**
 * @param id of the return, one of its documents, or its contract.
 * @throws UserError `walk-unfinished`, and those of {@link findReturn}.
 */
export async function simulateBilling(desk: Desk, id: string, alternative: Alternative): Promise<Simulation> {
  const calendar = await desk.calendar();
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const store = await desk.store();
  const loaded = await store.read(async (repositories) => {
    const header = await findReturn(repositories, id);
    if (header.finishedAt === null) {
      throw new UserError("walk-unfinished", { id: header.id, kind: header.kind, contract: header.contract }, [
        `inspect ${header.contract}`,
      ]);
    }
    return loadReturn(repositories, header, { calendar, today });
  });
  const loads = [loaded.facts, ...loaded.otherLoads].sort((a, b) => a.inspection.load - b.inspection.load);
  const { contract, terms: asSigned, inspection } = loaded.facts;
  const side = (rules: Rules): SimulatedSide => sideOf(contract, inspection, rules, reckonAnew(loads, rules)[loads.indexOf(loaded.facts)]);
  const terms = alternative.terms ?? asSigned;
  const waiver = alternative.withoutWaiver ? null : waiverIn(terms, contract.waiver);
  const signed = side({ terms: asSigned, waiver: contract.waiver, include: "all" });
  const otherwise = side({ terms, waiver, include: alternative.agreedOnly ? "agreed" : "all" });
  return {
    contract,
    inspection,
    signed,
    otherwise,
    charges: compareCharges(signed.assessment, otherwise.assessment),
    difference: subtract(otherwise.total, signed.total),
    waiverUnknown: !alternative.withoutWaiver && contract.waiver !== waiver,
  };
}

function sideOf(contract: Contract, inspection: Inspection, { terms, waiver }: Rules, assessment: Assessment | undefined): SimulatedSide {
  if (!assessment) throw new RangeError(`${inspection.id} was not assessed`);
  const documents = makeDocuments(assessment.charges, contract.prices, dayOf(inspection.cameBackAt, contract.zone));
  return { terms, waiver, assessment, documents, total: sum(documents.map(({ total }) => total)) };
}
