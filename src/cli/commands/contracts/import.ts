import type { Declare } from "../../program.ts";

/** `contracts import FOLDER|CSV`: brings in an old archive, and says what it could not place or read. */
export const declareImport: Declare = (program, cli) => {
  cli
    .command(program, "import <folder-or-csv>", "contracts.import")
    .option("--report <file>", cli.help("contracts.import.option.report"))
    .action(
      cli.action(async (session, [path], options) => {
        const { importArchive } = await import("../../actions/import-archive.ts");
        await importArchive(session, String(path), typeof options.report === "string" ? options.report : null);
      }),
    );
};
