import type { Declare } from "../../program.ts";

/** `contracts tray [T-3]`: lists what could not be placed; at a terminal works through it. */
export const declareTray: Declare = (program, cli) => {
  cli
    .command(program, "tray [item]", "contracts.tray")
    .option("--to <number>", cli.help("contracts.tray.option.to"))
    .option("--aside <reason>", cli.help("contracts.tray.option.aside"))
    .option("--signed-by <name>", cli.help("contracts.archive.option.signedBy"))
    .option("--signed-on <day>", cli.help("contracts.archive.option.signedOn"))
    .option("--out <file>", cli.help("contracts.tray.option.out"))
    .option("--list", cli.help("contracts.tray.option.list"))
    .option("--all", cli.help("contracts.tray.option.all"))
    .action(
      cli.action(async (session, [item], options) => {
        const { tray } = await import("../../actions/tray.ts");
        await tray(session, typeof item === "string" ? item : null, options);
      }),
    );
};
