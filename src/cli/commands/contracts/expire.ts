import type { Declare } from "../../program.ts";

/** `contracts expire [NUMBER…]`: what need not be kept any longer; with numbers or `--all`, a lead lets it go. */
export const declareExpire: Declare = (program, cli) => {
  cli
    .command(program, "expire [numbers...]", "contracts.expire")
    .option("--all", cli.help("contracts.expire.option.all"))
    .action(
      cli.action(async (session, [numbers], options) => {
        const { expire } = await import("../../actions/expire.ts");
        await expire(session, Array.isArray(numbers) ? numbers : [], options.all === true);
      }),
    );
};
