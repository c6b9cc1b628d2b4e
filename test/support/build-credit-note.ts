/** Credit notes with good defaults: the chairs of the builders' billing, credited in full. */
import { createHash } from "node:crypto";
import type { Store } from "../../src/app/ports.ts";
import type { Billing } from "../../src/invoice/billing.ts";
import { type CreditCause, type CreditNote, type CreditPart, creditParts, wholeLine } from "../../src/invoice/credit-note.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling } from "./build-billing.ts";
import { NOON } from "./temporary-store.ts";

const FACTS: Readonly<Record<string, readonly [product: string, fact: string]>> = {
  diminution: ["Taittotuoli, musta", "3 kpl säröillä (vakava)"],
  cleaning: ["Kahvikuppi, valkoinen", "23 kpl pesemättä"],
};

/**
 * @param kind which document of the billing is credited.
 * @param parts what of it; all of it unless said.
 */
export function buildCreditNote(
  over: Partial<CreditNote> = {},
  billing: Billing = buildBilling(),
  kind: "invoice" | "damagesStatement" = "damagesStatement",
  parts: readonly CreditPart[] | null = null,
): CreditNote {
  const document = billing.documents.find((one) => one.kind === kind);
  if (!document) throw new Error(`no ${kind}`);
  const credit = creditParts(document, parts ?? document.lines.map((line) => wholeLine(line, [])));
  const lines = credit.lines.map((line) => {
    const charge = billing.charges.find(({ id }) => id === line.charge);
    if (!charge) throw new Error(`no ${line.charge}`);
    const [product, fact] = FACTS[line.kind] ?? ["", ""];
    return { ...line, source: charge.source, product, fact };
  });
  const { contract, inspection, customer, firm, language, returnedOn, reply, settlement } = billing;
  const { reference, rfReference, dueDate } = settlement;
  return {
    schemaVersion: 1,
    number: "H-2026-0001",
    original: { kind, number: document.number as string, issuedOn: billing.issuedOn },
    inspection,
    contract,
    customer,
    firm,
    language,
    issuedOn: billing.issuedOn,
    returnedOn,
    reason: "Tuolit löytyivät ehjinä varastosta.",
    mode: document.mode,
    ...credit,
    lines,
    effect: {
      toPay: cents(settlement.toPay - credit.total),
      refund: cents(0),
      refundBy: null,
      released: cents(0),
      reference,
      rfReference,
      dueDate,
    },
    reply,
    ...over,
  };
}

/** Enters a credit note in the books as issued by Mira at noon. */
export const addCreditNote = (store: Store, billing: number, note: CreditNote, cause: CreditCause = "decision"): Promise<number> => {
  const sha256 = createHash("sha256").update(canonicalJson(note)).digest("hex");
  return store.write(({ creditNotes }) => creditNotes.add(note, { billing, cause, sha256, issuedAt: NOON, issuedBy: "mira" }));
};
