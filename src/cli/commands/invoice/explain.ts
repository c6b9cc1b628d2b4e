import type { Declare } from "../../program.ts";

/** `invoice explain ID [LINE]`: how each sum was reached, traced back to its finding and clause. */
export const declareExplain: Declare = (program, cli) => {
  cli
    .command(program, "explain <id> [line]", "invoice.explain")
    .option("--language <fi|sv|en>", cli.help("invoice.explain.option.language"))
    .action(
      cli.action(async (session, [id, line], options) => {
        const { explainBilling } = await import("../../actions/explain-billing.ts");
        await explainBilling(session, String(id), typeof line === "string" ? line : null, options.language);
      }),
    );
};
