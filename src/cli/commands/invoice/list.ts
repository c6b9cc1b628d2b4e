import type { Declare } from "../../program.ts";

/** `invoice list`: everything issued; or what is open, overdue, overpaid. */
export const declareList: Declare = (program, cli) => {
  cli
    .command(program, "list", "invoice.list")
    .option("--open", cli.help("invoice.list.option.open"))
    .option("--overdue", cli.help("invoice.list.option.overdue"))
    .option("--overpaid", cli.help("invoice.list.option.overpaid"))
    .action(
      cli.action(async (session, _args, options) => {
        const standings = (["open", "overdue", "overpaid"] as const).filter((standing) => options[standing] === true);
        if (standings.length > 0) return (await import("../../actions/show-accounts.ts")).showAccounts(session, standings);
        const { listBillings, listCreditNotes } = await import("../../../app/list-billings.ts");
        const desk = await session.desk();
        const billings = await listBillings(desk);
        const credits = await listCreditNotes(desk);
        const { listUncorrected } = await import("../../../app/correct-billing.ts");
        const uncorrected = await listUncorrected(desk);
        if (session.flags.json) {
          const { issuedJson } = await import("../../output/billing-json.ts");
          const archive = await desk.archive();
          const sayings = await (await import("../../output/sayings.ts")).sayingsOf(session);
          const rows = billings.map(async (issued) => issuedJson(issued, issued.pdf && (await archive.locate(issued.pdf.sha256)), sayings));
          const { issuedCreditJson } = await import("../../output/credit-json.ts");
          const notes = credits.map(async (one) => issuedCreditJson(one, one.pdf && (await archive.locate(one.pdf.sha256))));
          return session.json({ billings: await Promise.all(rows), creditNotes: await Promise.all(notes), uncorrected });
        }
        const { billingTable } = await import("../../output/billing-table.ts");
        const { uncorrectedText } = await import("../../output/uncorrected-text.ts");
        session.table(...billingTable(session, billings, credits));
        if (uncorrected.length > 0) session.remark("", ...uncorrectedText(session, uncorrected));
      }),
    );
};
