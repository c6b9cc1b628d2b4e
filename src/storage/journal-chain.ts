/** How the rows of the journal hang together. */
import { createHash } from "node:crypto";

/** The chain of all rows; each contract has one of its own. */
export const ALL = "all";
export const chainOf = (contract: string): string => `contract:${contract}`;

/** Stands before the first row of a chain. */
export const START = "0".repeat(64);

export const hashOfDetail = (salt: string, detail: string): string => createHash("sha256").update(`${salt}\n${detail}`).digest("hex");
