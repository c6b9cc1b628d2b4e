import type { Declare } from "../../program.ts";

/** `invoice list`: everything issued. */
export const declareList: Declare = (program, cli) => {
  cli.command(program, "list", "invoice.list").action(
    cli.action(async (session) => {
      const { listBillings } = await import("../../../app/list-billings.ts");
      const billings = await listBillings(await session.desk());
      if (session.flags.json) {
        const { issuedJson } = await import("../../output/billing-json.ts");
        return session.json({ billings: billings.map((issued) => issuedJson(issued, null)) });
      }
      const { billingTable } = await import("../../output/billing-table.ts");
      session.table(...billingTable(session, billings));
    }),
  );
};
