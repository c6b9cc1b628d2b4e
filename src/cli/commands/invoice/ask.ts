import type { Declare } from "../../program.ts";

/** `invoice ask ID [LINE] [--note TEXT]`: the customer asked for something off; noted, whatever comes of it. */
export const declareAsk: Declare = (program, cli) => {
  cli
    .command(program, "ask <id> [line]", "invoice.ask")
    .option("--note <text>", cli.help("invoice.ask.option.note"))
    .action(
      cli.action(async (session, [id, line], options) => {
        const { ask } = await import("../../actions/customers.ts");
        await ask(session, String(id), typeof line === "string" ? line : null, typeof options.note === "string" ? options.note : null);
      }),
    );
};
