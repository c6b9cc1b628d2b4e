import type { Session } from "../session.ts";

/** A line on a terminal that counts up; nothing off it, nor for a screen reader. @param key of a text with `done` and `total`. */
export function progressLine(session: Session, key: string): (done: number, total: number) => void {
  const { stderr } = session.io;
  if (stderr.isTTY !== true || session.flags.json || session.flags.plain) return () => undefined;
  return (done, total) => {
    stderr.write(`\r${session.t(key, { done, total })}${done === total ? "\n" : ""}`);
  };
}
