import type { Declare } from "../../program.ts";

/** `inspect handover NUMBER`: the same walk before the goods leave; its record is the baseline. */
export const declareHandover: Declare = (program, cli) => {
  cli
    .command(program, "handover <number>", "inspect.handover")
    .option("--answers <file>", cli.help("inspect.walk.option.answers"))
    .option("--inbox <folder>", cli.help("inspect.walk.option.inbox"))
    .option("--phone", cli.help("inspect.walk.option.phone"))
    .option("--join", cli.help("inspect.walk.option.join"))
    .option("--take-over", cli.help("inspect.walk.option.takeOver"))
    .action(
      cli.action(async (session, [number], options) => {
        const { inspect } = await import("./inspect.ts");
        await inspect(session, "handover", number as string, options);
      }),
    );
};
