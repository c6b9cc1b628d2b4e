import type { Declare } from "../../program.ts";

/** `contracts archive [NUMBER] SCAN…`: stores the signed copy byte for byte, after showing what it is. */
export const declareArchive: Declare = (program, cli) => {
  cli
    .command(program, "archive <number-or-scan...>", "contracts.archive")
    .option("--signed-by <name>", cli.help("contracts.archive.option.signedBy"))
    .option("--signed-on <day>", cli.help("contracts.archive.option.signedOn"))
    .action(
      cli.action(async (session, [words], options) => {
        const { archiveScans } = await import("../../actions/archive-scans.ts");
        await archiveScans(session, words as readonly string[], options);
      }),
    );
};
