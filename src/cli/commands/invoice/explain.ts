import type { Declare } from "../../program.ts";

/** `invoice explain ID [LINE]`: how each sum was reached, traced back to its finding and clause. */
export const declareExplain: Declare = (program, cli) => {
  cli.command(program, "explain <id> [line]", "invoice.explain").action(
    cli.action(async (session, [id, line]) => {
      const { explainCharge } = await import("../../../app/explain-charge.ts");
      const explained = await explainCharge(await session.desk(), String(id), typeof line === "string" ? line : null);
      if (session.flags.json) {
        const { chargeJson, notChargedJson } = await import("../../output/billing-json.ts");
        const { billing } = explained;
        return session.json({
          inspection: billing.inspection,
          contract: billing.contract,
          documents: billing.documents.map((document) => document.number),
          charges: explained.charges.map(chargeJson),
          notCharged: explained.notCharged.map(notChargedJson),
        });
      }
      const { explanationText } = await import("../../output/billing-explained.ts");
      session.print(...(await explanationText(session, explained)));
    }),
  );
};
