import type { Declare } from "../../program.ts";

/** `desk staff add|end|pin|list|sign-in`: who works at the desk, and who stands at it now. */
export const declareStaff: Declare = (program, cli) => {
  const staff = program.command("staff").description(cli.help("desk.staff.summary")).helpCommand(false);
  const run = (name: "addPerson" | "endPerson" | "changePin" | "listStaff" | "signInPerson") =>
    cli.action(async (session, args, options) => (await import("../../actions/staff-commands.ts"))[name](session, args, options));

  cli
    .command(staff, "add <name>", "desk.staff.add")
    .option("--role <role>", cli.help("desk.staff.add.option.role"), "clerk")
    .option("--id <id>", cli.help("desk.staff.add.option.id"))
    .option("--phone <number>", cli.help("desk.staff.add.option.phone"))
    .option("--until <day>", cli.help("desk.staff.add.option.until"))
    .action(run("addPerson"));
  cli.command(staff, "end <id>", "desk.staff.end").option("--on <day>", cli.help("desk.staff.end.option.on")).action(run("endPerson"));
  cli
    .command(staff, "pin <id>", "desk.staff.pin")
    .option("--new-pin-fd <n>", cli.help("desk.staff.pin.option.newPinFd"))
    .action(run("changePin"));
  cli
    .command(staff, "limits [role]", "desk.staff.limits")
    .option("--line <sum>", cli.help("desk.staff.limits.option.line"))
    .option("--contract <sum>", cli.help("desk.staff.limits.option.contract"))
    .action(cli.action(async (session, args, options) => (await import("../../actions/staff-limits.ts")).limits(session, args, options)));
  cli.command(staff, "list", "desk.staff.list").action(run("listStaff"));
  cli.command(staff, "sign-in <id>", "desk.staff.signIn").action(run("signInPerson"));
};
