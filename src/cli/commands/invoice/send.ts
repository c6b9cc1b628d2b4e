import type { Declare } from "../../program.ts";

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** `invoice send [ID]`: the letter by mail; without an id, what has not been delivered yet. */
export const declareSend: Declare = (program, cli) => {
  cli
    .command(program, "send [id]", "invoice.send")
    .option("--to <address>", cli.help("invoice.send.option.to"))
    .option("--again", cli.help("invoice.send.option.again"))
    .option("--reminder", cli.help("invoice.send.option.reminder"))
    .option("--all", cli.help("invoice.send.option.all"))
    .action(
      cli.action(async (session, [id], options) => {
        const { sendAll, sendOne, showUndelivered } = await import("../../actions/send-letters.ts");
        const choice = { to: text(options.to), again: options.again === true, reminder: options.reminder === true };
        if (typeof id === "string") return sendOne(session, id, choice);
        await (options.all === true ? sendAll(session) : showUndelivered(session));
      }),
    );
};
