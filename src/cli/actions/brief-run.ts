/**
 * For a command that sets one letter and ends: V8 would spend as much time on compiling anew what it runs often, on its other threads, as the
 * command itself takes, and never have the use of it: a sixth of the processor time less, and the letter no later.
 */
import { setFlagsFromString } from "node:v8";

/** Those whose V8 is known to have the flag; it complains aloud of one that it does not know. */
const NODE_VERSIONS = ["20", "22", "24"];

/** Fifteen times as patient as V8 is by itself. Call it once all code is loaded: what V8 kept of it at build time was kept without the flag. */
export function expectBriefRun(): void {
  if (NODE_VERSIONS.includes(process.versions.node.split(".")[0] as string)) setFlagsFromString("--interrupt-budget=1000000");
}
