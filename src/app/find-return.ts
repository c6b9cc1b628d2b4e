/** Which return somebody means by an id: its own (R-), a document's (L-, K-, H-), or the contract's number. */
import type { IssuedBilling } from "../invoice/billing.ts";
import { UserError } from "../kernel/errors.ts";
import { type IdKind, idKind } from "../kernel/ids.ts";
import { findContract } from "./find-contract.ts";
import type { InspectionHeader, Repositories } from "./ports.ts";

/**
 * The return that an id leads to. A contract leads to its first finished load that is not billed, else to its last load.
 * @throws UserError `return-unknown`, `document-unknown`, `not-a-return`, `nothing-returned`, `contract-unknown`.
 */
export async function findReturn(repositories: Repositories, id: string): Promise<InspectionHeader> {
  const text = id.trim().toUpperCase();
  const kind = idKind(text);
  if (kind === "return") return returnById(repositories, text);
  const issued = await billingOfDocument(repositories, id);
  if (issued) {
    const header = await repositories.inspections.header(issued.billing.inspection);
    if (header) return header;
  }
  // A firm's own contract numbers may look like ours.
  if (isDocument(kind) && !(await repositories.contracts.get(id.trim()))) {
    throw new UserError("document-unknown", { number: text }, ["invoice list"]);
  }
  const contract = await findContract(repositories, id);
  return returnOfContract(repositories, contract.number);
}

const isDocument = (kind: IdKind | null): boolean => kind === "invoice" || kind === "damagesStatement" || kind === "creditNote";

/**
 * The billing of a document that an id names: an invoice, a damages statement, or a credit note, which leads to what it changes. A desk
 * may number as it likes, so the books decide and not the letter; a contract's number goes first where the letter says nothing.
 */
export async function billingOfDocument({ billings, creditNotes, contracts }: Repositories, id: string): Promise<IssuedBilling | null> {
  if (!isDocument(idKind(id)) && (await contracts.get(id.trim()))) return null;
  const exact = await billings.byNumber(id);
  if (exact) return exact;
  const note = await creditNotes.byNumber(id);
  return note && billings.get(note.billing);
}

async function returnById({ inspections }: Repositories, id: string): Promise<InspectionHeader> {
  const header = await inspections.header(id);
  if (!header) throw new UserError("return-unknown", { id }, ["invoice", "inspect list"]);
  if (header.kind === "handover") {
    throw new UserError("not-a-return", { id: header.id, contract: header.contract }, [`invoice ${header.contract}`]);
  }
  return header;
}

async function returnOfContract({ billings, inspections }: Repositories, contract: string): Promise<InspectionHeader> {
  const loads = (await inspections.of(contract)).filter((header) => header.kind === "return");
  for (const load of loads) {
    if (load.finishedAt !== null && (await billings.ofInspection(load.id)).length === 0) return load;
  }
  const last = loads.at(-1);
  if (!last) {
    throw new UserError("nothing-returned", { contract }, [`inspect ${contract}`]);
  }
  return last;
}
