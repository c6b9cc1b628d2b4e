import type { Declare } from "../../program.ts";

/** `desk today`: what must not be forgotten. */
export const declareToday: Declare = (program, cli) => {
  cli
    .command(program, "today", "desk.today")
    .action(cli.action(async (session) => (await import("../../actions/show-today.ts")).showToday(session)));
};
