/**
 * The one prompt that holds the whole walk: a screen that is drawn in place and a queue of keys. A prompt for every question would
 * throw away what a quick clerk types while an answer is being stored; here those keys wait for the next question.
 */
import { createPrompt, useEffect, useKeypress, useState } from "@inquirer/core";
import { Cancelled } from "../../../kernel/errors.ts";
import { type Key, KeyReader, type RawKey } from "./key.ts";
import { KeyQueue } from "./key-queue.ts";
import { isRawTerminal, TerminalInput } from "./terminal-input.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What is drawn: the cursor stands at the end of `line`. */
export interface Screen {
  readonly above: readonly string[];
  readonly line: string;
  readonly below: readonly string[];
  /** The same for a screen reader. */
  readonly spoken?: Spoken;
}

/** What a screen reader is told: the question in reading order, and what it can ask for. */
export interface Spoken {
  readonly question: readonly string[];
  readonly summary: readonly string[];
  readonly typed: string;
}

/** Draws for a size, so that a resized window is drawn anew. */
export type Draw = (size: Size) => Screen;

export interface Stage {
  show(draw: Draw): void;
  /** The next key; keys typed ahead come in their order. Never resolves once the terminal is gone: the walk ends instead. */
  key(): Promise<Key>;
  /**
   * The keys that come so close behind the last that a scanner must have typed them, up to the first that is no character.
   * @param waits whether to wait for one where none is there yet.
   */
  burst(waits: boolean): Promise<readonly Key[]>;
  /** Puts keys back, to be asked for again. */
  unread(keys: readonly Key[]): void;
  /** Has whoever waits for a key look again, as at a key named `wake`; nobody waiting, nothing happens. */
  wake(): void;
}

type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
export interface StageContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: Terminal;
  /** Whether questions are printed as lines, for a screen reader. */
  readonly plain?: boolean;
}

/** Milliseconds between two keys of a barcode scanner; fingers take longer. */
const SCANNED_WITHIN = 30;

/** Asks the terminal to say where pasted text begins and ends. */
const PASTES = { on: "\u001B[?2004h", off: "\u001B[?2004l" };
const CLEAR = "\u001B[H\u001B[2J";
/** What stood on the screen moves up into the scroll-back, so that the walk begins at the top and stays there. */
const fresh = (rows: number): string => `${"\n".repeat(Math.max(0, rows - 1))}\u001B[H`;
const sizeOf = (output: Terminal): Size => ({ columns: output.columns ?? 80, rows: output.rows ?? 24 });

interface Play {
  readonly queue: KeyQueue;
  readonly keys: KeyReader;
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
    const key = play.keys.read(event as RawKey);
    if (key === null) return;
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
  if (context.plain) return (await import("./plain-stage.ts")).onPlainStage(context, script);
  context.output.write(fresh(sizeOf(context.output).rows));
  const queue = new KeyQueue();
  const hangUp = new AbortController();
  const play: Play = {
    queue,
    keys: new KeyReader(),
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
    burst: (waits) => queue.burst(waits ? SCANNED_WITHIN : 0),
    unread: (keys) => queue.unread(keys),
    wake: () => queue.wake(),
  };
  let begun = false;
  const scripted = started.then(() => {
    begun = true;
    return script(stage);
  });
  const terminal = isRawTerminal(context.input) ? new TerminalInput(context.input) : null;
  if (terminal) context.output.write(PASTES.on);
  const prompt = stagePrompt(
    { play, finished: scripted },
    { input: terminal ?? context.input, output: context.output, clearPromptOnDone: true, signal: hangUp.signal },
  );
  try {
    await prompt;
  } catch {
    queue.end();
    // Before the screen is up the script has not begun, and never will.
    if (begun) await scripted.catch(() => {});
    throw new Cancelled();
  } finally {
    terminal?.release();
    if (terminal) context.output.write(PASTES.off);
  }
  return scripted;
}
