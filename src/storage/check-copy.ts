/** Where a file of the archive lies, and whether its bytes are still what its name says. Loads nothing else: the threads that verify begin with it. */
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CheckedCopies } from "../app/ports/verification.ts";
import type { CopyState } from "../app/ports.ts";

/** Where a hash's bytes lie in a tree: `ab/cdef…`. @throws RangeError for what is no hash, so that no name can lead out of the tree. */
export function copyPath(tree: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
  return join(tree, sha256.slice(0, 2), sha256.slice(2));
}

/** Links are not followed: what lies elsewhere is not in the archive. Windows has no such flag and needs rights to make links. */
export const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** Read by so much at a time, into the same memory: most scans whole. */
const CHUNK = 1 << 20;
const [FIRST, OTHER] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;

/** Synchronous: whoever hashes many files does nothing else meanwhile, and four asynchronous calls a file cost as much as its hash. */
function reading<T>(path: string, work: (descriptor: number) => T): T {
  if (lstatSync(dirname(path)).isSymbolicLink()) throw new Error(`${dirname(path)} is a link`);
  const descriptor = openSync(path, READ_NO_LINK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${path} is not a file`);
    return work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function fill(descriptor: number, memory: Buffer): Buffer {
  const read = readSync(descriptor, memory);
  return read === memory.length ? memory : memory.subarray(0, read);
}

/** @param seen is given each piece of the file, in memory that the next one takes. */
function hashNoLink(path: string, seen: (piece: Buffer) => void = () => undefined): { readonly sha256: string; readonly bytes: number } {
  return reading(path, (descriptor) => {
    const hash = createHash("sha256");
    for (let bytes = 0; ; ) {
      const piece = fill(descriptor, FIRST);
      seen(piece);
      if (piece.length === 0) return { sha256: hash.digest("hex"), bytes };
      hash.update(piece);
      bytes += piece.length;
    }
  });
}

/** SHA-256 of a file that is no link; null when it cannot be read. */
export function hashOfFile(path: string): string | null {
  try {
    return hashNoLink(path).sha256;
  } catch {
    return null;
  }
}

interface Checked {
  readonly state: Exclude<CopyState, "pending">;
  readonly bytes: number;
}

/** Reads a copy from disk and compares it with its name, without keeping the bytes, however many there are. */
export function checkCopy(tree: string, sha256: string): Checked {
  const path = copyPath(tree, sha256);
  try {
    const found = hashNoLink(path);
    return { state: found.sha256 === sha256 ? "verified" : "altered", bytes: found.bytes };
  } catch (error) {
    return { state: (error as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable", bytes: 0 };
  }
}

/**
 * What {@link checkCopy} says of both copies. Both are read to the last byte; only one is hashed, and the other compared with it, since equal
 * bytes have equal hashes and comparing takes a tenth of the time. Where they differ each is hashed.
 */
function checkBoth(tree: string, mirror: string, sha256: string): readonly [Checked, Checked] {
  const both = readTogether(copyPath(tree, sha256), copyPath(mirror, sha256), sha256);
  return both === null ? [checkCopy(tree, sha256), checkCopy(mirror, sha256)] : [both, both];
}

/** What holds for both files; null when one cannot be read, or they differ. */
function readTogether(path: string, other: string, sha256: string): Checked | null {
  let equal = true;
  try {
    return reading(other, (descriptor) => {
      const compare = (piece: Buffer): void => {
        equal = equal && sameNext(descriptor, piece);
      };
      const found = hashNoLink(path, compare);
      return equal ? { state: found.sha256 === sha256 ? "verified" : "altered", bytes: found.bytes } : null;
    });
  } catch {
    return null;
  }
}

/** Whether the next bytes of a file are these; of no bytes, whether it is at its end. */
function sameNext(descriptor: number, piece: Buffer): boolean {
  const read = readSync(descriptor, OTHER, 0, Math.max(1, piece.length), null);
  return read === piece.length && OTHER.subarray(0, read).equals(piece);
}

/** Files whose copies are read together. */
export interface CopyOrder {
  readonly id: number;
  readonly tree: string;
  readonly files: readonly {
    readonly sha256: string;
    /** The mirror's tree; or what is said of a second copy that is not to be read. */
    readonly mirror: string | CopyState;
  }[];
}

export interface CopyAnswer {
  readonly id: number;
  readonly copies: readonly CheckedCopies[];
}

const isState = (mirror: string): mirror is CopyState => mirror === "pending" || mirror === "unreadable";

export function readOrder({ id, tree, files }: CopyOrder): CopyAnswer {
  const read = ({ sha256, mirror }: CopyOrder["files"][number]): CheckedCopies => {
    const [first, second] = isState(mirror) ? [checkCopy(tree, sha256), { state: mirror, bytes: 0 }] : checkBoth(tree, mirror, sha256);
    return { sha256, archive: first.state, mirror: second.state, bytes: first.bytes + second.bytes };
  };
  return { id, copies: files.map(read) };
}
