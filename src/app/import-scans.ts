/** Brings in many scans, several at once. What a stop left is done when it is run again: the same bytes are one copy. */
import { sayingOf, UserError } from "../kernel/errors.ts";
import { checkSigning, type Signing } from "./archive-signed-copy.ts";
import { atOnce } from "./at-once.ts";
import type { IncomingReader } from "./ports/scan-reader.ts";
import type { Desk } from "./ports.ts";
import { type TakenIn, type TakingIn, takeInScan } from "./take-in-scan.ts";

/** A scan that was found, not read yet. */
export interface FoundScan {
  readonly name: string;
  /** What a list says of it; null without one. */
  readonly contract: string | null;
  readonly signing: Signing;
  /** @throws UserError when the file cannot be read, or is none. */
  bytes(): Promise<Uint8Array>;
}

export interface ImportedScan {
  readonly name: string;
  readonly taken: TakenIn;
}

async function importOne(desk: Desk, found: FoundScan, taking: Omit<TakingIn, "source" | "signing">): Promise<TakenIn> {
  try {
    const signing = checkSigning(desk, found.signing);
    const scan = { name: found.name, bytes: await found.bytes(), contract: found.contract };
    return await takeInScan(desk, scan, { ...taking, source: "import", signing });
  } catch (error) {
    // One file's fault; a full disk is everybody's.
    if (error instanceof UserError && !EVERYBODYS.has(error.code)) return { state: "refused", why: sayingOf(error) };
    throw error;
  }
}

const EVERYBODYS: ReadonlySet<string> = new Set([
  "disk-full",
  "disk-quota-full",
  "disk-read-only",
  "disk-failing",
  "disk-unreliable",
  "no-permission",
  "database-busy",
  "database-damaged",
]);

/**
 * @param progress Called after each file.
 * @returns What became of each, in the order in which they were found.
 * @throws UserError when the archive or the database refuses; what was taken in until then stays.
 */
export async function importScans(
  desk: Desk,
  found: readonly FoundScan[],
  { read, dryRun }: { readonly read: IncomingReader; readonly dryRun: boolean },
  progress: (done: number) => void,
): Promise<readonly ImportedScan[]> {
  const taking = { read, dryRun, pagesSeen: new Map() };
  return atOnce(found, async (scan) => ({ name: scan.name, taken: await importOne(desk, scan, taking) }), progress);
}
