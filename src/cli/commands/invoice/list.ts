import type { Declare } from "../../program.ts";

/** `invoice list`: everything issued. */
export const declareList: Declare = (program, cli) => {
  cli.command(program, "list", "invoice.list").action(
    cli.action(async (session) => {
      const { listBillings } = await import("../../../app/list-billings.ts");
      const desk = await session.desk();
      const billings = await listBillings(desk);
      if (session.flags.json) {
        const { issuedJson } = await import("../../output/billing-json.ts");
        const archive = await desk.archive();
        const rows = billings.map(async (issued) => issuedJson(issued, issued.pdf && (await archive.locate(issued.pdf.sha256))));
        return session.json({ billings: await Promise.all(rows) });
      }
      const { billingTable } = await import("../../output/billing-table.ts");
      session.table(...billingTable(session, billings));
    }),
  );
};
