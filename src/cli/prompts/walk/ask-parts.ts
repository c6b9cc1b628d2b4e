/** The parts of a line's units, ticked one after the other: how many of each are there. What is short is a missing part. */
import { allInOrder } from "../../../inspection/last-words.ts";
import { plain } from "../../../kernel/text.ts";
import { aidHints, askAided } from "./aids.ts";
import { countEvents } from "./entry-events.ts";
import { clip, edges, type Hint } from "./frame.ts";
import { contractLine, countsOf, lineAside } from "./line-head.ts";
import { type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";

/** Rows of parts that a terminal of 24 rows has room for. */
const PAGE = 10;

interface Checklist {
  readonly position: number;
  readonly parts: readonly string[];
  /** Units that are here, with a part of each kind. */
  readonly units: number;
  /** How many of each part are there, as far as it was said; null: not said yet. */
  readonly there: (number | null)[];
}

const isCounted = ({ book }: Scene, position: number): boolean => book.walk.progress.get(position)?.counted === true;

/** A line not counted yet is taken to be here in full; the checklist answers it. */
function checklistOf(scene: Scene, position: number): Checklist {
  const { walk } = scene.book;
  const parts = contractLine(walk, position).parts.map((part) => part.name);
  const counts = isCounted(scene, position) ? countsOf(scene, position) : null;
  const units = counts === null ? (walk.out.get(position) ?? 0) : counts.ok + counts.damaged;
  const there = parts.map((part) => (counts?.missingParts[part] === undefined ? null : units - counts.missingParts[part]));
  return { position, parts, units, there };
}

function partRow({ t, paint }: Scene, { parts, there, units }: Checklist, index: number, at: number, width: number): string {
  const count = there[index];
  const said =
    count === null || count === undefined ? "" : t(count === units ? "inspect.parts.all" : "inspect.parts.some", { count, units });
  const [left, gap, right] = edges(`${index === at ? "›" : " "} ${plain(parts[index] ?? "")}`, said, Math.min(width, 60));
  const row = `  ${left}${gap}${right}`;
  return index === at ? paint.bold(row) : row;
}

function bodyOf(scene: Scene, list: Checklist, at: number, width: number): string[] {
  const { t, paint, book } = scene;
  const { parts, units, position } = list;
  const from = Math.floor(at / PAGE) * PAGE;
  const page = parts.slice(from, from + PAGE).map((_, index) => partRow(scene, list, from + index, at, width));
  const more = parts.length > PAGE ? [paint.dim(t("inspect.parts.of", { number: at + 1, of: parts.length }))] : [];
  const ask = t(`inspect.parts.${book.walk.header.kind}`, { part: plain(parts[at] ?? ""), units });
  return [paint.bold(clip(plain(contractLine(book.walk, position).name), width)), "", ...page, ...more, "", clip(ask, width)];
}

async function store(scene: Scene, { position, parts, units, there }: Checklist): Promise<void> {
  const { book } = scene;
  const short = parts.map((part, index) => [part, units - (there[index] ?? units)] as const).filter(([, count]) => count > 0);
  const missingParts = Object.fromEntries(short);
  if (isCounted(scene, position)) await book.record({ type: "counted", position, counts: { ...countsOf(scene, position), missingParts } });
  else await book.record(...countEvents(book.walk, position, { ...allInOrder(book.walk.out.get(position) ?? 0), missingParts }));
}

function hintsFor(scene: Scene): Hint[] {
  const { t } = scene;
  return [
    ["Enter", t("inspect.parts.key.all")],
    ["0–9", t("inspect.parts.key.count")],
    ["a", t("inspect.parts.key.rest")],
    ["↑ ↓", t("inspect.parts.key.move")],
    ["b", t("inspect.key.back")],
    ...aidHints(scene),
  ];
}

/** The number typed; null where it cannot be. */
const readCount = (typed: string, units: number): number | null =>
  /^\d{1,7}$/u.test(typed) && Number(typed) <= units ? Number(typed) : null;

/** @returns null where nothing was stored, or where the line was counted before and stays on the screen. */
export async function askParts(scene: Scene, position: number): Promise<Move | null> {
  const { t } = scene;
  const list = checklistOf(scene, position);
  const { parts, units, there } = list;
  if (parts.length === 0 || units === 0) {
    scene.news = t("inspect.parts.none");
    return null;
  }
  let at = 0;
  let message = "";
  while (at < parts.length) {
    const heard = await askAided(scene, "parts", {
      aside: lineAside(scene, position),
      body: (width) => bodyOf(scene, list, at, width),
      commands: "ab",
      begins: /\d/u,
      hints: hintsFor(scene),
      ...(message === "" ? {} : { message }),
    });
    message = "";
    if (heard.kind === "line") {
      const count = readCount(heard.text, units);
      if (count === null) message = t("inspect.parts.wrong", { units });
      else there[at++] = count;
    } else if (heard.key === "b") return null;
    else if (heard.key === "a") break;
    else if (heard.key === "enter") there[at] = there[at++] ?? units;
    else if (heard.key === "down") at = Math.min(parts.length - 1, at + 1);
    else if (heard.key === "up") at = Math.max(0, at - 1);
  }
  const counted = isCounted(scene, position);
  await store(scene, list);
  scene.news = t("inspect.parts.stored");
  return counted ? null : NEXT;
}
