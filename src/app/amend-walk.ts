/** Takes up a finished walk again so that it can be corrected: nothing that was stored is changed, what is entered now takes its place. */
import type { WalkEntry } from "../inspection/entries.ts";
import { readWalk, type Walk } from "../inspection/fold.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { findContract } from "./find-contract.ts";
import { findReturn } from "./find-return.ts";
import { findHeader, loadWalk, resumeCommand } from "./load-walk.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

function reasonFrom(text: string): string {
  const reason = plain(text).trim();
  if (reason === "") throw new UserError("amend-reason-missing", {}, ['--reason "…"']);
  if (reason.length <= LONGEST_TEXT) return reason;
  throw new UserError("reason-too-long", { length: reason.length, most: LONGEST_TEXT });
}

/** An inspection's own id, one of its documents, or the contract: its first return without a bill, else its hand-over. */
async function inspectionToAmend(repositories: Repositories, id: string): Promise<InspectionHeader> {
  const kind = idKind(id.trim().toUpperCase());
  if (kind === "return") return findHeader(repositories, id);
  if (kind !== null) return findReturn(repositories, id);
  const contract = await findContract(repositories, id);
  const [first, ...others] = await repositories.inspections.of(contract.number);
  if (first === undefined) throw new UserError("nothing-inspected", { contract: contract.number }, [`inspect ${contract.number}`]);
  return others.length === 0 ? first : findReturn(repositories, contract.number);
}

async function amendable(repositories: Repositories, id: string): Promise<Walk> {
  const header = await inspectionToAmend(repositories, id);
  const open = (await repositories.inspections.of(header.contract)).find((one) => one.finishedAt === null);
  if (open !== undefined) {
    throw new UserError("walk-unfinished", { id: open.id, kind: open.kind, contract: open.contract }, [resumeCommand(open)]);
  }
  return loadWalk(repositories, header.id);
}

/** The walk as it stands open again; null while it is finished. */
const opened = ({ header, ...walk }: Walk): Walk => ({ ...walk, header: { ...header, finishedAt: null } });

/** The walk that {@link reopenWithin} would give, without storing anything. @throws UserError as {@link reopenWalk}. */
export async function previewReopened(repositories: Repositories, desk: Desk, id: string, text: string): Promise<Walk> {
  const walk = opened(await amendable(repositories, id));
  const entry: WalkEntry = { at: desk.clock.now(), by: desk.actor, event: { type: "reopened", reason: reasonFrom(text) } };
  return readWalk(walk.header, [...(await repositories.inspections.entries(walk.header.id)), entry], walk);
}

/** Takes a walk up again within a transaction; see {@link reopenWalk}. */
export async function reopenWithin(repositories: Repositories, desk: Desk, id: string, text: string): Promise<Walk> {
  const reason = reasonFrom(text);
  const walk = await amendable(repositories, id);
  await repositories.inspections.reopen(walk.header.id);
  const { contract, kind, id: subject } = walk.header;
  const reopened = await appendEvents(repositories, desk, opened(walk), [{ type: "reopened", reason }]);
  await repositories.journal.append({ at: desk.clock.now(), staff: desk.actor, contract, act: `${kind}.reopened`, subject });
  return reopened;
}

/**
 * Takes up a finished walk; it blocks the bill until it is finished again, and what is billed already is corrected after that
 * (`invoice correct`).
 * @param id of the inspection, of a document, or its contract's number.
 * @param text why; the record says it.
 * @throws UserError `amend-reason-missing`, `reason-too-long`, `walk-unfinished`, `inspection-unknown`, `contract-unknown`,
 * `nothing-inspected`, `document-unknown`.
 */
export async function reopenWalk(desk: Desk, id: string, text: string): Promise<Walk> {
  const store = await desk.store();
  return store.write((repositories) => reopenWithin(repositories, desk, id, text));
}
