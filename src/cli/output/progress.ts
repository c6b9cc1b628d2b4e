import type { Session } from "../session.ts";

/** Work that is done before anybody wonders says nothing. */
const WORTH_TELLING = 50;
/** Off a terminal a line for each of so many. */
const STEP = 100;

/**
 * How far a long work is, on stderr: one line that counts up on a terminal, a line now and then off it or for a screen reader.
 * @param key of a text with `done` and `count`.
 */
export function progressOf({ io, t, remark, flags }: Session, key: string, count: number): (done: number) => void {
  if (count < WORTH_TELLING) return () => undefined;
  if (io.stderr.isTTY !== true || flags.plain)
    return (done) => {
      if (done % STEP === 0 || done === count) remark(t(key, { done, count }));
    };
  return (done) => void io.stderr.write(`\r${t(key, { done, count })}${done === count ? "\n" : ""}`);
}
