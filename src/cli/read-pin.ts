/** Reads secrets from a file descriptor, so that they stand neither in argv nor in the environment. */
import { readFileSync } from "node:fs";
import { UsageError } from "../kernel/errors.ts";

/** The lines of `--pin-fd N`: `id:pin` each. @throws UsageError when nothing readable is there. */
export function readPins(fd: number): readonly { readonly id: string; readonly pin: string }[] {
  let text: string;
  try {
    text = readFileSync(fd, "utf8");
  } catch (error) {
    throw new UsageError("pin-fd-unreadable", { fd, detail: (error as Error).message }, ["--pin-fd 3 3<file"]);
  }
  const pins = text
    .split(/\r?\n/u)
    .filter((line) => line !== "")
    .map((line) => /^([^:\s]+):(\d+)$/u.exec(line));
  if (pins.length === 0 || pins.some((match) => match === null)) {
    throw new UsageError("pin-fd-format", { fd });
  }
  return pins.map((match) => ({ id: match?.[1] as string, pin: match?.[2] as string }));
}
