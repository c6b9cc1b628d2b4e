import type { Declare } from "../../program.ts";

/** `invoice holds [ID…]`: card holds that cover a bill, from when they may be taken, and what became of them. */
export const declareHolds: Declare = (program, cli) => {
  cli
    .command(program, "holds [ids...]", "invoice.holds")
    .option("--taken", cli.help("invoice.holds.option.taken"))
    .option("--released", cli.help("invoice.holds.option.released"))
    .option("--on <day>", cli.help("invoice.holds.option.on"))
    .action(
      cli.action(async (session, [ids], options) => {
        const { holds } = await import("../../actions/holds.ts");
        await holds(session, Array.isArray(ids) ? ids : [], options);
      }),
    );
};
