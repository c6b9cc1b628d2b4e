/** What an export of a contract holds: the originals, what is known, what was issued and handed out, and a page that says what is what. */
import { createHash } from "node:crypto";
import { extname } from "node:path";
import type { Contract } from "../contract/contract.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import { type Language, plain } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { findContract } from "./find-contract.ts";
import { photosIn } from "./load-pictures.ts";
import { loadWalk } from "./load-walk.ts";
import type { Archive, Desk, Repositories, SignedCopy, SignedCopyFile } from "./ports.ts";
import { shownIn, signatureOf } from "./sign-record.ts";

/** A file of an export. Its bytes are read when they are written, and not at all where they are there already. */
export interface ExportFile {
  /** Relative, with `/` between folders; the same on every system. */
  readonly path: string;
  readonly sha256: string;
  bytes(): Promise<Uint8Array>;
}

const LONGEST_NAME = 80;

/** A file name that means the same on every system and cannot lead anywhere: letters, figures, dots and dashes. */
export function safeName(name: string): string {
  const safe = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/gu, "");
  if (safe.length <= LONGEST_NAME) return safe === "" ? "file" : safe;
  const ending = /\.[A-Za-z0-9]{1,5}$/u.exec(safe)?.[0] ?? "";
  return safe.slice(0, LONGEST_NAME - ending.length).replace(/[\uD800-\uDBFF]$/u, "") + ending;
}

const made = (path: string, bytes: Uint8Array): ExportFile => ({
  path,
  sha256: createHash("sha256").update(bytes).digest("hex"),
  bytes: async () => bytes,
});
const json = (path: string, value: unknown): ExportFile => made(path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));

interface Stored {
  readonly path: string;
  readonly sha256: string;
}
const fromArchive = (archive: Archive, { path, sha256 }: Stored): ExportFile => ({ path, sha256, bytes: () => archive.read(sha256) });

/** A number in front keeps files of the same name apart, and names such as `CON` off Windows. */
const originalPath = (version: number, index: number, { name }: Pick<SignedCopyFile, "name">): string =>
  `signed-copy-${version}/${index + 1}-${safeName(name)}`;

const originals = (copies: readonly SignedCopy[]): readonly Stored[] =>
  copies.flatMap(({ version, files }) => files.map((file, index) => ({ path: originalPath(version, index, file), sha256: file.sha256 })));

/** PDFs as they were issued, with the frozen value of each beside it. */
async function issuedFiles(repositories: Repositories, inspections: readonly string[]) {
  const { billings, creditNotes, reminders, eInvoices } = repositories;
  const stored: Stored[] = [];
  const values: ExportFile[] = [];
  const numbers = new Set<string>();
  for (const inspection of inspections) {
    for (const issued of await billings.ofInspection(inspection)) {
      const name = safeName(issued.billing.documents.map(({ number }) => number ?? "").join("_")) || inspection;
      const base = `bills/${issued.billing.documents.length === 0 ? `${inspection}-${issued.id}` : name}`;
      for (const { number } of issued.billing.documents) if (number !== null) numbers.add(number);
      if (issued.pdf) stored.push({ path: `${base}.pdf`, sha256: issued.pdf.sha256 });
      values.push(json(`${base}.json`, issued));
      for (const note of await creditNotes.ofBilling(issued.id)) {
        const path = `credit-notes/${safeName(note.note.number)}`;
        numbers.add(note.note.number);
        if (note.pdf) stored.push({ path: `${path}.pdf`, sha256: note.pdf.sha256 });
        values.push(json(`${path}.json`, note));
      }
      for (const { reminder, pdf } of await reminders.of(issued.id)) {
        const path = `reminders/${safeName(`${reminder.documents[0]?.number ?? inspection}-${reminder.number}`)}.pdf`;
        if (pdf) stored.push({ path, sha256: pdf.sha256 });
      }
    }
  }
  for (const number of numbers)
    for (const format of ["peppol", "finvoice", "facturx"] as const) {
      const one = await eInvoices.get(number, format);
      if (one) stored.push({ path: `e-invoices/${safeName(one.name)}`, sha256: one.sha256 });
    }
  return { stored, values };
}

