/** The record of a walkthrough as a PDF, kept in the archive as it was handed out. */
import type { Assessment } from "../assessment/assessment.ts";
import { sinceHandover } from "../assessment/since-handover.ts";
import type { Terms } from "../contract/terms.ts";
import type { AcknowledgedBefore, RecordValues } from "../document/record/record.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { acknowledgedVersion, finishesOf } from "../inspection/versions.ts";
import type { JournalHead, Witness } from "../invoice/witness.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { loadPictures, photosIn } from "./load-pictures.ts";
import { loadReturn } from "./load-return.ts";
import { inspectionMeant, loadWalk } from "./load-walk.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";
import { endOfVersion, handedOut } from "./record-versions.ts";
import type { AssetsFor } from "./render-billing.ts";
import { loadSigned } from "./sign-record.ts";
import { fingerprintOfEntries } from "./witness.ts";

export interface RenderedRecord {
  readonly walk: Walk;
  /** Which version of the walk it shows, counted from 1. */
  readonly version: number;
  readonly pdf: Uint8Array;
  /** Of the bytes, as the archive knows them. */
  readonly sha256: string;
  /** `R-12_2026-0117.pdf`. */
  readonly name: string;
}

export interface RecordRequest {
  /** The inspection's id, or its contract's number. */
  readonly id: string;
  /** Only when sums were asked for; a hand-over has none. */
  readonly withSums: boolean;
  /** Counted from 1: the record as it was finished that time; null: as it stands. */
  readonly version: number | null;
}

async function sumsOf(desk: Desk, walk: Walk): Promise<Assessment | null> {
  if (walk.header.kind === "handover") return null;
  const { assess } = await import("../assessment/assess.ts");
  const setting = { calendar: await desk.calendar(), today: dayOf(desk.clock.now(), desk.settings.zone) };
  const store = await desk.store();
  const { facts } = await store.read((repositories) => loadReturn(repositories, walk.header, setting));
  return assess({ ...facts, include: "all" });
}

/** The archive keeps the same bytes once; the journal says who handed out which version. */
async function keep(desk: Desk, walk: Walk, version: number, { withSums, pdf }: Pick<RecordRequest, "withSums"> & { pdf: Uint8Array }) {
  const { sha256 } = await (await desk.archive()).put(pdf);
  const store = await desk.store();
  const { id: subject, contract } = walk.header;
  const detail = { sha256, version, withSums };
  const row = { at: desk.clock.now(), staff: desk.actor, contract, act: "record.rendered", subject, detail };
  await store.write((repositories) => repositories.journal.append(row));
  return sha256;
}

/** A walk that can be written up. */
export type FinishedWalk = Walk & { readonly terms: Terms };

interface Version {
  readonly walk: FinishedWalk;
  readonly version: number;
  /** As it stood when the customer's last word on it was taken, where it was amended after that. */
  readonly acknowledged: AcknowledgedBefore | null;
  /** Fingerprint and journal as they stood at its end. */
  readonly witness: Witness;
  /** The bytes in which this version was handed out before; null where it was not, or is the last one. */
  readonly handed: string | null;
}

/** What was acknowledged before the last amendment; null where the last word speaks of this very version. */
async function acknowledgedBefore(
  repositories: Repositories,
  id: string,
  entries: readonly WalkEntry[],
): Promise<AcknowledgedBefore | null> {
  const ends = finishesOf(entries);
  const last = acknowledgedVersion(entries);
  const version = last?.version ?? 1;
  if (version >= ends.length) return null;
  const { inspection } = await loadWalk(repositories, id, ends[version - 1]);
  return { inspection, acknowledgement: last?.acknowledgement ?? null };
}

