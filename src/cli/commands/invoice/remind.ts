import type { Declare } from "../../program.ts";

/** `invoice remind [ID…]`: a kind letter about what is overdue; `--all` about everything that is. */
export const declareRemind: Declare = (program, cli) => {
  cli
    .command(program, "remind [ids...]", "invoice.remind")
    .option("--all", cli.help("invoice.remind.option.all"))
    .action(
      cli.action(async (session, [ids], options) => {
        const { remind } = await import("../../actions/remind.ts");
        await remind(session, Array.isArray(ids) ? ids : [], options.all === true);
      }),
    );
};
