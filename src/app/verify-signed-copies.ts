/** Reads every stored copy again and says which of them are what was archived. */
import { UserError } from "../kernel/errors.ts";
import { findContract } from "./find-contract.ts";
import type { Archive, CopyState, Desk, SignedCopy, SignedCopyFile } from "./ports.ts";

export interface VerifiedFile {
  readonly contract: string;
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly archive: CopyState;
  readonly mirror: CopyState;
  /** `sound`: nothing to do; `lost`: neither copy is what was archived; `harmed`: one is, the other is not. */
  readonly state: "sound" | "harmed" | "lost";
}

/** Reading waits for the disk; so many files are read at once. */
const AT_ONCE = 8;

interface Stored {
  readonly copy: SignedCopy;
  readonly file: SignedCopyFile;
}

async function verifyOne(archive: Archive, { copy, file }: Stored): Promise<VerifiedFile> {
  const states = await archive.verify(file.sha256);
  return { contract: copy.contract, version: copy.version, name: file.name, sha256: file.sha256, ...states, state: judge(states) };
}

/** A second copy that is still to be made is no harm: the first one stands and the second is queued. */
function judge({ archive, mirror }: { readonly archive: CopyState; readonly mirror: CopyState }): VerifiedFile["state"] {
  if (archive === "verified" && (mirror === "verified" || mirror === "pending")) return "sound";
  return archive === "verified" || mirror === "verified" ? "harmed" : "lost";
}

async function copiesOf(desk: Desk, number: string | null): Promise<readonly SignedCopy[]> {
  const store = await desk.store();
  return store.read(async (repositories) => {
    if (number === null) return repositories.signedCopies.all();
    const contract = await findContract(repositories, number);
    const copies = await repositories.signedCopies.of(contract.number);
    if (copies.length > 0) return copies;
    throw new UserError("no-signed-copy", { contract: contract.number, act: "none" }, [`contracts archive ${contract.number} SCAN…`]);
  });
}

/**
 * @param number One contract's copies; null: all.
 * @param progress Called after each file.
 * @returns Every file of every version, in order.
 * @throws UserError `contract-unknown`, `no-signed-copy`.
 */
export async function verifySignedCopies(
  desk: Desk,
  number: string | null,
  progress: (done: number, total: number) => void,
): Promise<readonly VerifiedFile[]> {
  const copies = await copiesOf(desk, number);
  const stored = copies.flatMap((copy) => copy.files.map((file) => ({ copy, file })));
  const archive = await desk.archive();
  const verified: VerifiedFile[] = new Array(stored.length);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < stored.length) {
      const index = next;
      next += 1;
      verified[index] = await verifyOne(archive, stored[index] as Stored);
      done += 1;
      progress(done, stored.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, stored.length) }, work));
  return verified;
}
