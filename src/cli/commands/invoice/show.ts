import type { Declare } from "../../program.ts";

/** `invoice show ID`: an issued bill, and where its PDF is; `--out` copies the PDF. */
export const declareShow: Declare = (program, cli) => {
  cli
    .command(program, "show <id>", "invoice.show")
    .option("--out <path>", cli.help("invoice.option.out"))
    .action(
      cli.action(async (session, [id], options) => {
        const { showBilling } = await import("../../actions/show-billing.ts");
        await showBilling(session, String(id), typeof options.out === "string" ? options.out : null);
      }),
    );
};
