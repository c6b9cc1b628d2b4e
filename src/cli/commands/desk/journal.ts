import type { Declare } from "../../program.ts";

/** `desk journal`: who did what when. */
export const declareJournal: Declare = (program, cli) => {
  cli
    .command(program, "journal", "desk.journal")
    .option("--contract <number>", cli.help("desk.journal.option.contract"))
    .option("--since <day>", cli.help("desk.journal.option.since"))
    .option("--staff <id>", cli.help("desk.journal.option.staff"))
    .option("--act <act>", cli.help("desk.journal.option.act"))
    .option("--all", cli.help("desk.journal.option.all"))
    .action(
      cli.action(async (session, _args, options) => {
        const { showJournal } = await import("../../actions/show-journal.ts");
        await showJournal(session, options);
      }),
    );
};
