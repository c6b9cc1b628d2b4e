/** Walks with good defaults: the return of the built contract, begun and not answered. */
import type { Contract } from "../../src/contract/contract.ts";
import type { WalkEntry, WalkEvent } from "../../src/inspection/entries.ts";
import { readWalk, type Walk, type WalkHeader, type WalkSetting } from "../../src/inspection/fold.ts";
import type { LineCounts } from "../../src/inspection/inspection.ts";
import { buildContract } from "../support/build-contract.ts";
import { CAME_BACK } from "../support/build-inspection.ts";

export const buildHeader = (differs: Partial<WalkHeader> = {}): WalkHeader => ({
  id: "R-1",
  contract: "2026-0117",
  kind: "return",
  load: 1,
  startedAt: CAME_BACK,
  finishedAt: null,
  ...differs,
});

export const buildSetting = (differs: Partial<WalkSetting> = {}): WalkSetting => ({
  contract: buildContract(),
  terms: null,
  earlier: [],
  names: new Map([["mira", "Mira Salo"]]),
  ...differs,
});

/** Sixty out, all in order, but for what the test says. */
export const buildCounts = (differs: Partial<LineCounts> = {}): LineCounts => ({
  ok: 60,
  damaged: 0,
  missing: 0,
  stillOut: 0,
  found: 0,
  dirty: 0,
  cleaningHours: null,
  missingParts: {},
  ...differs,
});

export const entriesOf = (events: readonly WalkEvent[]): readonly WalkEntry[] =>
  events.map((event) => ({ at: CAME_BACK, by: "mira", event }));

interface BuildWalk {
  readonly events?: readonly WalkEvent[];
  readonly contract?: Contract;
  readonly setting?: Partial<WalkSetting>;
  readonly header?: Partial<WalkHeader>;
}

export function buildWalk({ events = [], contract = buildContract(), setting = {}, header = {} }: BuildWalk = {}): Walk {
  return readWalk(buildHeader(header), entriesOf(events), buildSetting({ contract, ...setting }));
}
