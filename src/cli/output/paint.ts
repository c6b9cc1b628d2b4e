/** Colour for one stream: `--no-color`, NO_COLOR, FORCE_COLOR, `TERM=dumb`, then whether it is a terminal. */
import type { Io } from "../io.ts";
import type { Paint } from "../session.ts";

export function colourLevel(io: Io, stream: { readonly isTTY?: boolean }, wanted: boolean): 0 | 1 | 2 | 3 {
  const { NO_COLOR, FORCE_COLOR, TERM, COLORTERM } = io.env;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== "")) return 0;
  if (FORCE_COLOR !== undefined)
    return FORCE_COLOR === "0" || FORCE_COLOR === "false" ? 0 : FORCE_COLOR === "3" ? 3 : FORCE_COLOR === "2" ? 2 : 1;
  if (TERM === "dumb" || stream.isTTY !== true) return 0;
  return COLORTERM === "truecolor" ? 3 : TERM?.includes("256") ? 2 : 1;
}

const asItIs = (text: string): string => text;
const PLAIN: Paint = { bold: asItIs, dim: asItIs, accent: asItIs, warn: asItIs };

/** The package for colour is loaded only where there is colour: what scripts start never pays for it. */
export async function loadPaint(level: 0 | 1 | 2 | 3): Promise<Paint> {
  if (level === 0) return PLAIN;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level });
  return { bold: chalk.bold, dim: chalk.dim, accent: chalk.cyan, warn: chalk.yellow };
}
