/** Stored entries -> the inspection as a value, and how far the walk has come. */
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { Instant } from "../kernel/dates.ts";
import type { FindingDetail, WalkEntry, WalkEvent } from "./entries.ts";
import type {
  Amendment,
  AnswerException,
  CustomerAnswer,
  Finding,
  Group,
  Inspection,
  InspectionKind,
  LineCounts,
  LineFacts,
  SettledDispute,
} from "./inspection.ts";
import { missingBefore, outBefore, type Units, unitsAt } from "./out-before.ts";

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
}

interface Found {
  readonly position: number;
  readonly group: string;
  readonly finding: Finding;
  readonly open: readonly FindingDetail[];
}

/** The last word on each thing. */
interface LastWords {
  began: Extract<WalkEvent, { type: "began" }> | null;
  readonly counts: Map<number, LineCounts>;
  readonly tallies: Map<number, number | null>;
  readonly skipped: Set<number>;
  readonly groups: Map<number, readonly { readonly id: string; readonly count: number }[]>;
  readonly found: Map<string, Found>;
  readonly notes: Map<number, string>;
  readonly spared: Map<number, boolean>;
  answered: Extract<WalkEvent, { type: "answered" }> | null;
  acknowledged: Extract<WalkEvent, { type: "acknowledged" }> | null;
  finishedAt: Instant | null;
  settled: readonly SettledDispute[];
  readonly amendments: { readonly reason: string; readonly at: Instant; readonly ids: Set<string> }[];
  /** Staff ids of those who walked before any amendment. */
  readonly walkers: Set<string>;
}

const nothing: LineCounts = { ok: 0, damaged: 0, missing: 0, stillOut: 0, found: 0, dirty: 0, cleaningHours: null, missingParts: {} };

/** A line of which everything that is out came back in order. */
export const allInOrder = (out: number): LineCounts => ({ ...nothing, ok: out });

/** A line of which nothing came back yet. */
export const allStillOut = (out: number): LineCounts => ({ ...nothing, stillOut: out });

/** What was settled about a line is void once the line is answered anew: its sources name units that may be others now. */
function unsettle(words: LastWords, position: number): void {
  words.settled = words.settled
    .map((one) => ({ ...one, sources: one.sources.filter((source) => !source.startsWith(`${position}/`)) }))
    .filter((one) => one.sources.length > 0);
}

function hear(words: LastWords, { at, by, event }: WalkEntry, out: Units): void {
  if (event.type !== "settled" && event.type !== "reopened") (words.amendments.at(-1)?.ids ?? words.walkers).add(by);
  switch (event.type) {
    case "began":
      words.began = event;
      break;
    case "counted":
      words.counts.set(event.position, event.counts);
      unsettle(words, event.position);
      break;
    case "tallied":
      words.tallies.set(event.position, event.counted);
      break;
    case "restInOrder":
      for (const position of event.positions) words.counts.set(position, allInOrder(unitsAt(out, position)));
      break;
    case "restStillOut":
      for (const position of event.positions) words.counts.set(position, allStillOut(unitsAt(out, position)));
      break;
    case "grouped":
      words.groups.set(event.position, event.groups);
      unsettle(words, event.position);
      break;
    case "found":
      words.found.set(event.finding.id, event);
      break;
    case "withdrew":
      words.found.delete(event.finding);
      break;
    case "noted":
      words.notes.set(event.position, event.note);
      break;
    case "spared":
      words.spared.set(event.position, event.withoutCharge);
      break;
    case "skipped":
      words.skipped.add(event.position);
      break;
    case "answered":
      words.answered = event;
      words.settled = [];
      break;
    case "acknowledged":
      words.acknowledged = event;
      break;
    case "finished":
      words.finishedAt = at;
      break;
    case "reopened":
      words.finishedAt = null;
      words.amendments.push({ reason: event.reason, at, ids: new Set([by]) });
      break;
    case "settled": {
      const { outcome, sources, reason, decidedBy } = event;
      words.settled = [...words.settled, { outcome, sources, reason, by: decidedBy, at }];
      break;
    }
  }
}

function hearAll(entries: readonly WalkEntry[], out: Units): LastWords {
  const words: LastWords = {
    began: null,
    counts: new Map(),
    tallies: new Map(),
    skipped: new Set(),
    groups: new Map(),
    found: new Map(),
    notes: new Map(),
    spared: new Map(),
    answered: null,
    acknowledged: null,
    finishedAt: null,
    settled: [],
    amendments: [],
    walkers: new Set(),
  };
  for (const entry of entries) hear(words, entry, out);
  return words;
}

/** Where nothing is damaged (any more), groups of an earlier answer are void. */
function groupsOf(words: LastWords, position: number, damaged: number): readonly Group[] {
  if (damaged === 0) return [];
  const found = [...words.found.values()].filter((one) => one.position === position);
  return (words.groups.get(position) ?? []).map(({ id, count }) => ({
    id,
    count,
    findings: found.filter((one) => one.group === id).map((one) => one.finding),
  }));
}

/** A line's facts; a line without an answer is still out. */
function lineFacts(words: LastWords, position: number, out: number): LineFacts {
  const counts = words.counts.get(position) ?? allStillOut(out);
  const note = words.notes.get(position) ?? "";
  return {
    position,
    ...counts,
    counted: words.tallies.get(position) === counts.ok + counts.damaged ? counts.ok + counts.damaged : null,
    groups: groupsOf(words, position, counts.damaged),
    note: note === "" ? null : note,
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

/** Units that an exception speaks of, as they stand now. */
function unitsSpokenOf(lines: readonly LineFacts[], { position, subject, group }: AnswerException): number {
  const facts = lines.find((line) => line.position === position);
  if (facts === undefined) return 0;
  if (subject === "group") return facts.groups.find((one) => one.id === group)?.count ?? 0;
  if (subject === "dirty") return facts.dirty;
  return facts.missing + Object.values(facts.missingParts).reduce((sum, count) => sum + count, 0);
}

/** Exceptions whose units an amendment took away are gone with them; one that spoke of more than there are speaks of all. */
function answerOn(lines: readonly LineFacts[], answer: CustomerAnswer): CustomerAnswer {
  const exceptions = answer.exceptions.flatMap((exception) => {
    const units = unitsSpokenOf(lines, exception);
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
  };
}

/** The inspection alone: what the stages after this one work on. */
export const foldWalk = (header: WalkHeader, entries: readonly WalkEntry[], setting: WalkSetting): Inspection =>
  readWalk(header, entries, setting).inspection;
