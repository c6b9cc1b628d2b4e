import type { Declare } from "../../program.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: readonly Declare[] = [];
