import type { Declare } from "../../program.ts";

/** `contracts list [--due today|DAY]`: all contracts, or what is due and not wholly back. */
export const declareList: Declare = (program, cli) => {
  cli
    .command(program, "list", "contracts.list")
    .option("--due <day>", cli.help("contracts.list.option.due"))
    .action(
      cli.action(async (session, _args, options) => {
        const { listContracts } = await import("../../../app/find-contract.ts");
        const { dueDay, printContracts } = await import("../../output/contract-list.ts");
        const due = options.due === undefined ? null : dueDay(String(options.due), await session.today());
        const desk = await session.deskWithoutActor();
        printContracts(session, await listContracts(desk, due), desk.settings.zone);
      }),
    );
};
