import type { Declare } from "../../program.ts";

/** `invoice print ID`: the letter on paper, through the system's `lp`. */
export const declarePrint: Declare = (program, cli) => {
  cli
    .command(program, "print <id>", "invoice.print")
    .option("--printer <name>", cli.help("invoice.print.option.printer"))
    .option("--reminder", cli.help("invoice.print.option.reminder"))
    .action(
      cli.action(async (session, [id], options) => {
        const { printOne } = await import("../../actions/print-one.ts");
        const printer = typeof options.printer === "string" ? options.printer : null;
        await printOne(session, String(id), { printer, reminder: options.reminder === true });
      }),
    );
};
