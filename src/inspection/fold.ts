/** Stored entries -> the inspection as a value, and how far the walk has come. */
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { Instant } from "../kernel/dates.ts";
import type { FindingDetail, WalkEntry } from "./entries.ts";
import type { Amendment, CustomerAnswer, Finding, Group, Inspection, InspectionKind, LineFacts, PhotoRef } from "./inspection.ts";
import { allStillOut, hearAll, type LastWords, photoKey } from "./last-words.ts";
import { missingBefore, outBefore, type Units, unitsAt } from "./out-before.ts";
import { unitsSpokenOf } from "./units-spoken-of.ts";

/** What storage knows of a walk besides its entries. */
export interface WalkHeader {
  readonly id: string;
  readonly contract: string;
  readonly kind: InspectionKind;
  readonly load: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
}

/** What a walk is read against. */
export interface WalkSetting {
  readonly contract: Contract;
  /** Decides which details of a finding are asked; null asks for none that only terms call for. */
  readonly terms: Terms | null;
  /** The contract's finished inspections before this one, in order, with the hand-over. */
  readonly earlier: readonly Inspection[];
  /** Names of the staff by id; an id without a name stands for itself. */
  readonly names: ReadonlyMap<string, string>;
  /** The highest number that a finding of a later load has taken; 0 or absent where there is none. */
  readonly lastFindingAfter?: number;
}

/** How far one line has come. */
export interface LineProgress {
  /** Its counts are answered, or there is nothing to answer. */
  readonly counted: boolean;
  /** The counted number was answered, perhaps with "not counted", and still fits the counts. */
  readonly tallied: boolean;
  /** Put off, and not answered since. */
  readonly skipped: boolean;
}

/** A walk so far: the inspection as it stands, and what says which question comes next. */
export interface Walk extends WalkSetting {
  readonly header: WalkHeader;
  readonly inspection: Inspection;
  /** What is out before this load, and what earlier loads declared missing. */
  readonly out: Units;
  readonly missingBefore: Units;
  readonly progress: ReadonlyMap<number, LineProgress>;
  /** What is still to be asked of a finding, by its id; findings without open details are absent. */
  readonly openDetails: ReadonlyMap<string, readonly FindingDetail[]>;
  /** Exceptions to the customer's answer are still being asked for. */
  readonly answerOpen: boolean;
  /** How many entries it was read from. */
  readonly stored: number;
}

/** Each photo once, by its bytes. What was stored before cameras' clocks were read says nothing of them. */
const eachOnce = (photos: readonly PhotoRef[]): readonly PhotoRef[] => [
  ...new Map(photos.map((photo) => [photo.sha256, { ...photo, takenAt: photo.takenAt ?? null }])).values(),
];

const withNotice = (words: LastWords, { id, late }: Finding): Finding["late"] =>
  late === null ? null : { noticeSentAt: words.notices.get(id) ?? late.noticeSentAt };

/** Without those that were taken back. */
const standingOn = (words: LastWords, position: number, photos: readonly PhotoRef[]): readonly PhotoRef[] =>
  photos.filter(({ sha256 }) => !words.photosGone.has(photoKey(position, sha256)));

const withPhotos = (words: LastWords, position: number, finding: Finding): Finding => ({
  ...finding,
  late: withNotice(words, finding),
  photos: standingOn(words, position, eachOnce([...finding.photos, ...(words.photosOfFindings.get(finding.id) ?? [])])),
});

/** A photo that was put with a finding of the line stands there alone. */
function photosOfLine(words: LastWords, position: number, groups: readonly Group[]): readonly PhotoRef[] {
  const taken = new Set(groups.flatMap((group) => group.findings.flatMap(({ photos }) => photos.map(({ sha256 }) => sha256))));
  return standingOn(words, position, eachOnce(words.photosOfLines.get(position) ?? [])).filter(({ sha256 }) => !taken.has(sha256));
}

/** Where nothing is damaged (any more), groups of an earlier answer are void. */
function groupsOf(words: LastWords, position: number, damaged: number): readonly Group[] {
  if (damaged === 0) return [];
  const found = [...words.found.values()].filter((one) => one.position === position);
  return (words.groups.get(position) ?? []).map(({ id, count }) => ({
    id,
    count,
    findings: found.filter((one) => one.group === id).map((one) => withPhotos(words, position, one.finding)),
  }));
}

