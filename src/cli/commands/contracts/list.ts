import type { Declare } from "../../program.ts";

/** `contracts list [--due today|DAY]`: all contracts, what is due and not wholly back, or what is not closed. */
export const declareList: Declare = (program, cli) => {
  cli
    .command(program, "list", "contracts.list")
    .option("--due <day>", cli.help("contracts.list.option.due"))
    .option("--open", cli.help("contracts.list.option.open"))
    .action(
      cli.action(async (session, _args, options) => {
        const { listContracts } = await import("../../../app/find-contract.ts");
        const { dueDay, printContracts } = await import("../../output/contract-list.ts");
        const due = options.due === undefined ? null : dueDay(String(options.due), await session.today());
        const desk = await session.deskWithoutActor();
        const contracts = await listContracts(desk, due);
        const shown = options.open === true ? contracts.filter(({ state }) => state !== "back") : contracts;
        printContracts(session, shown, desk.settings.zone);
      }),
    );
};
