import type { Declare, Work } from "../../program.ts";

/** `desk customers …`: what was asked and given, and how we stand, only when somebody asks for it; handed out, or forgotten as far as the law lets us. */
export const declareCustomers: Declare = (program, cli) => {
  const customers = program.command("customers").description(cli.help("desk.customers.summary")).helpCommand(false);
  const option = (command: string, name: string): string => cli.help(`desk.customers.${command}.option.${name}`);
  const standing = (name: "talk" | "decline" | "standing" | "answer" | "review" | "hard"): Work => {
    return async (...given) => (await import("../../actions/standing.ts"))[name](...given);
  };
  cli
    .command(customers, "show <customer>", "desk.customers.show")
    .action(cli.action(async (session, [text]) => (await import("../../actions/customers.ts")).show(session, String(text))));
  cli
    .command(customers, "talk <customer>", "desk.customers.talk")
    .option("--agreed <text>", option("talk", "agreed"))
    .option("--on <day>", option("talk", "on"))
    .action(cli.action(standing("talk")));
  cli
    .command(customers, "decline <customer>", "desk.customers.decline")
    .option("--reason <text>", option("decline", "reason"))
    .option("--review <day>", option("decline", "review"))
    .option("--responsible <id>", option("decline", "responsible"))
    .option("--letter", option("decline", "letter"))
    .action(cli.action(standing("decline")));
  cli.command(customers, "standing [customer]", "desk.customers.standing").action(cli.action(standing("standing")));
  cli
    .command(customers, "answer <customer>", "desk.customers.answer")
    .option("--words <text>", option("answer", "words"))
    .action(cli.action(standing("answer")));
  cli
    .command(customers, "review <customer>", "desk.customers.review")
    .option("--until <day>", option("review", "until"))
    .option("--welcome", option("review", "welcome"))
    .action(cli.action(standing("review")));
  cli
    .command(customers, "missing", "desk.customers.missing")
    .action(cli.action(async (session) => (await import("../../actions/customers.ts")).missing(session)));
  cli
    .command(customers, "hard [contract]", "desk.customers.hard")
    .option("--sums", option("hard", "sums"))
    .action(cli.action(standing("hard")));
  const data = () => import("../../actions/customer-data.ts");
  cli
    .command(customers, "export <customer>", "desk.customers.export")
    .requiredOption("--out <folder>", cli.help("desk.customers.export.option.out"))
    .action(cli.action(async (session, [text], { out }) => (await data()).exportOne(session, String(text), String(out))));
  cli
    .command(customers, "forget <customer>", "desk.customers.forget")
    .action(cli.action(async (session, [text]) => (await data()).forget(session, String(text))));
  cli.command(customers, "expire", "desk.customers.expire").action(cli.action(async (session) => (await data()).expireNotes(session)));
};
