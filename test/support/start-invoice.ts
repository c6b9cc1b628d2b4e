/** `invoice` as a process of its own, from its source: for what a process reads only when it starts. */
import { start } from "../../src/cli/start.ts";

await start("invoice");
