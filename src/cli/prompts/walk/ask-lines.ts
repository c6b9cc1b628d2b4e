/** Several lines at once: all in order, all still out, one note for all, or one after the other. What is answered already is left as it is. */
import type { WalkEvent } from "../../../inspection/entries.ts";
import { LONGEST_TEXT } from "../../../kernel/text.ts";
import { aidHints, askKey } from "./aids.ts";
import type { Hint } from "./frame.ts";
import { lineRow } from "./line-row.ts";
import { type Move, NEXT } from "./move.ts";
import { askText, type Scene } from "./scene.ts";

/** Rows of the list on a terminal of 24 lines. */
const ROWS = 8;

const answeredOf = ({ book }: Scene, positions: readonly number[]): readonly number[] =>
  positions.filter((position) => book.walk.progress.get(position)?.counted === true);

function bodyOf(scene: Scene, positions: readonly number[], width: number): string[] {
  const { t, paint } = scene;
  const answered = answeredOf(scene, positions);
  // Those that will stay as they are come first: they are the ones to look at.
  const sorted = [...answered, ...positions.filter((position) => !answered.includes(position))];
  const rows = sorted.slice(0, ROWS).map((position) => lineRow(scene, position, width));
  return [
    paint.bold(t("inspect.lines.ask", { count: positions.length })),
    ...(answered.length > 0 ? [t("inspect.lines.kept", { count: answered.length })] : []),
    "",
    ...rows,
    ...(sorted.length > ROWS ? [paint.dim(`     ${t("inspect.answer.more", { count: sorted.length - ROWS })}`)] : []),
  ];
}

function hintsOf(scene: Scene, open: number): Hint[] {
  const { t, book } = scene;
  const isReturn = book.walk.header.kind === "return";
  return [
    ...(open > 0 ? ([["o", t("inspect.lines.inOrder", { count: open })]] as const) : []),
    ...(open > 0 && isReturn ? ([["v", t("inspect.lines.stillOut", { count: open })]] as const) : []),
    ["Enter", t("inspect.lines.walk")],
    ["n", t("inspect.lines.note")],
    ["b", t("inspect.key.back")],
    ...aidHints(scene),
  ];
}

/** A note that a line has already stays, before the new one. */
async function noteAll(scene: Scene, positions: readonly number[]): Promise<void> {
  const { t, book } = scene;
  const standing = new Map(book.walk.inspection.lines.map((line) => [line.position, line.note]));
  const joined = (position: number, text: string): string => [standing.get(position) ?? "", text].filter((one) => one !== "").join("; ");
  const text = await askText(scene, {
    aside: t("inspect.find.aside"),
    body: (width) => [...bodyOf(scene, positions, width), "", t("inspect.lines.askNote")],
    hint: t("inspect.key.store"),
    check: (typed) => (positions.some((position) => joined(position, typed).length > LONGEST_TEXT) ? t("inspect.lines.noteTooLong") : null),
  });
  if (text === null || text === "back") return;
  await book.record(...positions.map((position): WalkEvent => ({ type: "noted", position, note: joined(position, text) })));
  scene.news = t("inspect.lines.noted", { count: positions.length });
}

/** @returns null when the clerk goes back to the line before. */
export async function askLines(scene: Scene, positions: readonly number[]): Promise<Move | null> {
  const { t, book } = scene;
  for (;;) {
    const answered = answeredOf(scene, positions);
    const open = positions.filter((position) => !answered.includes(position));
    const isReturn = book.walk.header.kind === "return";
    const keys = [...(open.length > 0 ? (["o", "k"] as const) : []), ...(open.length > 0 && isReturn ? (["v"] as const) : [])] as const;
    const key = await askKey(
      scene,
      "lines",
      {
        aside: t("inspect.find.aside"),
        body: (width) => bodyOf(scene, positions, width),
        commands: "",
        hints: hintsOf(scene, open.length),
      },
      [...keys, "enter", "n", "b"] as const,
    );
    if (key === "b") return null;
    if (key === "enter") return { kind: "walk", positions };
    if (key === "n") {
      await noteAll(scene, positions);
      continue;
    }
    await book.record({ type: key === "v" ? "restStillOut" : "restInOrder", positions: open });
    scene.news = t(key === "v" ? "inspect.lines.areStillOut" : "inspect.lines.areInOrder", { count: open.length, kept: answered.length });
    return NEXT;
  }
}
