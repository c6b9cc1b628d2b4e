import type { Declare, Work } from "../../program.ts";

/** `desk promises …`: what was promised to a customer other than money, each with a day and an owner. */
export const declarePromises: Declare = (program, cli) => {
  const promises = program.command("promises").description(cli.help("desk.promises.summary")).helpCommand(false);
  const option = (command: string, name: string): string => cli.help(`desk.promises.${command}.option.${name}`);
  const work = (name: "add" | "instalments" | "list" | "keep" | "miss" | "move"): Work => {
    return async (...given) => (await import("../../actions/promises.ts"))[name](...given);
  };

  cli
    .command(promises, "add <remedy> [about]", "desk.promises.add")
    .requiredOption("--by <day>", option("add", "by"))
    .requiredOption("--words <text>", option("add", "words"))
    .option("--owner <id>", option("add", "owner"))
    .action(cli.action(work("add")));
  cli
    .command(promises, "instalments <bill>", "desk.promises.instalments")
    .requiredOption("--on <days>", option("instalments", "on"))
    .option("--sums <sums>", option("instalments", "sums"))
    .option("--words <text>", option("instalments", "words"))
    .option("--owner <id>", option("add", "owner"))
    .action(cli.action(work("instalments")));
  cli
    .command(promises, "list", "desk.promises.list")
    .option("--all", option("list", "all"))
    .option("--mine", option("list", "mine"))
    .action(cli.action(work("list")));
  cli
    .command(promises, "keep <promise>", "desk.promises.keep")
    .option("--words <text>", option("keep", "words"))
    .action(cli.action(work("keep")));
  cli
    .command(promises, "miss <promise>", "desk.promises.miss")
    .requiredOption("--words <text>", option("miss", "words"))
    .action(cli.action(work("miss")));
  cli
    .command(promises, "move <promise>", "desk.promises.move")
    .requiredOption("--words <text>", option("miss", "words"))
    .option("--by <day>", option("move", "by"))
    .option("--to <id>", option("move", "to"))
    .action(cli.action(work("move")));
};
