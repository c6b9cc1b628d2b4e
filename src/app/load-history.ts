/** What came back when, line by line and load by load, and what is still out. */
import type { Contract } from "../contract/contract.ts";
import { missingBefore, outBefore, unitsAt } from "../inspection/out-before.ts";
import type { Instant } from "../kernel/dates.ts";
import { finishedInspections } from "./load-walk.ts";
import type { Repositories } from "./ports.ts";

export interface LoadOfLine {
  readonly inspection: string;
  readonly load: number;
  readonly cameBackAt: Instant;
  /** Names of those who walked it. */
  readonly by: readonly string[];
  /** Units that came, in order or not. */
  readonly back: number;
  readonly damaged: number;
  /** Declared missing with this load. */
  readonly missing: number;
  /** Declared missing before, and come with this load. */
  readonly found: number;
  /** After this load. */
  readonly stillOut: number;
}

export interface LineHistory {
  readonly position: number;
  readonly name: string;
  readonly loads: readonly LoadOfLine[];
  readonly stillOut: number;
  readonly missing: number;
}

/** Finished loads alone. A contract is closed when nothing of it is out; what is missing is accounted for. */
export interface LoadHistory {
  readonly closed: boolean;
  readonly loads: number;
  readonly lines: readonly LineHistory[];
}

export async function loadHistory(repositories: Repositories, contract: Contract): Promise<LoadHistory> {
  const finished = await finishedInspections(repositories, contract);
  const [out, missing] = [outBefore(contract, finished), missingBefore(contract, finished)];
  const returns = finished.filter(({ kind }) => kind === "return");
  const lines = contract.lines.map(({ position, name }): LineHistory => {
    const loads = returns.flatMap(({ id: inspection, load, cameBackAt, by, lines: walked }) => {
      const facts = walked.find((line) => line.position === position);
      if (facts === undefined || facts.ok + facts.damaged + facts.missing === 0) return [];
      const { ok, damaged, missing: gone, found, stillOut } = facts;
      return [{ inspection, load, cameBackAt, by, back: ok + damaged, damaged, missing: gone, found, stillOut }];
    });
    return { position, name, loads, stillOut: unitsAt(out, position), missing: unitsAt(missing, position) };
  });
  return { closed: returns.length > 0 && lines.every(({ stillOut }) => stillOut === 0), loads: returns.length, lines };
}
