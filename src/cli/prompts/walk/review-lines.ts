/** An amendment's first and last screen: every line as it stands, the way to any of them, and to the customer's answer. */
import { aidHints, askAided } from "./aids.ts";
import { askAcknowledgement } from "./ask-acknowledgement.ts";
import { askAnswer } from "./ask-answer.ts";
import { askFind } from "./ask-find.ts";
import type { Hint } from "./frame.ts";
import { lineRow } from "./line-row.ts";
import { BACK, DONE, type Move, NEXT } from "./move.ts";
import { readBack } from "./read-back.ts";
import type { Scene } from "./scene.ts";
import { walkedLines } from "./walk-texts.ts";

const PAGE = 10;

function hints(scene: Scene, lines: number, pages: number): Hint[] {
  const { t } = scene;
  const isReturn = scene.book.walk.header.kind === "return";
  return [
    ["Enter", t("inspect.amend.finish")],
    [`1–${lines}`, t("inspect.amend.toLine")],
    ["g", t("inspect.key.find")],
    ...(pages > 1 ? ([["↓", t("inspect.key.nextPage")]] as const) : []),
    ...(isReturn ? ([["a", t("inspect.answer.aside")] as const, ["k", t("inspect.closing.aside")] as const] as const) : []),
    ...aidHints(scene),
  ];
}

/** What a command key does; null when the screen stands as it was. */
async function command(scene: Scene, key: string): Promise<Move | null> {
  const isReturn = scene.book.walk.header.kind === "return";
  if (key === "enter") return (await readBack(scene)) ? DONE : null;
  if (key === "b") return BACK;
  if (key === "g") return askFind(scene);
  if (key === "a" && isReturn) return askAnswer(scene, false).then(() => NEXT);
  if (key === "k" && isReturn) return askAcknowledgement(scene).then(() => NEXT);
  return null;
}

/** @returns `done` once the clerk has read the corrected record and lets it stand. */
export async function reviewLines(scene: Scene): Promise<Move> {
  const { t, paint } = scene;
  const lines = walkedLines(scene.book.walk);
  const pages = Math.ceil(lines.length / PAGE);
  let page = 0;
  let message = "";
  for (;;) {
    const from = page * PAGE;
    const heard = await askAided(scene, "line", {
      aside: t("inspect.amend.aside"),
      body: (width) => [
        paint.bold(t("inspect.amend.ask")),
        "",
        ...lines.slice(from, from + PAGE).map((position) => lineRow(scene, position, width)),
        ...(pages > 1 ? [paint.dim(t("inspect.answer.page", { number: page + 1, of: pages }))] : []),
      ],
      commands: "abgk",
      begins: /\d/u,
      hints: hints(scene, lines.length, pages),
      ...(message === "" ? {} : { message }),
    });
    message = "";
    if (heard.kind === "line") {
      const position = /^\d{1,6}$/u.test(heard.text) ? lines[Number(heard.text) - 1] : undefined;
      if (position !== undefined) return { kind: "goTo", position };
      message = t("inspect.goTo.wrong", { of: lines.length });
    } else if (heard.key === "down") page = (page + 1) % pages;
    else if (heard.key === "up") page = (page + pages - 1) % pages;
    else {
      const move = await command(scene, heard.key);
      if (move !== null) return move;
    }
  }
}
