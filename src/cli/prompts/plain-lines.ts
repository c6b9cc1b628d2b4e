/** Lines as the terminal gives them, without raw keys: for a screen reader that speaks what is typed. */
import { createInterface } from "node:readline";
import { Cancelled } from "../../kernel/errors.ts";

/** Lines that came with one that was asked for. */
const ahead = new WeakMap<NodeJS.ReadableStream, string[]>();

/** The next line. Between two questions the input belongs to nobody. @throws Cancelled at its end, and on Ctrl-C. */
export async function nextLine(input: NodeJS.ReadableStream): Promise<string> {
  const waiting = ahead.get(input) ?? [];
  ahead.set(input, waiting);
  const first = waiting.shift();
  if (first !== undefined) return first;
  const lines = createInterface({ input, terminal: false });
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
      interrupted.signal.addEventListener("abort", end);
    });
  } finally {
    process.removeListener("SIGINT", stop);
    lines.close();
  }
}
