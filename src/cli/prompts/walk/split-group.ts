/** Units of a group that differ after all: some of them become a group of their own, with the same findings to begin with. */
import type { WalkEvent } from "../../../inspection/entries.ts";
import { findingNumbers } from "../../../inspection/finding-numbers.ts";
import type { Card } from "./card-body.ts";
import { factsOf, lineAside, lineHead } from "./line-head.ts";
import { askText, type Scene } from "./scene.ts";

function splitEvents(scene: Scene, card: Card, count: number): WalkEvent[] {
  const { walk } = scene.book;
  const { position, group } = card;
  const { groups } = factsOf(walk, position);
  const id = `G${Math.max(...groups.map((one) => Number(one.id.slice(1)))) + 1}`;
  const nextId = findingNumbers(walk);
  return [
    {
      type: "grouped",
      position,
      groups: [...groups.map((one) => ({ id: one.id, count: one.id === group.id ? one.count - count : one.count })), { id, count }],
    },
    ...group.findings.map(
      (finding): WalkEvent => ({
        type: "found",
        position,
        group: id,
        finding: { ...finding, id: nextId() },
        open: ["cause", "note", "photos", "another"],
      }),
    ),
  ];
}

export async function askSplit(scene: Scene, card: Card): Promise<void> {
  const { t } = scene;
  const most = card.group.count - 1;
  if (most < 1) {
    scene.news = t("inspect.split.one");
    return;
  }
  const text = await askText(scene, {
    aside: lineAside(scene, card.position),
    body: (width) => [...lineHead(scene, card.position, width), "", t("inspect.split.ask", { count: card.group.count })],
    hint: t("inspect.key.store"),
    check: (typed) => (/^[1-9]\d{0,6}$/u.test(typed) && Number(typed) <= most ? null : t("inspect.split.wrong", { most })),
  });
  if (text !== null && text !== "back") await scene.book.record(...splitEvents(scene, card, Number(text)));
}
