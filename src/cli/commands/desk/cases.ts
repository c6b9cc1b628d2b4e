import type { Declare, Work } from "../../program.ts";

/** `desk cases …`: what customers say back, each with an owner and the day of its answer. */
export const declareCases: Declare = (program, cli) => {
  const cases = program.command("cases").description(cli.help("desk.cases.summary")).helpCommand(false);
  const option = (command: string, name: string): string => cli.help(`desk.cases.${command}.option.${name}`);
  const open: Work = async (...given) => (await import("../../actions/cases/open.ts")).open(...given);
  const steps = (name: "note" | "handOver" | "accept" | "close"): Work => {
    return async (...given) => (await import("../../actions/cases/steps.ts"))[name](...given);
  };
  const look = (name: "list" | "show" | "overdue"): Work => {
    return async (...given) => (await import("../../actions/cases/look.ts"))[name](...given);
  };

  cli
    .command(cases, "open [id]", "desk.cases.open")
    .option("--words <text>", option("open", "words"))
    .option("--words-from <file>", option("open", "wordsFrom"))
    .option("--via <way>", option("open", "via"), "desk")
    .option("--link <url>", option("open", "link"))
    .option("--line <n>", option("open", "line"))
    .option("--owner <id>", option("open", "owner"))
    .option("--name <name>", option("open", "name"))
    .option("--email <address>", option("open", "email"))
    .option("--phone <number>", option("open", "phone"))
    .option("--language <language>", option("open", "language"))
    .option("--letter", option("open", "letter"))
    .action(cli.action(open));
  cli
    .command(cases, "take <file>", "desk.cases.take")
    .option("--about <id>", option("take", "about"))
    .option("--owner <id>", option("open", "owner"))
    .option("--language <language>", option("open", "language"))
    .option("--no-acknowledge", option("take", "noAcknowledge"))
    .action(cli.action(async (...given) => (await import("../../actions/cases/take.ts")).take(...given)));
  cli
    .command(cases, "list", "desk.cases.list")
    .option("--all", option("list", "all"))
    .option("--mine", option("list", "mine"))
    .action(cli.action(look("list")));
  cli.command(cases, "show <case>", "desk.cases.show").action(cli.action(look("show")));
  cli
    .command(cases, "acknowledge <case>", "desk.cases.acknowledge")
    .option("--letter", option("open", "letter"))
    .action(cli.action(async (...given) => (await import("../../actions/cases/open.ts")).acknowledge(...given)));
  cli
    .command(cases, "reply <case>", "desk.cases.reply")
    .option("--thanks <text>", option("reply", "thanks"))
    .option("--experience <text>", option("reply", "experience"))
    .option("--heard <text>", option("reply", "heard"))
    .option("--ours <text>", option("reply", "ours"))
    .option("--act <text>", option("reply", "act"))
    .option("--prepared <verdict>", option("reply", "prepared"))
    .option("--text-from <file>", option("reply", "textFrom"))
    .option("--draft", option("reply", "draft"))
    .option("--send", option("reply", "send"))
    .option("--now", option("reply", "now"))
    .option("--told <text>", option("reply", "told"))
    .option("--letter", option("open", "letter"))
    .action(cli.action(async (...given) => (await import("../../actions/cases/reply.ts")).reply(...given)));
  cli.command(cases, "note <case> <text>", "desk.cases.note").action(cli.action(steps("note")));
  cli
    .command(cases, "hand-over <case>", "desk.cases.handOver")
    .requiredOption("--to <id>", option("handOver", "to"))
    .action(cli.action(steps("handOver")));
  cli.command(cases, "accept <case>", "desk.cases.accept").action(cli.action(steps("accept")));
  cli
    .command(cases, "close <case>", "desk.cases.close")
    .option("--done <text>", option("close", "done"))
    .option("--changed <what>", option("close", "changed"))
    .option("--learnt <text>", option("close", "learnt"))
    .action(cli.action(steps("close")));
  cli.command(cases, "overdue", "desk.cases.overdue").action(cli.action(look("overdue")));
};
