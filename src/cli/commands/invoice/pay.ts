import type { Declare } from "../../program.ts";

/** `invoice pay [ID]`: records payments by hand or from a bank's file; without anything, what of the bank's nobody could place. */
export const declarePay: Declare = (program, cli) => {
  cli
    .command(program, "pay [id]", "invoice.pay")
    .option("--amount <sum>", cli.help("invoice.pay.option.amount"))
    .option("--on <day>", cli.help("invoice.pay.option.on"))
    .option("--how <way>", cli.help("invoice.pay.option.how"))
    .option("--from <file>", cli.help("invoice.pay.option.from"))
    .option("--assign <entry>", cli.help("invoice.pay.option.assign"))
    .option("--take-back <payment>", cli.help("invoice.pay.option.takeBack"))
    .option("--reason <text>", cli.help("invoice.pay.option.reason"))
    .action(
      cli.action(async (session, [id], options) => {
        if (typeof options.from === "string") return (await import("../../actions/pay-from-file.ts")).payFromFile(session, options.from);
        const { pay } = await import("../../actions/pay.ts");
        await pay(session, typeof id === "string" ? id : null, options);
      }),
    );
};
