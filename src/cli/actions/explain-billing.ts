/** What `invoice explain` does: each charge and reason with its steps, on the screen or as JSON. */
import { explainCharge } from "../../app/explain-charge.ts";
import { explanationText } from "../output/billing-explained.ts";
import { chargeJson, notChargedJson } from "../output/billing-json.ts";
import { sayingsOf } from "../output/sayings.ts";
import type { Session } from "../session.ts";
import { chosenLanguage } from "./chosen-language.ts";

/** @throws UsageError `not-a-language`; UserError as {@link explainCharge}. */
export async function explainBilling(session: Session, id: string, line: string | null, asked: unknown): Promise<void> {
  const language = chosenLanguage(asked);
  const explained = await explainCharge(await session.desk(), id, line);
  if (!session.flags.json) return session.print(...(await explanationText(session, explained, language ?? session.language)));
  const { billing, charges, notCharged } = explained;
  const say = (await sayingsOf(session, language))(billing.language);
  session.json({
    inspection: billing.inspection,
    contract: billing.contract,
    documents: billing.documents.map((document) => document.number),
    charges: charges.map((charge) => chargeJson(charge, say)),
    notCharged: notCharged.map((entry) => notChargedJson(entry, say)),
  });
}
