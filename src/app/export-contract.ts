/** One contract for somebody else to keep and check without this program: the originals, what is known, and a list of hashes. */
import type { Contract } from "../contract/contract.ts";
import { findContract } from "./find-contract.ts";
import { type Exported, type NewFolder, writeWithManifest } from "./new-folder.ts";
import type { Desk, Repositories, SignedCopy } from "./ports.ts";

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

/** The folder's own name, made of the contract's number. */
export const exportFolderName = (number: string): string => `contract-${safeName(number)}`;

async function metadata(repositories: Repositories, contract: Contract, copies: readonly SignedCopy[]): Promise<Uint8Array> {
  const terms = await repositories.terms.get(contract.terms.sha256);
  const journal = await repositories.journal.of(contract.number);
  return Buffer.from(`${JSON.stringify({ schemaVersion: 1, contract, terms, signedCopies: copies, journal }, null, 2)}\n`);
}

/** A number in front keeps files of the same name apart, and names such as `CON` off Windows. */
const originalPath = (version: number, index: number, name: string): string => `signed-copy-${version}/${index + 1}-${safeName(name)}`;

/**
 * Writes a contract's signed copies (every version, byte for byte), its metadata and `manifest.sha256`, which `sha256sum -c` checks.
 * @param make Makes the folder by its name; refuses when it is there already.
 * @throws UserError `contract-unknown`, `archive-copy-damaged`, and what the disk refuses.
 */
export async function exportContract(desk: Desk, number: string, make: (name: string) => Promise<NewFolder>): Promise<Exported> {
  const store = await desk.store();
  const { contract, copies, facts } = await store.read(async (repositories) => {
    const found = await findContract(repositories, number);
    const versions = await repositories.signedCopies.of(found.number);
    return { contract: found, copies: versions, facts: await metadata(repositories, found, versions) };
  });
  const archive = await desk.archive();
  // All bytes are read, and verified by that, before the folder is made: an export is whole or not begun.
  const originals = [];
  for (const copy of copies)
    for (const [index, file] of copy.files.entries())
      originals.push({ path: originalPath(copy.version, index, file.name), bytes: await archive.read(file.sha256) });
  return writeWithManifest(await make(exportFolderName(contract.number)), [{ path: "contract.json", bytes: facts }, ...originals]);
}
