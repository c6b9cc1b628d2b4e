import type { Declare } from "../../program.ts";

/** `invoice credit ID [LINE…] --reason TEXT`: gives back an issued bill, in whole or in part. */
export const declareCredit: Declare = (program, cli) => {
  cli
    .command(program, "credit <id> [lines...]", "invoice.credit")
    .option("--reason <text>", cli.help("invoice.credit.option.reason"))
    .option("--amount <sum>", cli.help("invoice.credit.option.amount"))
    .option("--quantity <n>", cli.help("invoice.credit.option.quantity"))
    .option("--out <path>", cli.help("invoice.option.out"))
    .action(
      cli.action(async (session, [id, lines], options) => {
        const { credit } = await import("../../actions/credit.ts");
        await credit(session, String(id), Array.isArray(lines) ? lines : [], options);
      }),
    );
};
