/** Whose contract a scan belongs to that came in by itself. Nobody is there to confirm anything: what is in doubt is left to a person. */
import type { Contract } from "../contract/contract.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import type { ScanFacts } from "../media/scan-facts.ts";
import { findContract } from "./find-contract.ts";
import { numbersInName } from "./numbers-in-name.ts";
import type { Repositories } from "./ports.ts";

export interface IncomingScan {
  /** The file's, with the folders that lead to it from the one that was named. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The contract that a list names for it; null without a list. */
  readonly contract: string | null;
}

const NOT_READ: ReadonlySet<ScanFacts["notes"][number]> = new Set(["notAllPagesRead", "notSearched"]);

export interface Place {
  readonly contract: Contract;
  readonly namedBy: "code" | "name" | "list";
}

/** The file's own name, without its folders. */
export const bareName = (name: string): string => plain(name.split("/").at(-1) ?? name);

/**
 * The form's code decides; without one the list or, when it is exactly one contract that is known, the number in the file's name.
 * @throws UserError why nobody but a person can place it: `scan-codes-differ`, `contract-unknown`, `contract-let-go`,
 * `scan-listed-otherwise`, `scan-name-several`, `scan-unplaced`, `scan-unplaced-yet`, `scan-locked`, `scan-not-searched`, `scan-encrypted`,
 * `scan-elsewhere`.
 */
export async function placeScan(repositories: Repositories, scan: IncomingScan, sha256: string, facts: ScanFacts): Promise<Place> {
  const place = await whoseScan(repositories, scan, facts);
  const { number } = place.contract;
  // A code of another contract may be on what was not looked at.
  if (!isSearched(facts)) throw new UserError("scan-not-searched", { number });
  if (facts.encrypted) throw new UserError("scan-encrypted", { number });
  const others = (await repositories.signedCopies.holding(sha256)).filter(({ contract }) => contract !== number);
  if (others.length > 0) throw new UserError("scan-elsewhere", { contracts: others.map(({ contract }) => contract).join(", "), number });
  return place;
}

const isSearched = ({ notes }: ScanFacts): boolean => !notes.some((note) => NOT_READ.has(note));

async function whoseScan(repositories: Repositories, scan: IncomingScan, facts: ScanFacts): Promise<Place> {
  const [coded, ...others] = [...new Set(facts.codes.map(({ contract }) => contract))];
  if (others.length > 0) throw new UserError("scan-codes-differ", { numbers: [coded, ...others].join(", ") });
  if (coded !== undefined) {
    const contract = await findContract(repositories, coded);
    if (scan.contract !== null && (await findContract(repositories, scan.contract)).number !== contract.number)
      throw new UserError("scan-listed-otherwise", { coded: contract.number, listed: scan.contract });
    return { contract, namedBy: "code" };
  }
  if (scan.contract !== null) return { contract: await findContract(repositories, scan.contract), namedBy: "list" };
  const [named, ...more] = await numbersInName(repositories.contracts, bareName(scan.name));
  if (named === undefined) throw new UserError(facts.encrypted ? "scan-locked" : isSearched(facts) ? "scan-unplaced" : "scan-unplaced-yet");
  if (more.length > 0) throw new UserError("scan-name-several", { numbers: [named, ...more].join(", ") });
  return { contract: await findContract(repositories, named), namedBy: "name" };
}
