import type { Declare } from "../../program.ts";

/** `desk approvals [grant|refuse N]`: what was asked for and waits for somebody who may decide it. */
export const declareApprovals: Declare = (program, cli) => {
  const approvals = cli
    .command(program, "approvals", "desk.approvals")
    .action(cli.action(async (session) => (await import("../../actions/approvals.ts")).listApprovals(session)));
  cli
    .command(approvals, "grant <number>", "desk.approvals.grant")
    .action(cli.action(async (session, [number]) => (await import("../../actions/approvals.ts")).grantApproval(session, String(number))));
  cli
    .command(approvals, "refuse <number>", "desk.approvals.refuse")
    .option("--reason <text>", cli.help("desk.approvals.refuse.option.reason"))
    .action(
      cli.action(async (session, [number], options) =>
        (await import("../../actions/approvals.ts")).refuseApproval(session, String(number), options),
      ),
    );
};
