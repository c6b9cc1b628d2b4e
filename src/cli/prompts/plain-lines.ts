/** Lines as the terminal gives them, without raw keys: for a screen reader that speaks what is typed. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Cancelled } from "../../kernel/errors.ts";

/** Lines that came with one that was asked for. */
const ahead = new WeakMap<NodeJS.ReadableStream, string[]>();

/** The next line. Between two questions the input belongs to nobody. @throws Cancelled at its end, and on Ctrl-C. */
export const nextLine = (input: NodeJS.ReadableStream): Promise<string> => readLine(input, false);

/** The same, and nothing of it is seen. */
export const nextHiddenLine = (input: NodeJS.ReadableStream): Promise<string> => readLine(input, true);

/** Where readline would echo what must not be seen. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

async function readLine(input: NodeJS.ReadableStream, hidden: boolean): Promise<string> {
  const waiting = ahead.get(input) ?? [];
  ahead.set(input, waiting);
  const first = waiting.shift();
  if (first !== undefined) return first;
  // As a terminal, readline takes the keys itself, so that the system echoes none of them.
  const lines = createInterface(hidden ? { input, output: nowhere(), terminal: true } : { input, terminal: false });
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once("SIGINT", stop);
  try {
    return await new Promise<string>((resolve, reject) => {
      let asked = true;
      lines.on("line", (line) => {
        if (asked) resolve(line);
        else waiting.push(line);
        asked = false;
      });
      const end = (): void => reject(new Cancelled());
      lines.on("close", end);
      lines.on("SIGINT", end);
      interrupted.signal.addEventListener("abort", end);
    });
  } finally {
    process.removeListener("SIGINT", stop);
    lines.close();
  }
}
