/** Colour for one stream: `--no-color`, NO_COLOR, FORCE_COLOR, `TERM=dumb`, then whether it is a terminal. */
import { styleText } from "node:util";
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

export function paintFor(level: 0 | 1 | 2 | 3): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    level === 0 || text === "" ? text : styleText(format, text, { validateStream: false });
  return { bold: style("bold"), dim: style("dim"), accent: style("cyan"), warn: style("yellow") };
}
