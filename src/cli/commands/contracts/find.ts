import type { Declare } from "../../program.ts";

const MOST_FOUND = 20;

/** `contracts find [TEXT] [--open]`: by number, customer, phone or product; forgiving of case, accents and a typo. Without words, what is open. */
export const declareFind: Declare = (program, cli) => {
  cli
    .command(program, "find [text...]", "contracts.find")
    .option("--open", cli.help("contracts.find.option.open"))
    .action(
      cli.action(async (session, [words], options) => {
        const { searchContracts } = await import("../../../app/find-contract.ts");
        const { printContracts } = await import("../../output/contract-list.ts");
        const desk = await session.deskWithoutActor();
        const text = ((words as readonly string[] | undefined) ?? []).join(" ");
        printContracts(session, await searchContracts(desk, text, MOST_FOUND, options.open === true), desk.settings.zone);
      }),
    );
};