/** A line's facts; a line without an answer is still out. */
function lineFacts(words: LastWords, position: number, out: number): LineFacts {
  const counts = words.counts.get(position) ?? allStillOut(out);
  const note = words.notes.get(position) ?? "";
  const groups = groupsOf(words, position, counts.damaged);
  return {
    position,
    ...counts,
    counted: words.tallies.get(position) === counts.ok + counts.damaged ? counts.ok + counts.damaged : null,
    groups,
    note: note === "" ? null : note,
    photos: photosOfLine(words, position, groups),
    withoutCharge: words.spared.get(position) ?? false,
  };
}

const isTouched = (words: LastWords, position: number, out: number): boolean => out > 0 || words.counts.has(position);

/** "Not counted" stands whatever the counts; a number stands as long as it is what the counts say came back. */
function isTallied(words: LastWords, position: number): boolean {
  const tally = words.tallies.get(position);
  const counts = words.counts.get(position);
  return tally === null || (tally !== undefined && counts !== undefined && tally === counts.ok + counts.damaged);
}

/** Exceptions whose units an amendment took away are gone with them; one that spoke of more than there are speaks of all. */
function answerOn(lines: readonly LineFacts[], answer: CustomerAnswer): CustomerAnswer {
  const exceptions = answer.exceptions.flatMap((exception) => {
    const units = unitsSpokenOf(
      lines.find(({ position }) => position === exception.position),
      exception,
    );
    if (units === 0) return [];
    return [exception.count !== null && exception.count >= units ? { ...exception, count: null } : exception];
  });
  return { ...answer, exceptions };
}

function amendmentsOf(words: LastWords, names: WalkSetting["names"]): readonly Amendment[] {
  return words.amendments.map(({ reason, at, ids }) => ({ reason, at, by: [...ids].map((id) => names.get(id) ?? id) }));
}

function inspectionOf(header: WalkHeader, setting: WalkSetting, words: LastWords, out: Units): Inspection {
  const lines = setting.contract.lines
    .map((line) => line.position)
    .filter((position) => isTouched(words, position, unitsAt(out, position)))
    .map((position) => lineFacts(words, position, unitsAt(out, position)));
  const answer = words.answered?.answer ?? null;
  return {
    id: header.id,
    contract: header.contract,
    kind: header.kind,
    load: header.load,
    cameBackAt: words.began?.cameBackAt ?? header.startedAt,
    startedAt: header.startedAt,
    finishedAt: header.finishedAt ?? words.finishedAt,
    by: [...words.walkers].map((id) => setting.names.get(id) ?? id),
    signedCopy: words.began?.signedCopy ?? "absent",
    lines,
    answer: answer !== null && words.amendments.length > 0 ? answerOn(lines, answer) : answer,
    acknowledgement: words.acknowledged?.acknowledgement ?? null,
    settled: words.settled,
    amendments: amendmentsOf(words, setting.names),
  };
}

function progressOf(words: LastWords, out: Units, missing: Units): ReadonlyMap<number, LineProgress> {
  return new Map(
    [...out].map(([position, units]) => [
      position,
      {
        counted: words.counts.has(position) || (units === 0 && missing.get(position) === 0),
        tallied: isTallied(words, position),
        skipped: words.skipped.has(position) && !words.counts.has(position),
      },
    ]),
  );
}

/**
 * Reads a walk from its stored entries. Later entries about the same thing (a line's counts, its groups, a finding's id, the
 * customer's answer) take the earlier ones' place; withdrawn findings are gone, and findings of a group that the last grouping does
 * not have are left out. Entries about different things may come in any order.
 */
export function readWalk(header: WalkHeader, entries: readonly WalkEntry[], setting: WalkSetting): Walk {
  const out = outBefore(setting.contract, setting.earlier);
  const missing = missingBefore(setting.contract, setting.earlier);
  const words = hearAll(entries, out);
  const inspection = inspectionOf(header, setting, words, out);
  const standing = new Set(inspection.lines.flatMap((line) => line.groups.flatMap((group) => group.findings.map((finding) => finding.id))));
  const open = [...words.found.values()].filter((one) => one.open.length > 0 && standing.has(one.finding.id));
  return {
    ...setting,
    header,
    inspection,
    out,
    missingBefore: missing,
    progress: progressOf(words, out, missing),
    openDetails: new Map(open.map((one) => [one.finding.id, one.open])),
    answerOpen: words.answered?.open ?? false,
    stored: entries.length,
  };
}

/** The inspection alone: what the stages after this one work on. */
export const foldWalk = (header: WalkHeader, entries: readonly WalkEntry[], setting: WalkSetting): Inspection =>
  readWalk(header, entries, setting).inspection;
