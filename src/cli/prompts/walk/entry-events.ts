/** A quick entry -> what is recorded of it: the counts, the groups, and each finding with what is still to be asked of it. */
import type { WalkEvent } from "../../../inspection/entries.ts";
import { detailsToAsk } from "../../../inspection/finding-details.ts";
import { findingNumbers } from "../../../inspection/finding-numbers.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { Finding, LineCounts } from "../../../inspection/inspection.ts";
import type { FindingDraft, QuickEntry, QuickGroup } from "../../../inspection/quick-entry.ts";
import { contractLine } from "./line-head.ts";
import type { WalkBook } from "./scene.ts";

/** A new finding as far as it is known. */
export function newFinding(book: WalkBook, id: string, draft: FindingDraft): Finding {
  const now = book.now();
  return {
    id,
    type: draft.type,
    severity: draft.severity,
    marks: draft.marks ?? 1,
    sizeMm: draft.sizeMm,
    part: draft.part,
    incident: null,
    cause: "unknown",
    repair: null,
    note: null,
    photos: [],
    seenBy: book.by,
    seenAt: now,
    enteredAt: now,
    late: null,
  };
}

/** New counts of a line: what was found before in its groups is withdrawn, so that it cannot come back with a later group. */
export function countEvents(walk: Walk, position: number, counts: LineCounts): WalkEvent[] {
  const standing = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  return [
    ...standing.flatMap((group) => group.findings.map((finding): WalkEvent => ({ type: "withdrew", position, finding: finding.id }))),
    { type: "counted", position, counts },
  ];
}

function groupEvents(book: WalkBook, position: number, groups: readonly QuickGroup[]): WalkEvent[] {
  const { walk } = book;
  const line = contractLine(walk, position);
  const nextId = findingNumbers(walk);
  const numbered = groups.map((group, index) => ({ ...group, id: `G${index + 1}` }));
  return [
    { type: "grouped", position, groups: numbered.map(({ id, count }) => ({ id, count })) },
    ...numbered.flatMap((group) =>
      group.findings.map(
        (draft): WalkEvent => ({
          type: "found",
          position,
          group: group.id,
          finding: newFinding(book, nextId(), draft),
          open: detailsToAsk(draft.type, line, walk.terms),
        }),
      ),
    ),
  ];
}

export const entryEvents = (book: WalkBook, position: number, entry: QuickEntry): WalkEvent[] => [
  ...countEvents(book.walk, position, entry.counts),
  ...(entry.groups.length > 0 ? groupEvents(book, position, entry.groups) : []),
];
