/** Two clerks at one contract: which lines are somebody else's, and the wait for the last of them. */

import type { Walker } from "../../../app/walk-seats.ts";
import { openLines } from "../../../inspection/open-questions.ts";
import { plain } from "../../../kernel/text.ts";
import { drawing } from "./frame.ts";
import type { Scene } from "./scene.ts";
import { summaryText } from "./walk-texts.ts";

/** `Olli Kangas: line 3 (Coffee cup)`, each on a line of its own. */
export function onLine({ t, book }: Scene, { name, position }: Walker): string {
  const line = book.walk.contract.lines.find((one) => one.position === position);
  const values = { name: plain(name), position: position ?? 0, line: plain(line?.name ?? "") };
  return t(position === null ? "inspect.beside.here" : position === 0 ? "inspect.beside.atEnd" : "inspect.beside.onLine", values);
}

/** Open lines that nobody else is on, in their order; null: somebody is on each that is left, or at the end. */
export function freeLines({ book, seat }: Scene): readonly number[] | null {
  const taken = new Set(seat.others.map(({ position }) => position));
  const open = openLines(book.walk);
  const free = open.filter((position) => !taken.has(position));
  if (free.length > 0) return free;
  return open.length > 0 || taken.has(0) ? null : [];
}

/** Until somebody goes on or a key is pressed. */
export async function waitBeside(scene: Scene): Promise<void> {
  const { stage, paint, t, book, seat } = scene;
  const { contract } = book.walk;
  stage.show(
    drawing(paint, () => ({
      title: `${plain(contract.number)} · ${plain(contract.customer.name)}`,
      aside: t("inspect.beside.aside"),
      summary: summaryText(t, book.walk),
      body: [t("inspect.beside.last"), "", ...seat.others.map((other) => onLine(scene, other))],
      typed: "",
      message: "",
      wrong: false,
      hints: [["Ctrl-C", t("inspect.beside.stop")]],
    })),
  );
  await stage.key();
}
