import type { Declare } from "../../program.ts";

/** `contracts export NUMBER|--all --out DIR`: the originals, all that belongs to them, and a list of hashes that `sha256sum -c` checks. */
export const declareExport: Declare = (program, cli) => {
  cli
    .command(program, "export [number]", "contracts.export")
    .option("--all", cli.help("contracts.export.option.all"))
    .requiredOption("--out <folder>", cli.help("contracts.export.option.out"))
    .action(
      cli.action(async (session, [number], options) => {
        const { exportContracts } = await import("../../actions/export-contracts.ts");
        await exportContracts(session, typeof number === "string" ? number : null, { all: options.all === true, out: String(options.out) });
      }),
    );
};
