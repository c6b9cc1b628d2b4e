/**
 * The one prompt that holds the whole walk: a screen that is drawn in place and a queue of keys. A prompt for every question would
 * throw away what a quick clerk types while an answer is being stored; here those keys wait for the next question.
 */
import { createPrompt, useEffect, useKeypress, useState } from "@inquirer/core";
import { Cancelled } from "../../../kernel/errors.ts";
import { type Key, type RawKey, readKey } from "./key.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What is drawn: the cursor stands at the end of `line`. */
export interface Screen {
  readonly above: readonly string[];
  readonly line: string;
  readonly below: readonly string[];
}

/** Draws for a size, so that a resized window is drawn anew. */
export type Draw = (size: Size) => Screen;

export interface Stage {
  show(draw: Draw): void;
  /** The next key; keys typed ahead come in their order. Never resolves once the terminal is gone: the walk ends instead. */
  key(): Promise<Key>;
  /** Has whoever waits for a key look again, as at a key named `wake`; nobody waiting, nothing happens. */
  wake(): void;
}

type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
export interface StageContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: Terminal;
}

const CLEAR = "\u001B[H\u001B[2J";
/** What stood on the screen moves up into the scroll-back, so that the walk begins at the top and stays there. */
const fresh = (rows: number): string => `${"\n".repeat(Math.max(0, rows - 1))}\u001B[H`;
const sizeOf = (output: Terminal): Size => ({ columns: output.columns ?? 80, rows: output.rows ?? 24 });

/** Keys that arrived and nobody asked for yet, or somebody who waits for the next one. */
class KeyQueue {
  private readonly waiting: Key[] = [];
  private reader: { readonly resolve: (key: Key) => void; readonly reject: (reason: Error) => void } | null = null;
  private ended: Error | null = null;

  push(key: Key): void {
    const reader = this.reader;
    this.reader = null;
    if (reader) reader.resolve(key);
    else this.waiting.push(key);
  }

  wake(): void {
    const reader = this.reader;
    this.reader = null;
    reader?.resolve({ name: "wake", text: "" });
  }

  next(): Promise<Key> {
    const key = this.waiting.shift();
    if (key) return Promise.resolve(key);
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  end(): void {
    this.ended = new Cancelled();
    this.waiting.length = 0;
    this.reader?.reject(this.ended);
    this.reader = null;
  }
}

interface Play {
  readonly queue: KeyQueue;
  readonly output: Terminal;
  draw: Draw;
  /** Set by the prompt once it is on the screen. */
  redraw: () => void;
  started: () => void;
  hungUp: () => void;
}

const stagePrompt = createPrompt<null, { readonly play: Play; readonly finished: Promise<unknown> }>(({ play, finished }, done) => {
  const [, setTurn] = useState(0);
  useKeypress((event, rl) => {
    // The walk keeps what is typed by itself; readline's own line would move the cursor.
    rl.clearLine(0);
    const key = readKey(event as RawKey);
    if (key.name === "redraw") play.output.write(CLEAR);
    if (key.name === "redraw") play.redraw();
    else play.queue.push(key);
  });
  useEffect((rl) => {
    let turn = 0;
    play.redraw = () => setTurn(++turn);
    const resized = (): void => {
      play.output.write(CLEAR);
      play.redraw();
    };
    play.output.on("resize", resized);
    rl.on("close", play.hungUp);
    finished.then(
      () => done(null),
      () => done(null),
    );
    play.started();
    return () => {
      play.output.removeListener("resize", resized);
      rl.removeListener("close", play.hungUp);
    };
  }, []);
  const screen = play.draw(sizeOf(play.output));
  return [[...screen.above, screen.line].join("\n"), screen.below.join("\n")];
});

/**
 * Plays a script on the terminal and gives back what it returns. Ctrl-C, the end of input or a closed terminal end it with
 * {@link Cancelled} after what it was storing is stored.
 */
export async function onStage<T>(context: StageContext, script: (stage: Stage) => Promise<T>): Promise<T> {
  context.output.write(fresh(sizeOf(context.output).rows));
  const queue = new KeyQueue();
  const hangUp = new AbortController();
  const play: Play = {
    queue,
    output: context.output,
    draw: () => ({ above: [], line: " ", below: [] }),
    redraw: () => {},
    started: () => {},
    hungUp: () => hangUp.abort(),
  };
  const started = new Promise<void>((resolve) => {
    play.started = resolve;
  });
  const stage: Stage = {
    show: (draw) => {
      play.draw = draw;
      play.redraw();
    },
    key: () => queue.next(),
    wake: () => queue.wake(),
  };
  let begun = false;
  const scripted = started.then(() => {
    begun = true;
    return script(stage);
  });
  const prompt = stagePrompt(
    { play, finished: scripted },
    { input: context.input, output: context.output, clearPromptOnDone: true, signal: hangUp.signal },
  );
  try {
    await prompt;
  } catch {
    queue.end();
    // Before the screen is up the script has not begun, and never will.
    if (begun) await scripted.catch(() => {});
    throw new Cancelled();
  }
  return scripted;
}
