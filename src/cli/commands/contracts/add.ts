import type { Declare } from "../../program.ts";

/** `contracts add FILE…`: registers contracts with the terms they name; `-` reads one from stdin. */
export const declareAdd: Declare = (program, cli) => {
  cli.command(program, "add <file...>", "contracts.add").action(
    cli.action(async (session, [files]) => {
      const { addContractFiles } = await import("../../actions/add-contract-files.ts");
      await addContractFiles(session, files as readonly string[]);
    }),
  );
};
