/** The document of the books that a file is, or says it is. */
import type { IssuedBilling } from "../../invoice/billing.ts";
import type { IssuedCreditNote } from "../../invoice/credit-note.ts";
import type { IssuedReminder } from "../../invoice/reminder.ts";
import { dayOf } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { findHeader } from "../load-walk.ts";
import type { IssuedFile } from "../ports/issued-files.ts";
import type { Desk, InspectionHeader, Repositories } from "../ports.ts";
import type { CheckedDocument } from "./checked.ts";
import type { Claim } from "./claim.ts";

/** `files`: hashes of the PDFs in which it was issued or handed out, the one to compare with first. */
export type Held = { readonly document: CheckedDocument; readonly files: readonly string[] } & (
  | { readonly kind: "billing"; readonly issued: IssuedBilling }
  | { readonly kind: "creditNote"; readonly issued: IssuedCreditNote }
  | { readonly kind: "reminder"; readonly issued: IssuedReminder; readonly billing: IssuedBilling }
  | { readonly kind: "record"; readonly header: InspectionHeader }
  | { readonly kind: "signedCopy" }
);

/** What is issued was changed in the books, behind everything that keeps it: its value no longer has its hash. */
export interface AlteredBooks {
  readonly kind: "altered";
}

/** Reads from the books, which refuse what no longer has its hash. */
async function unaltered(find: () => Promise<Held | null>): Promise<Held | AlteredBooks | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof UserError && error.code === "billing-altered") return { kind: "altered" };
    throw error;
  }
}

/** What these very bytes were issued, handed out or archived as. */
export const heldByBytes = (desk: Desk, repositories: Repositories, sha256: string): Promise<Held | AlteredBooks | null> =>
  unaltered(async () => {
    const file = await repositories.issuedFiles.named(sha256);
    if (file) return heldOfFile(desk, repositories, file, sha256);
    const [copy] = await repositories.signedCopies.holding(sha256);
    return copy ? signedCopyOf(desk, repositories, copy, sha256) : null;
  });

async function heldOfFile(desk: Desk, repositories: Repositories, file: IssuedFile, sha256: string): Promise<Held | null> {
  const { billings, creditNotes, reminders } = repositories;
  switch (file.kind) {
    case "billing": {
      const issued = await billings.get(file.id);
      return issued && ofBilling(issued, sha256);
    }
    case "creditNote": {
      const issued = await creditNotes.byNumber(file.number);
      return issued && ofCreditNote(issued, sha256);
    }
    case "eInvoice": {
      const note = await creditNotes.byNumber(file.number);
      const issued = note ? null : await billings.byNumber(file.number);
      return note ? ofCreditNote(note, sha256) : issued && ofBilling(issued, sha256);
    }
    case "reminder": {
      const issued = await reminders.get(file.id);
      const billing = issued && (await billings.get(issued.billing));
      if (!issued || !billing) return null;
      return { ...ofBilling(billing, sha256), kind: "reminder", issued, billing, document: ofReminder(desk, issued) };
    }
    case "record":
      return ofRecord(desk, repositories, await findHeader(repositories, file.inspection), sha256);
  }
}

const ofReminder = ({ settings }: Desk, { reminder, issuedAt }: IssuedReminder): CheckedDocument => ({
  kind: "reminder",
  name: reminder.documents.map(({ number }) => number).join(" "),
  contract: reminder.contract,
  customer: reminder.customer.name,
  on: dayOf(issuedAt, settings.zone),
});

function ofBilling(issued: IssuedBilling, sha256: string | null): Held & { readonly kind: "billing" } {
  const { documents, inspection, contract, customer, issuedOn } = issued.billing;
  const numbers = documents.flatMap(({ number }) => number ?? []);
  const document = { kind: "billing", name: numbers.join(" ") || inspection, contract, customer: customer.name, on: issuedOn } as const;
  return { kind: "billing", issued, document, files: filesOf(sha256, issued.pdf?.sha256) };
}

function ofCreditNote(issued: IssuedCreditNote, sha256: string | null): Held {
  const { number, contract, customer, issuedOn } = issued.note;
  const document = { kind: "creditNote", name: number, contract, customer: customer.name, on: issuedOn } as const;
  return { kind: "creditNote", issued, document, files: filesOf(sha256, issued.pdf?.sha256) };
}

const filesOf = (given: string | null, stored: string | undefined): readonly string[] => [
  ...new Set([given, stored].filter((sha256) => typeof sha256 === "string")),
];

async function ofRecord(desk: Desk, repositories: Repositories, header: InspectionHeader, sha256: string | null): Promise<Held> {
  const { id, contract, finishedAt, startedAt } = header;
  const customer = (await repositories.contracts.get(contract))?.customer.name ?? "";
  const on = dayOf(finishedAt ?? startedAt, desk.settings.zone);
  const handed = sha256 === null ? (await repositories.issuedFiles.ofRecord(contract, id)).map((one) => one.sha256) : [sha256];
  const files = [...new Set(handed)];
  return { kind: "record", header, document: { kind: "record", name: id, contract, customer, on }, files };
}

async function signedCopyOf(
  desk: Desk,
  { contracts, signedCopies }: Repositories,
  { contract, version }: { readonly contract: string; readonly version: number },
  sha256: string,
): Promise<Held> {
  const customer = (await contracts.get(contract))?.customer.name ?? "";
  const archivedAt = (await signedCopies.of(contract)).find((copy) => copy.version === version)?.archivedAt ?? desk.clock.now();
  const document = { kind: "signedCopy", name: String(version), contract, customer, on: dayOf(archivedAt, desk.settings.zone) } as const;
  return { kind: "signedCopy", document, files: [sha256] };
}

/** What a file claims to be, as far as the books know it. A bill never names the credit notes that follow it, so a credit note goes first. */
export const heldByClaim = (desk: Desk, repositories: Repositories, { kind, names }: Claim): Promise<Held | AlteredBooks | null> =>
  unaltered(async () => {
    const { billings, creditNotes, inspections } = repositories;
    if (kind !== "record") {
      for (const name of names) {
        const note = await creditNotes.byNumber(name.trim().toUpperCase());
        if (note) return ofCreditNote(note, null);
      }
      for (const name of names) {
        const issued = await billings.byNumber(name);
        if (issued) return ofBilling(issued, null);
      }
    }
    const ids = names.filter((name) => /^R-[1-9]\d{0,14}$/u.test(name));
    for (const id of ids) {
      // A thank-you note has no number: it is named after its return.
      const thanks =
        kind === "billing" ? (await billings.ofInspection(id)).find(({ billing }) => billing.documents.length === 0) : undefined;
      if (thanks) return ofBilling(thanks, null);
      const header = await inspections.header(id);
      if (header) return ofRecord(desk, repositories, header, null);
    }
    return null;
  });

/** The bill that a payment code asks for. */
export const heldByReference = (repositories: Repositories, reference: string): Promise<Held | AlteredBooks | null> =>
  unaltered(async () => {
    const id = await repositories.issuedFiles.billingOfReference(reference);
    const issued = id === null ? null : await repositories.billings.get(id);
    return issued && ofBilling(issued, null);
  });
