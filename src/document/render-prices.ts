/** The prices of a contract as a document of its own: what the last page of the contract form says, to hand over or send. */
import type { PriceList } from "../assessment/prices/price-list.ts";
import type { Contract } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import { dayOf } from "../kernel/dates.ts";
import type { DocumentAssets } from "./assets.ts";
import { shortened } from "./letterhead.ts";
import { CONTENT_WIDTH, PAGE, STYLE } from "./look.ts";
import { priceGroups } from "./prices/prices.ts";
import type { Pen } from "./sheet/pen.ts";
import { renderSheet } from "./sheet/sheet.ts";

export interface PricesValues {
  readonly contract: Contract;
  readonly firm: Firm;
  readonly prices: PriceList;
}

/** Sets the prices in the contract's language. The same values and assets give the same bytes. */
export function renderPrices({ contract, firm, prices }: PricesValues, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages } = assets;
  const { language, zone, number } = contract;
  const facts = { title: `${messages("prices.title")} ${number}`, author: firm.name, language, day: dayOf(contract.handOver, zone) };
  return renderSheet(facts, assets, (pen, body) => ({
    firstTop: PAGE.top,
    groups: priceGroups({ contract, prices, messages, pen, body }, "H1"),
    head: () => {},
    foot: (to, page, pages) => paintFoot(to, firm.name, messages("prices.page", { number, page, pages })),
  }));
}

function paintFoot(pen: Pen, firm: string, page: string): void {
  const y = PAGE.height - 46;
  pen.rule(PAGE.left, y - 13, CONTENT_WIDTH);
  pen.artifact(() => {
    for (const [index, text] of [firm, page].entries()) {
      pen.write({ text: shortened(pen, text, CONTENT_WIDTH), style: STYLE.footer, x: PAGE.left }, y + index * STYLE.footer.leading);
    }
  });
}
