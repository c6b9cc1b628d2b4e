import type { Declare } from "../../program.ts";

/** `invoice concede ID LINE --amount SUM|--share RATE --reason CODE`: gives away a part of a line, as a kindness with its reason. */
export const declareConcede: Declare = (program, cli) => {
  cli
    .command(program, "concede <id> <line>", "invoice.concede")
    .option("--amount <sum>", cli.help("invoice.concede.option.amount"))
    .option("--share <rate>", cli.help("invoice.concede.option.share"))
    .option("--reason <code>", cli.help("invoice.concede.option.reason"))
    .option("--note <text>", cli.help("invoice.concede.option.note"))
    .option("--asked-by <who>", cli.help("invoice.concede.option.askedBy"), "customer")
    .option("--request", cli.help("invoice.concede.option.request"))
    .action(
      cli.action(async (session, [id, line], options) => {
        const { concede } = await import("../../actions/concede.ts");
        await concede(session, String(id), String(line), options);
      }),
    );
};
