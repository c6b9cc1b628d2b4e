/** The contract that is walked, and how far its walk has come. */
import type { WalkEvent } from "../../../src/inspection/entries.ts";
import type { Finding, LineCounts } from "../../../src/inspection/inspection.ts";
import { allInOrder } from "../../../src/inspection/last-words.ts";
import { buildLine } from "../build-contract.ts";
import { buildFinding } from "../build-inspection.ts";
import { buildDamaged, buildDirty, buildMatch, buildTerms, buildWaiver } from "../build-terms.ts";

export const QUESTION_LINES = [
  buildLine({
    product: "coffee-machine",
    name: "Coffee machine",
    quantity: 4,
    parts: [
      { name: "lid", price: null },
      { name: "screws", price: null },
    ],
  }),
  buildLine({ product: "cup", name: "Coffee cup", quantity: 60, countLimit: 50 }),
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
];

/** Severities of cracks, repairs of dents, hours of cleaning and single events decide money. */
export const QUESTION_TERMS = buildTerms({
  damaged: [
    buildDamaged({ match: buildMatch({ types: ["cracked"], severities: ["moderate", "severe"] }) }),
    buildDamaged({ id: "damaged.2", match: buildMatch({ types: ["dented"] }), price: { kind: "repairOrValue" } }),
  ],
  dirty: [buildDirty({ fee: { per: "hour", amount: buildDirty().minimum } })],
  waivers: [buildWaiver({ id: "events", per: "incident" })],
});

export const [MACHINES, CUPS, CHAIRS] = [1, 2, 3] as const;
export const OUT = { [MACHINES]: 4, [CUPS]: 60, [CHAIRS]: 10 };

export const counted = (position: keyof typeof OUT, over: Partial<LineCounts> = {}): WalkEvent => {
  const short = (over.damaged ?? 0) + (over.missing ?? 0);
  return { type: "counted", position, counts: { ...allInOrder(OUT[position] - short), ...over } };
};
export const grouped = (position: number, count: number): WalkEvent => ({ type: "grouped", position, groups: [{ id: "G1", count }] });
export const found = (position: number, over: Partial<Finding> = {}): WalkEvent => {
  const open = ["severity", "cause", "note", "photos", "another"] as const;
  return { type: "found", position, group: "G1", finding: buildFinding(over), open };
};
export const closed = (position: number): WalkEvent => ({
  type: "found",
  position,
  group: "G1",
  finding: buildFinding({ severity: "moderate" }),
  open: [],
});
export const answered = (open: boolean): WalkEvent => ({ type: "answered", answer: { all: "agrees", words: null, exceptions: [] }, open });

export const inOrder = (...positions: readonly number[]): readonly WalkEvent[] => [
  { type: "restInOrder", positions },
  ...(positions.includes(CUPS) ? [{ type: "tallied", position: CUPS, counted: 60 } as const] : []),
];
/** Only the chairs are left. */
export const AT_CHAIRS = (): readonly WalkEvent[] => inOrder(MACHINES, CUPS);
/** On the card of two cracked chairs. */
export const ON_CARD = (): readonly WalkEvent[] => [...AT_CHAIRS(), counted(CHAIRS, { damaged: 2 }), grouped(CHAIRS, 2), found(CHAIRS)];
export const CARD_OF =
  (over: Partial<Finding>): (() => readonly WalkEvent[]) =>
  () => [...AT_CHAIRS(), counted(CHAIRS, { damaged: 2 }), grouped(CHAIRS, 2), found(CHAIRS, over)];
/** Two cracked chairs, and every line answered. */
export const AT_ANSWER = (): readonly WalkEvent[] => [...AT_CHAIRS(), counted(CHAIRS, { damaged: 2 }), grouped(CHAIRS, 2), closed(CHAIRS)];
export const AT_EXCEPTIONS = (): readonly WalkEvent[] => [...AT_ANSWER(), answered(true)];
export const AT_CLOSING = (): readonly WalkEvent[] => [...AT_ANSWER(), answered(false)];
export const ALL_CLOSED = (): readonly WalkEvent[] => [
  ...AT_CLOSING(),
  { type: "acknowledged", acknowledgement: { kind: "declined", at: buildFinding().seenAt } },
];
export const NOTHING = (): readonly WalkEvent[] => [];