/** What was written down at each walkthrough, the PDFs that were handed out, and its photos as they were taken. */
async function recordFiles(repositories: Repositories, contract: string, ids: readonly string[]) {
  const stored: Stored[] = [];
  const values: ExportFile[] = [];
  for (const id of ids) {
    const { header, inspection } = await loadWalk(repositories, id);
    const entries = await repositories.inspections.entries(id);
    values.push(json(`records/${id}.json`, { schemaVersion: 1, header, inspection, entries }));
    stored.push(...signings(id, entries));
    const handedOut = new Set((await repositories.issuedFiles.ofRecord(contract, id)).map((one) => one.sha256).reverse());
    for (const [index, sha256] of [...handedOut].entries()) stored.push({ path: `records/${id}-${index + 1}.pdf`, sha256 });
    for (const { sha256, name } of photosIn(inspection)) {
      const path = `photos/${id}-${sha256.slice(0, 12)}-${safeName(name)}`;
      if (!stored.some((one) => one.path === path)) stored.push({ path, sha256 });
    }
  }
  return { stored, values };
}

/** What was read, with the signature under it, each time, also where it was amended since. */
const signings = (id: string, entries: readonly WalkEntry[]): Stored[] =>
  shownIn(entries).flatMap((word, index) => {
    const signature = signatureOf(word);
    const ending = word.kind === "signed" && word.signatureName !== undefined ? extname(safeName(word.signatureName)) : ".svg";
    const what = word.kind === "signed" ? "signed" : "read";
    return [
      { path: `records/${id}-${what}-${index + 1}.txt`, sha256: word.text.sha256 },
      ...(signature === null ? [] : [{ path: `records/${id}-signature-${index + 1}${ending}`, sha256: signature }]),
    ];
  });

/** What `sha256sum -c` is given. */
export const SUMS = "SHA256SUMS";

const FILE_NAMES = { readMe: "README.txt", sums: SUMS, data: "JSON" } as const;

/** In the customer's language, and in the staff's where it is another. */
function readMe(contract: Contract, { settings }: Desk, texts: ReadonlyMap<Language, Messages>): ExportFile {
  const values = { number: contract.number, customer: plain(contract.customer.name), firm: plain(settings.firm.name), ...FILE_NAMES };
  const parts = [...texts.values()].map((t) => t("export.readMe", values));
  return made(FILE_NAMES.readMe, Buffer.from(`${parts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`));
}

/**
 * Everything that an export of a contract holds, the words first. Nothing of it depends on when it is made: the same books give the same files.
 * @param textsFor the customer's texts in a language.
 * @throws UserError `contract-unknown`.
 */
export async function contentsOf(
  desk: Desk,
  number: string,
  textsFor: (language: Language) => Promise<Messages>,
): Promise<{ readonly contract: Contract; readonly files: readonly ExportFile[] }> {
  const archive = await desk.archive();
  const { contract, stored, values } = await (await desk.store()).read(async (repositories) => {
    const found = await findContract(repositories, number);
    const copies = await repositories.signedCopies.of(found.number);
    const terms = await repositories.terms.get(found.terms.sha256);
    const ids = (await repositories.inspections.of(found.number)).map(({ id }) => id);
    const [records, issued] = [await recordFiles(repositories, found.number, ids), await issuedFiles(repositories, ids)];
    const journal = await repositories.journal.of(found.number);
    return {
      contract: found,
      stored: [...originals(copies), ...records.stored, ...issued.stored],
      values: [
        json("contract.json", { schemaVersion: 1, contract: found, terms, signedCopies: copies }),
        json("journal.json", { schemaVersion: 1, contract: found.number, rows: journal }),
        ...records.values,
        ...issued.values,
      ],
    };
  });
  const languages = new Set<Language>([contract.language, desk.settings.language]);
  const texts = new Map<Language, Messages>();
  for (const language of languages) texts.set(language, await textsFor(language));
  const files = [readMe(contract, desk, texts), ...values, ...stored.map((one) => fromArchive(archive, one))];
  return { contract, files };
}
