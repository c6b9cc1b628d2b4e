import type { Declare } from "../../program.ts";

/** `desk customers show TEXT`: what was asked and given, beside what the relation is worth. Only when somebody asks for it. */
export const declareCustomers: Declare = (program, cli) => {
  const customers = program.command("customers").description(cli.help("desk.customers.summary")).helpCommand(false);
  cli
    .command(customers, "show <customer>", "desk.customers.show")
    .action(cli.action(async (session, [text]) => (await import("../../actions/customers.ts")).show(session, String(text))));
};
