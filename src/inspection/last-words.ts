/** The last word on each thing: what of a walk's entries still stands, before it is read against the contract. */
import type { Instant } from "../kernel/dates.ts";
import type { FindingDetail, WalkEntry, WalkEvent } from "./entries.ts";
import type { Finding, LineCounts, PhotoRef, SettledDispute } from "./inspection.ts";
import { type Units, unitsAt } from "./out-before.ts";
import { stepsTakenBack } from "./taken-back.ts";

interface Found {
  readonly position: number;
  readonly group: string;
  readonly finding: Finding;
  readonly open: readonly FindingDetail[];
}

export interface LastWords {
  began: Extract<WalkEvent, { type: "began" }> | null;
  readonly counts: Map<number, LineCounts>;
  readonly tallies: Map<number, number | null>;
  readonly skipped: Set<number>;
  readonly groups: Map<number, readonly { readonly id: string; readonly count: number }[]>;
  readonly found: Map<string, Found>;
  /** Photos that came by themselves, by finding and by line. */
  readonly photosOfFindings: Map<string, readonly PhotoRef[]>;
  readonly photosOfLines: Map<number, readonly PhotoRef[]>;
  /** Photos that were taken back, by line and hash; put there once more, they stand again. */
  readonly photosGone: Set<string>;
  /** When the notice of a late finding was sent, by the finding; the first one counts. */
  readonly notices: Map<string, Instant>;
  /** Late findings that were withdrawn, by line and type: entered anew, the same is as late as it was. */
  readonly lateWithdrawn: Map<string, Pick<Finding, "seenAt" | "seenBy" | "enteredAt" | "late">>;
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

function addPhoto<Key>(photos: Map<Key, readonly PhotoRef[]>, key: Key, photo: PhotoRef): void {
  photos.set(key, [...(photos.get(key) ?? []), photo]);
}

export const photoKey = (position: number, sha256: string): string => `${position}/${sha256}`;

/** What was seen after the return does not become a finding of the return by being entered anew. */
function hearFound(words: LastWords, event: Extract<WalkEvent, { type: "found" }>): void {
  const { position, finding } = event;
  for (const { sha256 } of finding.photos) words.photosGone.delete(photoKey(position, sha256));
  const late = finding.late === null ? words.lateWithdrawn.get(`${position}/${finding.type}`) : undefined;
  words.found.set(finding.id, late === undefined ? event : { ...event, finding: { ...finding, ...late } });
}

function hearWithdrew(words: LastWords, { position, finding }: Extract<WalkEvent, { type: "withdrew" }>): void {
  const gone = words.found.get(finding)?.finding;
  if (gone !== undefined && gone.late !== null) {
    const { seenAt, seenBy, enteredAt } = gone;
    const noticeSentAt = words.notices.get(finding) ?? gone.late.noticeSentAt;
    words.lateWithdrawn.set(`${position}/${gone.type}`, { seenAt, seenBy, enteredAt, late: { noticeSentAt } });
  }
  words.found.delete(finding);
  for (const photo of words.photosOfFindings.get(finding) ?? []) addPhoto(words.photosOfLines, position, photo);
  words.photosOfFindings.delete(finding);
  // Its number may be given again.
  words.notices.delete(finding);
}

function hearFoundLate(words: LastWords, { position, group, findings }: Extract<WalkEvent, { type: "foundLate" }>): void {
  const counts = words.counts.get(position);
  if (counts === undefined) return;
  words.counts.set(position, { ...counts, ok: counts.ok - group.count, damaged: counts.damaged + group.count });
  words.groups.set(position, [...(words.groups.get(position) ?? []), group]);
  for (const finding of findings) words.found.set(finding.id, { position, group: group.id, finding, open: [] });
}

/** What is said after the walk is no walking. */
const isAfterWalk = ({ type }: WalkEvent): boolean => type === "settled" || type === "reopened" || type === "noticeSent";

/** What a customer signs is the record as it was read: until the walk is finished, whatever changes it asks for a new word. */
const SIGNED_APART: ReadonlySet<WalkEvent["type"]> = new Set(["acknowledged", "finished", "reopened", "settled", "skipped"]);

function unsign(words: LastWords, { type }: WalkEvent): void {
  const going = words.finishedAt === null && words.amendments.length === 0;
  if (going && words.acknowledged?.acknowledgement.kind === "signed" && !SIGNED_APART.has(type)) words.acknowledged = null;
}

/** Who answered something has walked, also where it was taken back. */
function noteWalker(words: LastWords, { by, event }: WalkEntry): void {
  if (!isAfterWalk(event)) (words.amendments.at(-1)?.ids ?? words.walkers).add(by);
}

function hear(words: LastWords, { at, by, event }: WalkEntry, out: Units): void {
  unsign(words, event);
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
      hearFound(words, event);
      break;
    case "foundLate":
      hearFoundLate(words, event);
      break;
    case "noticeSent":
      for (const finding of event.findings) words.notices.set(finding, words.notices.get(finding) ?? event.sentAt);
      break;
    case "unphotographed":
      words.photosGone.add(photoKey(event.position, event.photo));
      break;
    case "photographed":
      words.photosGone.delete(photoKey(event.position, event.photo.sha256));
      // One of a finding that was taken back is the line's: a photo is never lost with it, nor found again on another finding.
      if (event.finding === null || !words.found.has(event.finding)) addPhoto(words.photosOfLines, event.position, event.photo);
      else addPhoto(words.photosOfFindings, event.finding, event.photo);
      break;
    case "withdrew":
      hearWithdrew(words, event);
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
    case "undid":
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

export function hearAll(entries: readonly WalkEntry[], out: Units): LastWords {
  const words: LastWords = {
    began: null,
    counts: new Map(),
    tallies: new Map(),
    skipped: new Set(),
    groups: new Map(),
    found: new Map(),
    photosOfFindings: new Map(),
    photosOfLines: new Map(),
    photosGone: new Set(),
    notices: new Map(),
    lateWithdrawn: new Map(),
    notes: new Map(),
    spared: new Map(),
    answered: null,
    acknowledged: null,
    finishedAt: null,
    settled: [],
    amendments: [],
    walkers: new Set(),
  };
  const gone = stepsTakenBack(entries);
  for (const entry of entries) {
    noteWalker(words, entry);
    if (entry.step === undefined || !gone.has(entry.step)) hear(words, entry, out);
  }
  return words;
}
