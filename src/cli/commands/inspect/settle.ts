import type { Declare } from "../../program.ts";

/** `inspect settle ID [LINE] --agreed|--dropped --reason TEXT`: what became of what the customer saw differently. */
export const declareSettle: Declare = (program, cli) => {
  cli
    .command(program, "settle <id> [line]", "inspect.settle")
    .option("--agreed", cli.help("inspect.settle.option.agreed"))
    .option("--dropped", cli.help("inspect.settle.option.dropped"))
    .option("--of <part>", cli.help("inspect.settle.option.of"))
    .option("--count <n>", cli.help("inspect.settle.option.count"))
    .option("--reason <text>", cli.help("inspect.settle.option.reason"))
    .action(
      cli.action(async (session, [id, line], options) => {
        const { settle } = await import("./settle-with-reason.ts");
        await settle(session, String(id), typeof line === "string" ? line : null, options);
      }),
    );
};
