import type { Declare, Work } from "../../program.ts";

/** `desk feedback …`: what customers say of a rental, and what we say of a return. */
export const declareFeedback: Declare = (program, cli) => {
  const feedback = program.command("feedback").description(cli.help("desk.feedback.summary")).helpCommand(false);
  const option = (name: string): string => cli.help(`desk.feedback.option.${name}`);
  const work = (name: "add" | "take" | "list" | "invite" | "facts"): Work => {
    return async (...given) => (await import("../../actions/feedback.ts"))[name](...given);
  };
  cli
    .command(feedback, "add [id]", "desk.feedback.add")
    .option("--mood <mood>", option("mood"))
    .option("--words <text>", option("words"))
    .option("--words-from <file>", option("wordsFrom"))
    .option("--via <way>", option("via"))
    .option("--link <url>", option("link"))
    .option("--name <name>", option("name"))
    .action(cli.action(work("add")));
  cli
    .command(feedback, "take <file>", "desk.feedback.take")
    .option("--mood <mood>", option("mood"))
    .option("--about <id>", option("about"))
    .action(cli.action(work("take")));
  cli.command(feedback, "list [contract]", "desk.feedback.list").action(cli.action(work("list")));
  cli
    .command(feedback, "invite", "desk.feedback.invite")
    .option("--letter", cli.help("desk.feedback.invite.option.letter"))
    .action(cli.action(work("invite")));
  cli
    .command(feedback, "facts <id>", "desk.feedback.facts")
    .option("--language <language>", cli.help("desk.feedback.facts.option.language"))
    .option("--out <path>", cli.help("desk.feedback.facts.option.out"))
    .action(cli.action(work("facts")));
};
