import type { Declare } from "../../program.ts";

/** `invoice refunds [ID…]`: what is to be paid out, a file for the bank, and what became of it. */
export const declareRefunds: Declare = (program, cli) => {
  cli
    .command(program, "refunds [ids...]", "invoice.refunds")
    .option("--file <path>", cli.help("invoice.refunds.option.file"))
    .option("--iban <iban>", cli.help("invoice.refunds.option.iban"))
    .option("--paid", cli.help("invoice.refunds.option.paid"))
    .option("--cash", cli.help("invoice.refunds.option.cash"))
    .option("--card", cli.help("invoice.refunds.option.card"))
    .option("--undo", cli.help("invoice.refunds.option.undo"))
    .option("--on <day>", cli.help("invoice.refunds.option.on"))
    .action(
      cli.action(async (session, [ids], options) => {
        const { refunds } = await import("../../actions/refunds.ts");
        await refunds(session, Array.isArray(ids) ? ids : [], options);
      }),
    );
};
