/** The value a letter says, inside the letter: whoever holds the PDF can check it against the books, and a program can read it. */
import type { Billing } from "../../invoice/billing.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Messages } from "../../language/messages.ts";
import type { Attachment } from "../sheet/attachment.ts";

/** The name by which it is found again. */
export const FROZEN_VALUE = "billing.json";

/**
 * Byte for byte what the books' hash is of. It holds what the letter says and the customer's own details, and nothing else: no
 * standing, no notes among colleagues, not the walkthrough's record, which has reasons that no letter prints. A preview has none.
 */
export function frozenValue(billing: Billing, messages: Messages): Attachment[] {
  if (billing.documents.some(({ number }) => number === null)) return [];
  const bytes = Buffer.from(canonicalJson(billing), "utf8");
  const description = messages("letter.attached");
  return [{ name: FROZEN_VALUE, type: "application/json", description, relationship: "Source", bytes }];
}
