/** What was promised and takes nothing off any more is not passed over: somebody may want to give it on another line. */
import type { Contract } from "../../contract/contract.ts";
import { productAt } from "../../document/describe-source.ts";
import type { Billing } from "../../invoice/billing.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { wrap } from "./columns.ts";

/** A line of its own for each, after an empty one; nothing where all concessions take something off. */
export async function idleConcessionText(
  session: Session,
  { inspection: id, idleConcessions = [] }: Pick<Billing, "inspection" | "idleConcessions">,
  contract: Contract,
): Promise<readonly string[]> {
  if (idleConcessions.length === 0) return [];
  const { t, out, language } = session;
  const messages = await session.customerTexts(language);
  return idleConcessions.flatMap(({ position, amount }) => {
    const product = plain(productAt(position, { contract, messages }));
    const text = t("invoice.concessionIdle", { id, amount: formatMoney(amount, language), product });
    return ["", ...wrap(text, 0).map((line) => out.warn(line))];
  });
}