/** What a version of a record is made of. @throws UserError `walk-unfinished`, `terms-missing`, `version-unknown`, and what {@link inspectionMeant} throws. */
async function versionMeant(desk: Desk, { id, version, withSums }: RecordRequest): Promise<Version> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const header = await inspectionMeant(repositories, id);
    const all = await repositories.inspections.entries(header.id);
    const until = endOfVersion(header.id, all, version);
    const walk = finishedWithTerms(await loadWalk(repositories, header.id, until));
    const entries = until === null ? all : all.filter(({ at }) => at <= until);
    const number = finishesOf(entries).length;
    return {
      walk,
      version: number,
      acknowledged: await acknowledgedBefore(repositories, header.id, entries),
      witness: { record: fingerprintOfEntries(header, entries), journal: await endInJournal(repositories, header, number) },
      handed: version === null || withSums ? null : await handedOut(repositories, header, number),
    };
  });
}

/** Which walk and which version of it. @throws UserError `walk-unfinished`, `terms-missing`, `version-unknown`, and what {@link inspectionMeant} throws. */
export async function recordMeant(desk: Desk, request: RecordRequest): Promise<Pick<Version, "walk" | "version">> {
  const { walk, version } = await versionMeant(desk, request);
  return { walk, version };
}

/** @throws UserError `walk-unfinished`, `terms-missing`. */
export function finishedWithTerms(walk: Walk): FinishedWalk {
  const { contract, terms, inspection, header } = walk;
  if (inspection.finishedAt === null) {
    const command = header.kind === "handover" ? `inspect handover ${contract.number}` : `inspect ${contract.number}`;
    throw new UserError("walk-unfinished", { id: header.id, kind: header.kind, contract: contract.number }, [command]);
  }
  if (terms === null) {
    throw new UserError("terms-missing", { number: contract.number }, ["desk doctor"]);
  }
  return { ...walk, terms };
}

/** The row that closed the walk, once for each version: the same record is the same bytes. */
async function endInJournal({ journal }: Repositories, { id, contract, kind }: InspectionHeader, version: number): Promise<JournalHead> {
  const ends = (await journal.of(contract)).filter(({ act, subject }) => act === `${kind}.finished` && subject === id);
  const end = ends[version - 1];
  if (!end) throw new RangeError(`no row of the journal closes ${id} the ${version}. time`);
  return { seq: end.seq, hash: end.hash };
}

/** What was ours as it was told during the walk: what came later is no part of this version. */
async function toldAt(desk: Desk, { id, contract, finishedAt }: Inspection): Promise<RecordValues["ours"]> {
  const all = await (await desk.store()).read(({ ourFaults }) => ourFaults.ofContract(contract));
  return all.filter(({ inspection, at }) => inspection === id && finishedAt !== null && at <= finishedAt);
}

async function render(desk: Desk, { walk, acknowledged, witness }: Version, withSums: boolean, assetsFor: AssetsFor): Promise<Uint8Array> {
  const { contract, terms, inspection, earlier } = walk;
  const { renderRecord } = await import("../document/render-record.ts");
  const values = {
    contract,
    terms,
    inspection,
    acknowledged,
    witness,
    baseline: earlier.find((one) => one.kind === "handover") ?? null,
    since: sinceHandover({ ...walk, calendar: await desk.calendar() }),
    ours: await toldAt(desk, inspection),
    firm: desk.settings.firm,
    pictures: await loadPictures(desk, photosIn(inspection)),
    withSums: withSums ? await sumsOf(desk, walk) : null,
    signed: await loadSigned(desk, inspection),
  };
  return renderRecord(values, await assetsFor(contract.language));
}

/**
 * The record as it stands, or as an earlier version was handed out, byte for byte.
 * @param assetsFor fonts, texts and logo in the contract's language.
 * @throws UserError what {@link recordMeant} throws, `archive-copy-damaged`.
 */
export async function renderWalkRecord(desk: Desk, request: RecordRequest, assetsFor: AssetsFor): Promise<RenderedRecord> {
  const meant = await versionMeant(desk, request);
  const { walk, version, handed } = meant;
  const { withSums } = request;
  const pdf = handed === null ? await render(desk, meant, withSums, assetsFor) : await (await desk.archive()).read(handed);
  const sha256 = await keep(desk, walk, version, { withSums, pdf });
  const part = request.version === null ? "" : `_v${version}`;
  const name = `${walk.header.id}_${walk.contract.number.replace(/[^\p{L}\p{N}._-]/gu, "-")}${part}.pdf`;
  return { walk, version, pdf, sha256, name };
}
