/** What a load can bring back: what is out, and what earlier loads declared missing and may still turn up. */
import type { Contract } from "../contract/contract.ts";
import type { Inspection } from "./inspection.ts";

/** Units by position of the contract's line; every line has an entry. */
export type Units = ReadonlyMap<number, number>;

/** Of a line that the contract does not have there is nothing. */
export const unitsAt = (units: Units, position: number): number => units.get(position) ?? 0;

/**
 * What is out before a load, line by line: what the hand-over gave out (the contract's quantity without one), and after each
 * finished load what that load left out. Missing ones are declared missing and no longer out; one that turns up comes back in a
 * later load as `found`, and does not change what is out.
 * @param earlier the contract's finished inspections before this one, in order; the hand-over may be among them
 */
export function outBefore(contract: Contract, earlier: readonly Inspection[]): Units {
  const out = new Map(contract.lines.map((line) => [line.position, line.quantity]));
  for (const inspection of earlier) {
    for (const line of inspection.lines) {
      out.set(line.position, inspection.kind === "handover" ? line.ok + line.damaged : line.stillOut);
    }
  }
  return out;
}

/** What earlier loads declared missing and no later one has brought, line by line. */
export function missingBefore(contract: Contract, earlier: readonly Inspection[]): Units {
  const missing = new Map(contract.lines.map((line) => [line.position, 0]));
  for (const inspection of earlier) {
    if (inspection.kind === "handover") continue;
    for (const line of inspection.lines) missing.set(line.position, unitsAt(missing, line.position) + line.missing - line.found);
  }
  return missing;
}
