/** The question of a line: all in order on one key, a quick entry otherwise; what was understood is shown before it is stored. */

import { allInOrder, allStillOut } from "../../../inspection/last-words.ts";
import { isBeingAmended, uncountedLines } from "../../../inspection/open-questions.ts";
import { parseQuickEntry, type QuickEntry } from "../../../inspection/quick-entry.ts";
import { problemText } from "../../output/tell.ts";
import { aidHints, askAided, askKey } from "./aids.ts";
import { askFind } from "./ask-find.ts";
import { askParts } from "./ask-parts.ts";
import { countEvents, entryEvents } from "./entry-events.ts";
import { clip, type Hint, wrap } from "./frame.ts";
import { askCleaningHours, reviewFindings, takeCameBack, takeNote, takeWithoutCharge } from "./line-asides.ts";
import { contractLine, factsOf, lineAside, lineHead } from "./line-head.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";
import { codesOf, takeCode } from "./take-code.ts";
import { photosOn, takePhotoBack } from "./take-photo-back.ts";
import { entryText, lineText } from "./walk-texts.ts";

/** Digits begin an entry; a space begins one that starts with a word. */
const ENTRY = /[\d ]/u;

/** The counts that an entry means, or what is wrong with it. */
function understand(scene: Scene, position: number, text: string): { readonly entry: QuickEntry } | { readonly wrong: string } {
  const { walk } = scene.book;
  const parsed = parseQuickEntry(text, {
    kind: walk.header.kind,
    out: walk.out.get(position) ?? 0,
    missingBefore: walk.missingBefore.get(position) ?? 0,
    parts: contractLine(walk, position).parts.map((part) => part.name),
    name: contractLine(walk, position).name,
    language: scene.language,
  });
  return parsed.ok ? { entry: parsed.value } : { wrong: parsed.problems.map((problem) => problemText(scene.t, problem)).join(" ") };
}

/** Shows what was understood; false when the clerk wants to change it. */
async function confirmed(scene: Scene, position: number, typed: string, entry: QuickEntry): Promise<boolean> {
  const { t, paint } = scene;
  const body = (width: number): string[] => [
    ...lineHead(scene, position, width),
    "",
    paint.dim(clip(t("inspect.entry.typed", { typed }), width)),
    ...wrap(t("inspect.entry.understood", { counts: entryText(t, entry) }), width).map((line) => paint.bold(line)),
  ];
  const hints: Hint[] = [
    ["Enter", t("inspect.key.right")],
    ["b", t("inspect.key.change")],
  ];
  const key = await askKey(scene, "line", { aside: lineAside(scene, position), body, commands: "", hints }, ["enter", "b", "u"]);
  return key === "enter";
}

/** Reads a typed entry until it stands or is taken back; then the text to go on typing from. */
async function takeEntry(
  scene: Scene,
  position: number,
  typed: string,
): Promise<{ readonly typed: string; readonly wrong: string } | null> {
  const understood = understand(scene, position, typed);
  if ("wrong" in understood) return { typed, wrong: understood.wrong };
  if (!(await confirmed(scene, position, typed, understood.entry))) return { typed, wrong: "" };
  await scene.book.record(...entryEvents(scene.book, position, understood.entry));
  await askCleaningHours(scene, position);
  return null;
}

/** What was declared missing may turn up; nothing else of the line can come back. */
const nothingOut = (scene: Scene, position: number): boolean => scene.book.walk.out.get(position) === 0;

const isCounted = (scene: Scene, position: number): boolean => scene.book.walk.progress.get(position)?.counted === true;

const hasFindings = (scene: Scene, position: number): boolean =>
  scene.book.walk.inspection.lines.some((line) => line.position === position && line.groups.length > 0);

