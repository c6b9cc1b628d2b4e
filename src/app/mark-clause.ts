/** Where a clause stands on a page of a signed copy that is our own form: set anew, the form says where, and the page's code how it lies. */
import { listPrices } from "../assessment/prices/list-prices.ts";
import type { DocumentAssets } from "../document/assets.ts";
import { CLAUSE_COLUMN, setForm } from "../document/render-form.ts";
import type { PageMark } from "../document/render-working-copy.ts";
import { codeInPlaceOn } from "../media/archived-page.ts";
import { findOnScan } from "../media/find-on-scan.ts";
import type { GreyPicture } from "../media/grey-picture.ts";
import { rasterisePage } from "../media/rasterise.ts";
import type { Signed } from "./load-signed-pages.ts";
import type { Desk } from "./ports.ts";

const DPI = 150;
/** Pixels of the form's picture in a point. */
const SCALE = DPI / 72;
/** From the words to the line beside them, in points. */
const BESIDE = 12;

/**
 * @param picture the page of the signed copy on which the clause stands.
 * @returns null where the page is no page of the form, or does not show the clause where the form has it.
 */
export async function markClause(
  desk: Desk,
  { contract, terms }: Signed,
  clause: string,
  picture: GreyPicture,
  assets: DocumentAssets,
): Promise<PageMark | null> {
  const found = await codeInPlaceOn(picture);
  if (found === null || found.form.contract !== contract.number) return null;
  const { pdf, clauses } = await setForm({ contract, terms, firm: desk.settings.firm, prices: listPrices(contract, terms) }, assets);
  const place = clauses.get(clause);
  if (place === undefined || place.page !== found.form.page) return null;
  const printed = await rasterisePage(pdf, place.page, DPI);
  const code = (await codeInPlaceOn(printed))?.code;
  if (code === undefined) return null;
  const { left, width } = CLAUSE_COLUMN;
  const part = { left: left * SCALE, right: (left + width) * SCALE, top: place.top * SCALE, bottom: place.bottom * SCALE };
  return findOnScan({ picture: printed, code }, { picture, code: found.code }, part, BESIDE * SCALE);
}
