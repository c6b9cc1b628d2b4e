/** What is wrong with damaged units whose kind nobody told yet. */
import { FINDING_TYPES, type FindingType } from "../../../contract/terms.ts";
import type { WalkEvent } from "../../../inspection/entries.ts";
import { detailsToAsk } from "../../../inspection/finding-details.ts";
import { findingNumbers } from "../../../inspection/finding-numbers.ts";
import type { Group } from "../../../inspection/inspection.ts";
import { likelyType } from "../../../inspection/likely-answers.ts";
import { aidHints, askKey } from "./aids.ts";
import { newFinding } from "./entry-events.ts";
import { contractLine, factsOf, lineAside, lineHead } from "./line-head.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";
import { groupText } from "./walk-texts.ts";

const DIGITS = FINDING_TYPES.map((_, index) => String(index + 1));

/** One digit a type; null when the clerk goes back. */
export async function askType(scene: Scene, position: number, asked: string): Promise<FindingType | null> {
  const { t, paint, book } = scene;
  const likely = likelyType(await book.pastFindings(), contractLine(book.walk, position));
  const key = await askKey(
    scene,
    "finding",
    {
      aside: lineAside(scene, position),
      body: (width) => [
        ...lineHead(scene, position, width),
        "",
        paint.bold(asked),
        // What was most often so comes first and on a key of its own: the digits that fingers have learnt stay where they are.
        ...(likely === null ? [] : [`  ${paint.bold("Enter")}  ${t("inspect.likely.type", { type: t(`inspect.type.${likely}`) })}`]),
        ...FINDING_TYPES.map((type, index) => `  ${paint.bold(String(index + 1))}  ${t(`inspect.type.${type}`)}`),
      ],
      commands: "",
      hints: [["1–7", t("inspect.key.choose")], ["b", t("inspect.key.back")], ...aidHints(scene)],
    },
    [...DIGITS, "b", ...(likely === null ? [] : ["enter"])],
  );
  if (key === "enter") return likely;
  return key === "b" ? null : (FINDING_TYPES[Number(key) - 1] as FindingType);
}

const draftOf = (type: FindingType) => ({ type, severity: null, marks: null, sizeMm: null, part: null });

/** A finding of a type in a group, its details still open. */
export function findingEvent({ book }: Scene, position: number, group: string, type: FindingType): WalkEvent {
  const { walk } = book;
  return {
    type: "found",
    position,
    group,
    finding: newFinding(book, findingNumbers(walk)(), draftOf(type)),
    open: detailsToAsk(type, contractLine(walk, position), walk.terms),
  };
}

/** A group without a finding. */
export async function askFinding(scene: Scene, position: number, group: Group): Promise<Move> {
  const type = await askType(scene, position, scene.t("inspect.group.ask", { count: group.count }));
  if (type === null) return BACK;
  await scene.book.record(findingEvent(scene, position, group.id, type));
  return NEXT;
}

/** Damaged units that belong to no group yet become one. */
export async function askGroups(scene: Scene, position: number, damaged: number, grouped: number): Promise<Move> {
  const { groups } = factsOf(scene.book.walk, position);
  const kept = grouped < damaged ? groups : [];
  const rest = damaged - kept.reduce((sum, group) => sum + group.count, 0);
  const told = kept.map((group) => groupText(scene.t, group)).join(" · ");
  const asked = scene.t("inspect.group.ask", { count: rest }) + (told === "" ? "" : ` (${told})`);
  const type = await askType(scene, position, asked);
  if (type === null) return BACK;
  const id = `G${Math.max(0, ...kept.map((group) => Number(group.id.slice(1)))) + 1}`;
  const grouping = [...kept.map(({ id: keptId, count }) => ({ id: keptId, count })), { id, count: rest }];
  await scene.book.record({ type: "grouped", position, groups: grouping }, findingEvent(scene, position, id, type));
  return NEXT;
}
