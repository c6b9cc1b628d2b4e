import type { Declare } from "../../program.ts";

/** `contracts show NUMBER [--clause 5.3]`: the contract and its signed copies, or one clause's words. Starts in a blink: nothing heavy here. */
export const declareShow: Declare = (program, cli) => {
  cli
    .command(program, "show <number>", "contracts.show")
    .option("--clause <clause>", cli.help("contracts.show.option.clause"))
    .action(
      cli.action(async (session, [number], options) => {
        const desk = await session.deskWithoutActor();
        const { showClause, showContract } = await import("../../../app/show-contract.ts");
        if (typeof options.clause === "string") {
          const { contract, clause, page, pages } = await showClause(desk, String(number), options.clause);
          if (session.flags.json) return session.json({ contract: contract.number, clause, page, pages });
          const { clauseText } = await import("../../output/contract-text.ts");
          session.print(...clauseText(clause, contract.language));
          if (page !== null) session.remark(session.t("contracts.copy.clause", { clause: clause.number, page, pages: pages ?? page }));
          return;
        }
        const shown = await showContract(desk, String(number));
        if (session.flags.json) {
          const { contractJson } = await import("../../output/contract-json.ts");
          return session.json(contractJson(shown));
        }
        const { contractText } = await import("../../output/contract-text.ts");
        session.print(...contractText(session, shown));
      }),
    );
};
