/** Any line, in any order: one types a number, a range, words of the name or an item's code, and the list narrows meanwhile. */
import { type FoundLines, findLines } from "../../../inspection/find-lines.ts";
import { askLines } from "./ask-lines.ts";
import { clip, type Hint } from "./frame.ts";
import { lineRow } from "./line-row.ts";
import type { Move } from "./move.ts";
import { askOn, type Scene } from "./scene.ts";
import { walkedLines } from "./walk-texts.ts";

/** Rows of the list on a terminal of 24 lines. */
const ROWS = 8;

/** What stands on a row: one line, or all that were found. */
type Choice = number | "together";

function choicesOf({ positions, together }: FoundLines, typed: string): readonly Choice[] {
  if (together) return ["together"];
  const severalMeant = positions.length > 1 && typed.trim() !== "" && !/^\d+$/u.test(typed.trim());
  return severalMeant ? ["together", ...positions] : positions;
}

/** Rows around the chosen one, so that it is always seen. */
const windowFrom = (chosen: number, count: number): number => Math.max(0, Math.min(chosen - Math.floor(ROWS / 2), count - ROWS));

/** The list as one types. What is chosen goes back to the first row when the text changes. */
class Finder {
  readonly #scene: Scene;
  #typed = "";
  #chosen = 0;
  #found: FoundLines;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#found = this.#find("");
  }

  #find(typed: string): FoundLines {
    const { walk } = this.#scene.book;
    return findLines(walk.contract.lines, walkedLines(walk), typed);
  }

  read(typed: string): void {
    if (typed === this.#typed) return;
    this.#typed = typed;
    this.#chosen = 0;
    this.#found = this.#find(typed);
  }

  get choices(): readonly Choice[] {
    return choicesOf(this.#found, this.#typed);
  }

  /** The positions that Enter leads to. */
  get meant(): readonly number[] {
    const choice = this.choices[this.#chosen];
    return choice === undefined ? [] : choice === "together" ? this.#found.positions : [choice];
  }

  move(arrow: "up" | "down"): void {
    const count = Math.max(1, this.choices.length);
    this.#chosen = (this.#chosen + (arrow === "down" ? 1 : count - 1)) % count;
  }

  rows(width: number): string[] {
    const { t, paint } = this.#scene;
    const { choices } = this;
    if (choices.length === 0) return [t("inspect.find.nothing")];
    const from = windowFrom(this.#chosen, choices.length);
    const rows = choices.slice(from, from + ROWS).map((choice, index) => {
      const text =
        choice === "together"
          ? `     ${t("inspect.find.together", { count: this.#found.positions.length })}`
          : lineRow(this.#scene, choice, width - 2);
      return from + index === this.#chosen ? paint.bold(`› ${text}`) : `  ${text}`;
    });
    const more = choices.length - from - rows.length;
    return more > 0 ? [...rows, paint.dim(`       ${t("inspect.answer.more", { count: more })}`)] : rows;
  }
}

function hints({ t }: Scene): Hint[] {
  return [
    ["Enter", t("inspect.find.go")],
    ["↑ ↓", t("inspect.key.choose")],
    ["Esc", t("inspect.key.back")],
  ];
}

/**
 * Asks for a line or several.
 * @param typed what stands there to begin with.
 * @returns null when the clerk goes back, or did with several lines what was to be done.
 */
export async function askFind(scene: Scene, typed = ""): Promise<Move | null> {
  const finder = new Finder(scene);
  let standing = typed;
  for (;;) {
    const heard = await askOn(scene, {
      aside: scene.t("inspect.find.aside"),
      body: (width, text) => {
        finder.read(text);
        return [scene.t("inspect.find.ask"), scene.paint.dim(clip(scene.t("inspect.find.how"), width)), "", ...finder.rows(width)];
      },
      commands: "",
      begins: /\S/u,
      hints: hints(scene),
      onArrow: (arrow) => finder.move(arrow),
      ...(standing === "" ? {} : { typed: standing }),
    });
    if (heard.kind === "key" && heard.key === "escape") return null;
    const { meant } = finder;
    const [only, ...others] = meant;
    standing = heard.kind === "line" ? heard.text : "";
    if (only === undefined) continue;
    if (others.length === 0) return { kind: "goTo", position: only };
    return askLines(scene, meant);
  }
}