function hintsFor(scene: Scene, position: number): Hint[] {
  const { t } = scene;
  const handover = scene.book.walk.header.kind === "handover";
  const counted = isCounted(scene, position);
  const left = uncountedLines(scene.book.walk).length;
  return [
    ...(counted
      ? ([
          ["Enter", t("inspect.key.keep")],
          ["o", t("inspect.key.allInOrder")],
        ] as const)
      : ([["Enter", t(nothingOut(scene, position) ? "inspect.key.noneFound" : "inspect.key.allInOrder")]] as const)),
    ["3 …", t("inspect.key.entry")],
    ["b", t("inspect.key.back")],
    ...(counted ? [] : ([["s", t("inspect.key.skip")]] as const)),
    ...(left > 0 ? ([["e", t("inspect.key.restInOrder", { count: left })]] as const) : []),
    ...(left > 0 && !handover ? ([["r", t("inspect.key.restStillOut")]] as const) : []),
    ...(counted && hasFindings(scene, position) ? ([["f", t("inspect.key.findings")]] as const) : []),
    ...(isBeingAmended(scene.book.walk) && !handover ? ([["w", t("inspect.key.withoutCharge")]] as const) : []),
    ...(contractLine(scene.book.walk, position).parts.length > 0 ? ([["c", t("inspect.key.parts")]] as const) : []),
    ...(photosOn(scene, position, null).length > 0 ? ([["-", t("inspect.key.photoBack")]] as const) : []),
    ["g", t("inspect.key.find")],
    ["n", t("inspect.key.note")],
    ...aidHints(scene),
  ];
}

function bodyFor(scene: Scene, position: number, width: number): string[] {
  const { t, paint } = scene;
  const recorded = (): string[] => {
    const facts = factsOf(scene.book.walk, position);
    return [
      "",
      ...wrap(t("inspect.line.recorded", { counts: lineText(t, facts) }), width).map((line) => paint.bold(line)),
      ...(facts.withoutCharge ? wrap(t("inspect.show.withoutCharge"), width) : []),
    ];
  };
  return [
    ...lineHead(scene, position, width),
    ...(isCounted(scene, position) ? recorded() : []),
    "",
    paint.dim(clip(t(nothingOut(scene, position) ? "inspect.line.askFound" : "inspect.line.ask"), width)),
  ];
}

/** Keys that lead away from the question for a while. */
const ASIDE: Readonly<Record<string, (scene: Scene, position: number) => Promise<Move | null>>> = {
  g: (scene) => askFind(scene),
  n: takeNote,
  t: takeCameBack,
  f: reviewFindings,
  c: askParts,
  w: takeWithoutCharge,
  "-": (scene, position) => takePhotoBack(scene, position, null),
};

/** What a command key does; null when the question stands as it was. */
async function command(scene: Scene, position: number, key: string): Promise<Move | null> {
  const { book } = scene;
  const { walk } = book;
  const aside = ASIDE[key];
  if (aside) return aside(scene, position);
  const allHere = (): Promise<void> => book.record(...countEvents(walk, position, allInOrder(walk.out.get(position) ?? 0)));
  if (key === "b") return BACK;
  if (key === "enter" && isCounted(scene, position)) return NEXT;
  if (key === "enter" || key === "o" || key === "k") await allHere();
  else if (key === "s" && !isCounted(scene, position)) await book.record({ type: "skipped", position });
  else if (key === "e") await book.record({ type: "restInOrder", positions: uncountedLines(walk) });
  else if (key === "r" && walk.header.kind === "return") await book.record({ type: "restStillOut", positions: uncountedLines(walk) });
  else if (key === "v" && walk.header.kind === "return")
    await book.record(...countEvents(walk, position, allStillOut(walk.out.get(position) ?? 0)));
  else return key === "s" ? NEXT : null;
  return NEXT;
}

/** Asks for a line's counts. A line that was answered before can be kept, or answered anew. */
export async function askCounts(scene: Scene, position: number): Promise<Move> {
  let typed = "";
  let wrong: string | undefined;
  for (;;) {
    const heard = await askAided(scene, "line", {
      aside: lineAside(scene, position),
      body: (width) => bodyFor(scene, position, width),
      commands: "okbserngvtfwc-",
      begins: ENTRY,
      codes: codesOf(scene),
      hints: hintsFor(scene, position),
      typed,
      ...(wrong ? { message: wrong } : {}),
    });
    wrong = undefined;
    typed = "";
    if (heard.kind === "key") {
      const move = await command(scene, position, heard.key);
      if (move !== null) return move;
    } else if (heard.text !== "") {
      const jump = await takeCode(scene, heard.text);
      if (jump?.kind === "goTo") return jump;
      const again = jump ?? (await takeEntry(scene, position, heard.text));
      if (again === null) return NEXT;
      typed = again.typed;
      wrong = again.wrong;
    }
  }
}
