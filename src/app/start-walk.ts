/** Opens the walk of a contract's next load, or of its hand-over; an unfinished one is resumed. */
import type { Contract } from "../contract/contract.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import { readWalk, type Walk, type WalkSetting } from "../inspection/fold.ts";
import type { InspectionKind, SignedCopyState } from "../inspection/inspection.ts";
import { missingBefore, outBefore, type Units } from "../inspection/out-before.ts";
import { type Instant, timeOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { findContract } from "./find-contract.ts";
import { finishedInspections, loadWalk, walkSetting } from "./load-walk.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";
import { signedCopyState } from "./signed-copy-state.ts";

export interface WalkStart {
  readonly kind: InspectionKind;
  /** When the goods came over the counter; null: now. A resumed walk keeps its own. */
  readonly cameBackAt: Instant | null;
  /** Whether to open a load for units declared missing that have turned up, when nothing else is out. */
  readonly found: boolean;
}

export interface StartedWalk {
  readonly walk: Walk;
  readonly resumed: boolean;
}

const total = (units: Units): number => [...units.values()].reduce((sum, count) => sum + count, 0);

/** As it is typed. */
const wallClock = (moment: Instant, zone: string): string => timeOf(moment, zone, "yyyy-MM-dd HH:mm");

/** The contract's unfinished walk; one of the other kind stands in the way. */
function unfinished(headers: readonly InspectionHeader[], kind: InspectionKind): InspectionHeader | null {
  const open = headers.find((header) => header.finishedAt === null) ?? null;
  if (open === null || open.kind === kind) return open;
  const command = open.kind === "handover" ? `inspect handover ${open.contract}` : `inspect ${open.contract}`;
  throw new UserError("walk-unfinished", { id: open.id, kind: open.kind, contract: open.contract }, [command]);
}

function refuseHandover(contract: Contract, headers: readonly InspectionHeader[], signedCopy: SignedCopyState): void {
  const { number } = contract;
  if (headers.some((header) => header.kind === "handover")) {
    throw new UserError("handed-over-already", { contract: number }, [`inspect show ${number}`]);
  }
  if (headers.length > 0) {
    throw new UserError("handover-too-late", { contract: number }, [`inspect show ${number}`]);
  }
  if (signedCopy === "verified") return;
  const values = { contract: number, act: "handover" };
  if (signedCopy === "absent") throw new UserError("no-signed-copy", values, [`contracts archive ${number} SCAN…`]);
  throw new UserError("signed-copy-damaged", values, [`contracts verify ${number}`, `contracts archive ${number} SCAN…`]);
}

async function refuseReturn(repositories: Repositories, contract: Contract, start: WalkStart, at: Instant): Promise<void> {
  const { number } = contract;
  const earlier = await finishedInspections(repositories, contract);
  const missing = total(missingBefore(contract, earlier));
  if (total(outBefore(contract, earlier)) === 0 && !(start.found && missing > 0)) {
    const hints = missing > 0 ? [`inspect ${number} --found`, `inspect show ${number}`] : [`inspect show ${number}`, `invoice ${number}`];
    throw new UserError("all-back", { contract: number, missing }, hints);
  }
  const before = earlier.filter((inspection) => inspection.kind === "return").at(-1)?.cameBackAt ?? contract.handOver;
  if (at < before) {
    const [earliest, late] = [wallClock(before, contract.zone), wallClock(at, contract.zone)];
    const which = before === contract.handOver ? "handOver" : "load";
    throw new UserError("came-back-too-early", { contract: number, before: which, earliest, at: late });
  }
}

type Opened = Omit<InspectionHeader, "id">;

interface Beginning {
  readonly opened: Opened;
  readonly entry: WalkEntry;
  readonly setting: WalkSetting;
}

/** What a new walk begins with; refuses the ones that cannot be. */
async function beginning(repositories: Repositories, desk: Desk, request: WalkRequest, contract: Contract): Promise<Beginning> {
  const { start, signedCopy } = request;
  const headers = await repositories.inspections.of(contract.number);
  const now = desk.clock.now();
  const cameBackAt = start.cameBackAt ?? now;
  if (cameBackAt > now) throw new UserError("came-back-in-future", { at: wallClock(cameBackAt, contract.zone) });
  if (start.kind === "handover") refuseHandover(contract, headers, signedCopy);
  else await refuseReturn(repositories, contract, start, cameBackAt);
  const load = start.kind === "handover" ? 0 : Math.max(0, ...headers.map((header) => header.load)) + 1;
  return {
    opened: { contract: contract.number, kind: start.kind, load, startedAt: now, finishedAt: null },
    entry: { at: now, by: desk.actor, event: { type: "began", cameBackAt, signedCopy } },
    setting: await walkSetting(repositories, contract, load),
  };
}

async function storeBeginning(repositories: Repositories, desk: Desk, { opened, entry, setting }: Beginning): Promise<Walk> {
  const id = await repositories.inspections.start(opened);
  await repositories.inspections.append(id, entry);
  const { contract, kind, startedAt: at } = opened;
  await repositories.journal.append({ at, staff: desk.actor, contract, act: `${kind}.began`, subject: id });
  return readWalk({ id, ...opened }, [entry], setting);
}

export interface WalkRequest {
  readonly number: string;
  readonly start: WalkStart;
  /** As it verified just now. */
  readonly signedCopy: SignedCopyState;
}

/** The walk that {@link openWalk} would give, without storing anything. A new one has no id yet. */
export async function previewWalk(repositories: Repositories, desk: Desk, request: WalkRequest): Promise<StartedWalk> {
  const contract = await findContract(repositories, request.number);
  const open = unfinished(await repositories.inspections.of(contract.number), request.start.kind);
  if (open !== null) return { walk: await loadWalk(repositories, open.id), resumed: true };
  const { opened, entry, setting } = await beginning(repositories, desk, request, contract);
  return { walk: readWalk({ id: "", ...opened }, [entry], setting), resumed: false };
}

/** Opens a walk within a transaction; see {@link startWalk}. */
export async function openWalk(repositories: Repositories, desk: Desk, request: WalkRequest): Promise<StartedWalk> {
  const contract = await findContract(repositories, request.number);
  const open = unfinished(await repositories.inspections.of(contract.number), request.start.kind);
  if (open !== null) return { walk: await loadWalk(repositories, open.id), resumed: true };
  return { walk: await storeBeginning(repositories, desk, await beginning(repositories, desk, request, contract)), resumed: false };
}

/**
 * A hand-over needs a signed copy that verifies now; at a return its absence is noted and the walk goes on. A contract has one
 * unfinished walk at most.
 * @throws UserError `contract-unknown`, `walk-unfinished`, `handed-over-already`, `handover-too-late`, `no-signed-copy`, `signed-copy-damaged`, `all-back`,
 * `came-back-too-early`, `came-back-in-future`.
 */
export async function startWalk(desk: Desk, number: string, start: WalkStart): Promise<StartedWalk> {
  const signedCopy = await signedCopyState(desk, number);
  const store = await desk.store();
  return store.write((repositories) => openWalk(repositories, desk, { number, start, signedCopy }));
}
