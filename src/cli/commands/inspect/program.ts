import type { Declare } from "../../program.ts";
import { declareHandover } from "./handover.ts";
import { declareWalk } from "./walk.ts";

/** The program's commands, in the order its help lists them. */
export const declarations: readonly Declare[] = [declareWalk, declareHandover];
