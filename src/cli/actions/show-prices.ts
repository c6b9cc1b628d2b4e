/** What `contracts prices` does: a table on the screen, or the page as a PDF for the customer. */
import { writeNewFile } from "../../adapters/output-files.ts";
import { contractPrices, renderContractPrices } from "../../app/contract-prices.ts";
import { priceListJson, priceNoteLines, priceTable } from "../output/price-list.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

export async function showPrices(session: Session, number: string, out: string | null): Promise<void> {
  const desk = await session.desk();
  const priced = await contractPrices(desk, number);
  if (out === null) {
    if (session.flags.json) return session.json(priceListJson(priced));
    session.table(...(await priceTable(session, priced)));
    return session.remark(...(await priceNoteLines(session, priced)));
  }
  const pdf = await renderContractPrices(desk, priced, await documentAssets(desk, priced.contract.language));
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const path = await writeNewFile(session.io.cwd, out, pdf);
  if (session.flags.json) return session.json({ ...priceListJson(priced), path, size: pdf.length });
  session.print(session.t("contracts.prices.written", { path }));
}
