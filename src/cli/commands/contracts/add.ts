import type { Declare } from "../../program.ts";

/** `contracts add FILE…`: registers contracts with the terms they name; `-` reads one from stdin. */
export const declareAdd: Declare = (program, cli) => {
  cli
    .command(program, "add <file...>", "contracts.add")
    .option("--let-through", cli.help("contracts.add.option.letThrough"))
    .action(
      cli.action(async (session, [files], options) => {
        const { addContractFiles } = await import("../../actions/add-contract-files.ts");
        await addContractFiles(session, files as readonly string[], options.letThrough === true);
      }),
    );
};
