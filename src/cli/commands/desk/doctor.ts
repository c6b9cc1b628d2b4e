import type { Declare } from "../../program.ts";

/** `desk doctor`: what is wrong with the set-up, and how to mend it. */
export const declareDoctor: Declare = (program, cli) => {
  cli.command(program, "doctor", "desk.doctor").action(
    cli.action(async (session) => {
      const { examine } = await import("../../actions/examine.ts");
      await examine(session);
    }),
  );
};
