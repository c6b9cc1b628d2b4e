/** The record of a walkthrough as a PDF, kept in the archive as it was handed out. */
import type { Assessment } from "../assessment/assessment.ts";
import { sinceHandover } from "../assessment/since-handover.ts";
import type { Terms } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import type { Walk } from "../inspection/fold.ts";
import type { Witness } from "../invoice/witness.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import { loadPictures, photosIn } from "./load-pictures.ts";
import { loadReturn } from "./load-return.ts";
import { inspectionMeant, loadWalk } from "./load-walk.ts";
import type { Desk, InspectionHeader } from "./ports.ts";
import { loadSigned } from "./sign-record.ts";
import { recordFingerprint } from "./witness.ts";

export interface RenderedRecord {
  readonly walk: Walk;
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
}

async function sumsOf(desk: Desk, walk: Walk): Promise<Assessment | null> {
  if (walk.header.kind === "handover") return null;
  const { assess } = await import("../assessment/assess.ts");
  const setting = { calendar: await desk.calendar(), today: dayOf(desk.clock.now(), desk.settings.zone) };
  const store = await desk.store();
  const { facts } = await store.read((repositories) => loadReturn(repositories, walk.header, setting));
  return assess({ ...facts, include: "all" });
}

/** The same walk gives the same bytes, which the archive keeps once; the journal says who handed them out. */
async function keep(desk: Desk, walk: Walk, pdf: Uint8Array): Promise<string> {
  const { sha256 } = await (await desk.archive()).put(pdf);
  const store = await desk.store();
  const { id: subject, contract } = walk.header;
  const row = { at: desk.clock.now(), staff: desk.actor, contract, act: "record.rendered", subject, detail: { sha256 } };
  await store.write((repositories) => repositories.journal.append(row));
  return sha256;
}

/** A walk that can be written up. */
export type FinishedWalk = Walk & { readonly terms: Terms };

/** What a record is made of. @throws UserError `walk-unfinished`, `terms-missing`, and what {@link inspectionMeant} throws. */
export async function finishedWalk(desk: Desk, id: string): Promise<FinishedWalk> {
  const store = await desk.store();
  return finishedWithTerms(await store.read(async (repositories) => loadWalk(repositories, (await inspectionMeant(repositories, id)).id)));
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

/** The journal's head is the row that closed the walk, last where it was taken up again: the same record is the same bytes. */
async function witnessOfWalk(desk: Desk, { id, contract, kind }: InspectionHeader): Promise<Witness> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    const rows = await repositories.journal.of(contract);
    const closed = rows.filter(({ act, subject }) => act === `${kind}.finished` && subject === id).at(-1);
    if (!closed) throw new RangeError(`no row of the journal closes ${id}`);
    return { record: await recordFingerprint(repositories, id), journal: { seq: closed.seq, hash: closed.hash } };
  });
}

/**
 * @param assetsFor fonts, texts and logo in the contract's language.
 * @throws UserError what {@link finishedWalk} throws.
 */
export async function renderWalkRecord(
  desk: Desk,
  request: RecordRequest,
  assetsFor: (language: Language) => Promise<DocumentAssets>,
): Promise<RenderedRecord> {
  const walk = await finishedWalk(desk, request.id);
  const { contract, terms, inspection, earlier, header } = walk;
  const baseline = earlier.find((one) => one.kind === "handover") ?? null;
  const withSums = request.withSums ? await sumsOf(desk, walk) : null;
  const { renderRecord } = await import("../document/render-record.ts");
  const { firm } = desk.settings;
  const pictures = await loadPictures(desk, photosIn(inspection));
  const witness = await witnessOfWalk(desk, header);
  const signed = await loadSigned(desk, inspection);
  const since = sinceHandover({ ...walk, calendar: await desk.calendar() });
  const values = { contract, terms, inspection, baseline, since, firm, pictures, withSums, signed, witness };
  const pdf = await renderRecord(values, await assetsFor(contract.language));
  return { walk, pdf, sha256: await keep(desk, walk, pdf), name: `${header.id}_${contract.number.replace(/[^\p{L}\p{N}._-]/gu, "-")}.pdf` };
}
