import type { Declare } from "../../program.ts";

const MOST_FOUND = 20;

/** `contracts find TEXT`: by number, customer, phone or product; forgiving of case, accents and a typo. */
export const declareFind: Declare = (program, cli) => {
  cli.command(program, "find <text...>", "contracts.find").action(
    cli.action(async (session, [words]) => {
      const { searchContracts } = await import("../../../app/find-contract.ts");
      const { printContracts } = await import("../../output/contract-list.ts");
      const desk = await session.deskWithoutActor();
      printContracts(session, await searchContracts(desk, (words as readonly string[]).join(" "), MOST_FOUND), desk.settings.zone);
    }),
  );
};
