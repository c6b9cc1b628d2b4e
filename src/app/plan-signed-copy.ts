/** Before anything is stored: what the scans are, whose contract they belong to, and what somebody has to confirm. */
import { createHash } from "node:crypto";
import type { Contract } from "../contract/contract.ts";
import { UserError } from "../kernel/errors.ts";
import type { FormCode } from "../media/form-code.ts";
import type { ScanFacts } from "../media/scan-facts.ts";
import { findContract } from "./find-contract.ts";
import type { ScanReader } from "./ports/scan-reader.ts";
import type { Desk, Repositories, SignedCopy } from "./ports.ts";

export interface ScanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PlannedScan extends ScanFile {
  readonly sha256: string;
  readonly facts: ScanFacts;
}

/** What a person has to look at and confirm; each is a question of its own in the staff catalogue, `archive.doubt.<kind>`. */
export type ArchiveDoubt =
  /** The form's code names another contract than the clerk. */
  | { readonly kind: "codeDiffers"; readonly file: string; readonly contracts: readonly string[] }
  /** The same bytes are archived under another contract. */
  | { readonly kind: "otherContract"; readonly file: string; readonly contracts: readonly string[] }
  /** Nobody can read an encrypted file. */
  | { readonly kind: "encrypted"; readonly file: string }
  /** The form has more pages than the scans. */
  | { readonly kind: "pagesMissing"; readonly scanned: number; readonly expected: number };

export interface ArchivePlan {
  readonly contract: Contract;
  /** Where the number came from. */
  readonly namedBy: "number" | "code";
  /** Each once, however often it was given. */
  readonly scans: readonly PlannedScan[];
  /** Names of files whose bytes were given before in the same call. */
  readonly repeated: readonly string[];
  readonly doubts: readonly ArchiveDoubt[];
  /** The version that holds all these bytes already; null when there is something new. */
  readonly already: SignedCopy | null;
  /** Versions archived so far. */
  readonly versions: number;
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Reads every file before anything is decided. @throws UserError of the first file that cannot be a signed copy. */
async function readScans(
  files: readonly ScanFile[],
  { read }: ScanReader,
): Promise<{ scans: readonly PlannedScan[]; repeated: readonly string[] }> {
  const scans = new Map<string, PlannedScan>();
  const repeated: string[] = [];
  for (const file of files) {
    const sha256 = sha256Of(file.bytes);
    if (scans.has(sha256)) repeated.push(file.name);
    else scans.set(sha256, { ...file, sha256, facts: (await read(file.bytes, file.name)).facts });
  }
  return { scans: [...scans.values()], repeated };
}

const codesOf = (scans: readonly PlannedScan[]): readonly FormCode[] => scans.flatMap((scan) => scan.facts.codes);
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** @throws UserError `scan-without-code`, `scan-codes-differ`. */
function numberFromCodes(scans: readonly PlannedScan[]): string {
  const [first, ...others] = unique(codesOf(scans).map((code) => code.contract));
  if (first === undefined) throw new UserError("scan-without-code");
  if (others.length === 0) return first;
  throw new UserError("scan-codes-differ", { numbers: [first, ...others].join(", ") });
}

async function doubtsOf(repositories: Repositories, scans: readonly PlannedScan[], number: string): Promise<readonly ArchiveDoubt[]> {
  const doubts: ArchiveDoubt[] = [];
  for (const { name: file, sha256, facts } of scans) {
    const coded = unique(facts.codes.map((code) => code.contract)).filter((contract) => contract !== number);
    if (coded.length > 0) doubts.push({ kind: "codeDiffers", file, contracts: coded });
    const holding = (await repositories.signedCopies.holding(sha256)).map((copy) => copy.contract);
    const others = unique(holding).filter((contract) => contract !== number);
    if (others.length > 0) doubts.push({ kind: "otherContract", file, contracts: others });
    if (facts.encrypted) doubts.push({ kind: "encrypted", file });
  }
  return [...doubts, ...missingPages(scans)];
}

/** A page too few is told only where every file could be read; a code that did not come through is no missing page. */
function missingPages(scans: readonly PlannedScan[]): readonly ArchiveDoubt[] {
  const expected = Math.max(0, ...codesOf(scans).map((code) => code.pages));
  const scanned = scans.reduce((pages, scan) => pages + (scan.facts.pages ?? expected), 0);
  return scanned < expected ? [{ kind: "pagesMissing", scanned, expected }] : [];
}

/** The version whose files include all of these bytes. */
export const versionHolding = (copies: readonly SignedCopy[], hashes: readonly string[]): SignedCopy | null =>
  copies.find((copy) => hashes.every((sha256) => copy.files.some((file) => file.sha256 === sha256))) ?? null;

/**
 * What archiving would do; stores nothing.
 * @param number The contract's number; null: what the form's QR code says.
 * @throws UserError `scan-…`, `contract-unknown`.
 */
export async function planSignedCopy(desk: Desk, number: string | null, files: readonly ScanFile[]): Promise<ArchivePlan> {
  if (files.length === 0) throw new UserError("no-scan", {}, ["contracts archive NUMBER SCAN…"]);
  const store = await desk.store();
  // A wrong number is told before the scans are read, which can take seconds.
  const given = number === null ? null : await store.read((repositories) => findContract(repositories, number));
  const { scans, repeated } = await readScans(files, desk.scans);
  return store.read(async (repositories) => {
    const contract = given ?? (await findContract(repositories, numberFromCodes(scans)));
    const copies = await repositories.signedCopies.of(contract.number);
    const doubts = await doubtsOf(repositories, scans, contract.number);
    const already = versionHolding(
      copies,
      scans.map((scan) => scan.sha256),
    );
    return { contract, namedBy: given ? "number" : "code", scans, repeated, doubts, already, versions: copies.length };
  });
}
