/** What stands on stderr when all is well: nothing, or how much waits at the desk. */
import { expect } from "vitest";

export const NOTHING_WRONG: string = expect.stringMatching(/^(?:Waiting: [^\n]*\n)?$/u);
