/** A temporary desk that knows some contracts and the terms they were signed under. */
import type { Contract } from "../../src/contract/contract.ts";
import { pinTerms } from "../../src/contract/pin-terms.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { buildContract } from "./build-contract.ts";
import { buildTerms } from "./build-terms.ts";
import { OPENED_AT, type TemporaryDesk, type TemporaryDeskOver, temporaryDesk } from "./temporary-desk.ts";

/** By default the contract 2026-0117. */
export async function deskWithContracts(
  overs: readonly Partial<Contract>[] = [{}],
  over: TemporaryDeskOver = {},
  terms: Terms = buildTerms(),
): Promise<TemporaryDesk> {
  const desk = await temporaryDesk(over);
  const pin = pinTerms(terms);
  const store = await desk.store();
  await store.write(async (repositories) => {
    await repositories.terms.add(terms, pin, "name: test-terms\n");
    for (const contract of overs) await repositories.contracts.add(buildContract({ ...contract, terms: pin }));
    // Of no contract, so that tests see in a contract's journal only what they did themselves.
    await repositories.journal.append({ at: OPENED_AT, staff: desk.actor, contract: null, act: "contract.added", subject: "test" });
  });
  return desk;
}
