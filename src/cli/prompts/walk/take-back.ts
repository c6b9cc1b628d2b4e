/** One key takes back the last answer, on any screen of the walk, and says what it was. */
import type { WalkEvent } from "../../../inspection/entries.ts";
import type { Walk } from "../../../inspection/fold.ts";
import { plain } from "../../../kernel/text.ts";
import { contractLine } from "./line-head.ts";
import type { Move } from "./move.ts";
import type { Scene } from "./scene.ts";
import { lineStateText } from "./walk-texts.ts";

/** Thrown by any screen to leave whatever it was asking: the walk itself takes back, and goes on from there. */
export class TakesBack extends Error {}

const positionOf = (events: readonly WalkEvent[]): number | null => {
  const positions = new Set(events.flatMap((event) => ("position" in event ? [event.position] : [])));
  const [only, ...others] = positions;
  return others.length === 0 ? (only ?? null) : null;
};

/** The event that says best what an answer was: the counts, else the last one. */
const leading = (events: readonly WalkEvent[]): WalkEvent =>
  events.find(({ type }) => type === "counted") ?? events.find(({ type }) => type === "grouped") ?? (events.at(-1) as WalkEvent);

/** @param before the walk as it stood with the answer. */
function takenBackText({ t }: Scene, before: Walk, events: readonly WalkEvent[]): string {
  const event = leading(events);
  const key = `inspect.undo.${event.type}`;
  if (event.type === "restInOrder" || event.type === "restStillOut") return t(key, { count: event.positions.length });
  if (!("position" in event)) return t(key);
  const name = plain(contractLine(before, event.position).name);
  switch (event.type) {
    case "counted":
      return t(key, { name, counts: lineStateText(t, before, event.position) });
    case "found":
      return t(key, { name, type: t(`inspect.type.${event.finding.type}`) });
    case "noted":
      return t(key, { name, count: events.length });
    default:
      return t(key, { name });
  }
}

/** Takes back, tells it on the next screen, and leads to where the answer was given. */
export async function takeBack(scene: Scene): Promise<Move> {
  const { t, book } = scene;
  const before = book.walk;
  const events = await book.takeBack();
  if (events === null) {
    scene.news = t("inspect.undo.nothing");
    return { kind: "again", position: scene.phone.at?.position ?? null };
  }
  scene.news = t("inspect.undo.done", { what: takenBackText(scene, before, events) });
  return { kind: "again", position: positionOf(events) };
}
