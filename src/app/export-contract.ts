/** Contracts for somebody else to keep and check without this program: the originals, what is known, and a list of hashes. */
import { createHash } from "node:crypto";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { contentsOf, type ExportFile, SUMS, safeName } from "./export-contents.ts";
import { type Exported, type NewFolder, writeWithManifest } from "./new-folder.ts";
import type { Desk } from "./ports.ts";

export { safeName } from "./export-contents.ts";

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The folder's own name, made of the contract's number; numbers that look alike once they are safe are told apart by their hash. */
export function exportFolderName(number: string): string {
  const safe = safeName(number);
  return safe === number ? `contract-${safe}` : `contract-${safe}-${sha256Of(number).slice(0, 8)}`;
}

/**
 * Writes a contract with all that belongs to it into a new folder, with `SHA256SUMS`.
 * @param make Makes the folder by its name; refuses when it is there already.
 * @throws UserError `contract-unknown`, `archive-copy-damaged`, and what the disk refuses.
 */
export async function exportContract(
  desk: Desk,
  number: string,
  textsFor: (language: Language) => Promise<Messages>,
  make: (name: string) => Promise<NewFolder>,
): Promise<Exported> {
  const { contract, files } = await contentsOf(desk, number, textsFor);
  // All bytes are read, and verified by that, before the folder is made: an export is whole or not begun.
  const contents = [];
  for (const file of files) contents.push({ path: file.path, bytes: await file.bytes() });
  return writeWithManifest(await make(exportFolderName(contract.number)), contents, SUMS);
}

/** A folder that an earlier run may have filled in part. */
export interface KeptFolder {
  readonly path: string;
  /** Unfinished files of that run, which are gone now. */
  readonly cleared: number;
  /** SHA-256 of what is there; null when nothing is. */
  hashOf(path: string): Promise<string | null>;
  /** Puts a file in its place as a whole, whatever was there. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export interface ExportedAll {
  readonly folder: string;
  readonly contracts: number;
  readonly written: number;
  /** Files that were there and right. */
  readonly kept: number;
  /** Files that an earlier run had left unfinished, and that were removed. */
  readonly cleared: number;
  /** Contracts of which something in the archive could not be read; the rest of them is written. */
  readonly damaged: readonly { readonly contract: string; readonly paths: readonly string[] }[];
}

/**
 * Writes every contract below one folder. What is there and right stays; what a stop cut short, or what has changed in the books since,
 * is written anew. The list of hashes in the folder itself names every file of all.
 * @param told called with how many contracts are done.
 */
export async function exportAll(
  desk: Desk,
  textsFor: (language: Language) => Promise<Messages>,
  folder: KeptFolder,
  told: (done: number, count: number) => void,
): Promise<ExportedAll> {
  const numbers = [...(await (await desk.store()).read(({ contracts }) => contracts.numbers()))].sort();
  const sums: string[] = [];
  const damaged: { contract: string; paths: readonly string[] }[] = [];
  let [written, kept] = [0, 0];
  for (const [index, number] of numbers.entries()) {
    const done = await fill(folder, exportFolderName(number), (await contentsOf(desk, number, textsFor)).files);
    written += done.written;
    kept += done.kept;
    sums.push(done.sums);
    if (done.damaged.length > 0) damaged.push({ contract: number, paths: done.damaged });
    told(index + 1, numbers.length);
  }
  await put(folder, SUMS, Buffer.from(sums.join("")));
  return { folder: folder.path, contracts: numbers.length, written, kept, cleared: folder.cleared, damaged };
}

/** Writes files below one folder of it, with their list of hashes; what is there and right stays. */
export async function fill(folder: KeptFolder, name: string, files: readonly ExportFile[]) {
  const lines: string[] = [];
  const damaged: string[] = [];
  let [written, kept] = [0, 0];
  for (const file of files) {
    const path = `${name}/${file.path}`;
    if ((await folder.hashOf(path)) === file.sha256) kept += 1;
    else {
      const bytes = await readable(file);
      if (bytes === null) {
        damaged.push(path);
        continue;
      }
      await folder.write(path, bytes);
      written += 1;
    }
    lines.push(`${file.sha256}  ${file.path}\n`);
  }
  if (await put(folder, `${name}/${SUMS}`, Buffer.from(lines.join("")))) written += 1;
  return { written, kept, damaged, sums: lines.map((line) => line.replace("  ", `  ${name}/`)).join("") };
}

/** Null where neither copy in the archive is what was stored: one such file does not keep all others from going out. */
async function readable(file: ExportFile): Promise<Uint8Array | null> {
  try {
    return await file.bytes();
  } catch (error) {
    if (error instanceof UserError && error.code === "archive-copy-damaged") return null;
    throw error;
  }
}

/** @returns whether it had to be written. */
export async function put(folder: KeptFolder, path: string, bytes: Uint8Array): Promise<boolean> {
  if ((await folder.hashOf(path)) === createHash("sha256").update(bytes).digest("hex")) return false;
  await folder.write(path, bytes);
  return true;
}
