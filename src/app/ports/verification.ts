/** Reading again what is stored: what the archive can be asked, and the record of each time it was done. */
import type { Instant } from "../../kernel/dates.ts";
import type { CopyState } from "../ports.ts";

export type Tree = "archive" | "mirror";

/** `away`: not there, or its disk is not; `foreign`: it belongs to the archive of another desk; `none`: the desk has no mirror. */
export type MirrorState = "present" | "away" | "foreign" | "none";

export interface CheckedCopies {
  readonly sha256: string;
  readonly archive: CopyState;
  readonly mirror: CopyState;
  /** Read in both copies. */
  readonly bytes: number;
}

export interface CheckOptions {
  /** Of both copies together; null: as fast as the disks are. */
  readonly bytesPerSecond: number | null;
  /** Asked between files: true ends the reading after those that are in flight. */
  stop(): boolean;
  /** In the order in which they were asked for. */
  checked(copies: readonly CheckedCopies[]): Promise<void>;
}

/** A file in one of the trees that is no stored file in its place. */
export interface StrayFile {
  readonly tree: Tree;
  /** Below the tree: `ab/cdef…`. */
  readonly path: string;
  /** The hash that its place names; null for another name. */
  readonly named: string | null;
  /** What a stop left half-written; it is swept away by itself. */
  readonly unfinished: boolean;
  readonly changedAt: Instant;
  /** Changed within the hour: a program may be at it. */
  readonly young: boolean;
}

export interface Healing {
  /** Which copies were made anew. */
  readonly healed: readonly Tree[];
  /** Where the bad ones are kept. */
  readonly aside: readonly string[];
}

export interface ArchiveCheck {
  mirrorState(): Promise<MirrorState>;
  /** How many files wait for their second copy. */
  waiting(): Promise<number>;
  /** Reads both copies of many, with all processors where it pays. @returns how many were read. */
  check(hashes: readonly string[], options: CheckOptions): Promise<number>;
  /**
   * Makes a bad copy anew from the good one and keeps the bad one in `set-aside` of its tree.
   * @throws UserError `archive-copy-damaged` when no copy is good, or what the disk refuses.
   */
  heal(sha256: string): Promise<Healing>;
  /** Files in the trees that are not among the known, links and folders included. */
  strays(known: ReadonlySet<string>): Promise<readonly StrayFile[]>;
  /** SHA-256 of a stray file's bytes; null when it cannot be read, or is a link. */
  hashOf(file: StrayFile): Promise<string | null>;
  /** Moves a stray file into `set-aside` of its tree. @returns where it is now */
  setAside(file: StrayFile): Promise<string>;
  /** What a stopped verification left of how far it was. */
  interrupted(): Promise<unknown>;
  /** @param state null: it is finished. */
  keepInterrupted(state: unknown): Promise<void>;
}

/** One verification of everything, on record. */
export interface StoredVerification {
  readonly beganAt: Instant;
  readonly endedAt: Instant;
  readonly by: string;
  readonly files: number;
  readonly bytes: number;
  /** What was wrong, healed or not. */
  readonly faults: number;
  readonly healed: number;
}

export interface VerificationRepository {
  add(verification: StoredVerification): Promise<number>;
  last(): Promise<StoredVerification | null>;
}
