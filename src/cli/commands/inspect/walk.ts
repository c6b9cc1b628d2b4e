import type { Declare } from "../../program.ts";

/** `inspect [NUMBER]`: the walkthrough of a return, at the terminal or from a file. */
export const declareWalk: Declare = (program, cli) => {
  cli
    .command(program, "[number]", "inspect.walk")
    .option("--answers <file>", cli.help("inspect.walk.option.answers"))
    .option("--came-back <time>", cli.help("inspect.walk.option.cameBack"))
    .option("--found", cli.help("inspect.walk.option.found"))
    .option("--with-sums", cli.help("inspect.walk.option.withSums"))
    .option("--inbox <folder>", cli.help("inspect.walk.option.inbox"))
    .option("--phone", cli.help("inspect.walk.option.phone"))
    .option("--join", cli.help("inspect.walk.option.join"))
    .option("--take-over", cli.help("inspect.walk.option.takeOver"))
    .action(
      cli.action(async (session, [number], options) => {
        const { inspect } = await import("./inspect.ts");
        await inspect(session, "return", (number as string | undefined) ?? null, options);
      }),
    );
};
