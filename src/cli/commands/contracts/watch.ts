import type { Declare } from "../../program.ts";

/** `contracts watch FOLDER`: takes in what a scanner puts there, until Ctrl-C. */
export const declareWatch: Declare = (program, cli) => {
  cli
    .command(program, "watch <folder>", "contracts.watch")
    .option("--once", cli.help("contracts.watch.option.once"))
    .option("--poll", cli.help("contracts.watch.option.poll"))
    .action(
      cli.action(async (session, [folder], options) => {
        const { watchScans } = await import("../../actions/watch-scans.ts");
        await watchScans(session, String(folder), { once: options.once === true, poll: options.poll === true });
      }),
    );
};
