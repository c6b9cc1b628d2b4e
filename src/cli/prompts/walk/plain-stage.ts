/**
 * The walk for a screen reader: each question is printed once, in reading order, and a line is read. A letter or digit that acts at once
 * on a drawn screen acts on Enter here; nothing that was printed is ever changed.
 */
import { nextLine } from "../plain-lines.ts";
import { wrap } from "./frame.ts";
import type { Key } from "./key.ts";
import type { Draw, Spoken, Stage, StageContext } from "./stage.ts";

const SIZE = { columns: 80, rows: 1_000 };
const ENTER: Key = { name: "enter", text: "" };
/** What is typed for keys that have no letter. */
const NAMED: Readonly<Record<string, Key>> = {
  "": ENTER,
  ">": { name: "down", text: "" },
  "<": { name: "up", text: "" },
  esc: { name: "escape", text: "" },
};
/** Asks for the summary, which no question repeats. */
const SUMMARY = "=";
const SILENT: Spoken = { question: [], summary: [], typed: "" };

/** Long lines break between words; an address stays in one piece. */
const whole = (line: string, width: number): readonly string[] => (line.includes(" ") ? wrap(line, width) : [line]);

class PlainStage implements Stage {
  readonly #context: StageContext;
  #draw: Draw = () => ({ above: [], line: "", below: [] });
  #waiting: Key[] = [];
  /** The line of which the walk may want the end. */
  #given: string | null = null;

  constructor(context: StageContext) {
    this.#context = context;
  }

  show(draw: Draw): void {
    this.#draw = draw;
  }

  async key(): Promise<Key> {
    const key = this.#waiting.shift();
    if (key) return key;
    const { typed } = this.#spoken;
    const ends = this.#given !== null && typed === this.#given;
    this.#given = null;
    if (ends) return ENTER;
    await this.#ask();
    return this.key();
  }

  /** No scanner is told from fingers here: every line ends with Enter. */
  async burst(): Promise<readonly Key[]> {
    return [];
  }

  unread(keys: readonly Key[]): void {
    this.#waiting.unshift(...keys);
  }

  /** What came in meanwhile is told with the next question: nothing speaks while somebody types. */
  wake(): void {}

  get #spoken(): Spoken {
    return this.#draw(SIZE).spoken ?? SILENT;
  }

  #tell(lines: readonly string[]): void {
    const width = this.#context.output.columns ?? SIZE.columns;
    const said = lines.map((line) => line.trim()).filter((line) => line !== "");
    this.#context.output.write(`\n${said.flatMap((line) => whole(line, width)).join("\n")}\n`);
  }

  async #ask(): Promise<void> {
    const { question, summary, typed } = this.#spoken;
    this.#tell(typed === "" ? question : [...question, typed]);
    const line = (await nextLine(this.#context.input)).trim();
    if (line === SUMMARY) {
      this.#tell(summary);
      return this.#ask();
    }
    const named = NAMED[line.toLowerCase()];
    // What stands in a field already gives way to what is typed.
    const before: Key[] = typed !== "" && !named ? [{ name: "clear", text: "" }] : [];
    this.#given = named ? null : line;
    this.#waiting = [...before, named ?? { name: [...line].length === 1 ? "text" : "paste", text: line }];
  }
}

export const onPlainStage = <T>(context: StageContext, script: (stage: Stage) => Promise<T>): Promise<T> => script(new PlainStage(context));
