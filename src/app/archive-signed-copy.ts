/** Stores what a plan says: the bytes in both copies first, then the version and its journal row in one transaction. */
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { type ArchivePlan, versionHolding } from "./plan-signed-copy.ts";
import type { Desk, Repositories, SignedCopy, StoredFile } from "./ports.ts";

export interface Signing {
  /** Null when the clerk did not say. */
  readonly signedBy: string | null;
  readonly signedOn: Day | null;
}

export interface Archived {
  readonly copy: SignedCopy;
  /** Where the bytes are, in the order of the copy's files. */
  readonly stored: readonly StoredFile[];
  /** True when the bytes were archived before and nothing was added. */
  readonly existed: boolean;
}

/** @throws UserError `signed-by-too-long`, `signed-in-future`. */
export function checkSigning(desk: Desk, signing: Signing): Signing {
  const signedBy = signing.signedBy === null ? null : plain(signing.signedBy).trim();
  if ((signedBy?.length ?? 0) > LONGEST_TEXT) throw new UserError("signed-by-too-long", { most: LONGEST_TEXT });
  if (signing.signedOn !== null && signing.signedOn > dayOf(desk.clock.now(), desk.settings.zone))
    throw new UserError("signed-in-future", { day: signing.signedOn });
  return { signedBy: signedBy || null, signedOn: signing.signedOn };
}

/**
 * Archives the scans of a confirmed plan. Bytes that one version holds already are verified and stored anew where a copy was lost,
 * and make no further version.
 * @throws UserError when the disk refuses, or the signing is impossible; nothing is recorded then.
 */
export async function archiveSignedCopy(desk: Desk, plan: ArchivePlan, signing: Signing): Promise<Archived> {
  const checked = checkSigning(desk, signing);
  const archive = await desk.archive();
  const stored: StoredFile[] = [];
  for (const scan of plan.scans) stored.push(await archive.put(scan.bytes));
  const store = await desk.store();
  return store.write(async (repositories) => {
    // Somebody may have archived the same meanwhile.
    const copies = await repositories.signedCopies.of(plan.contract.number);
    const hashes = plan.scans.map((scan) => scan.sha256);
    const held = versionHolding(copies, hashes);
    if (held) return { copy: held, stored, existed: true };
    const copy = newVersion(desk, plan, checked, (copies.at(-1)?.version ?? 0) + 1);
    await recordCopy(repositories, copy);
    return { copy, stored, existed: false };
  });
}

const newVersion = (desk: Desk, plan: ArchivePlan, signing: Signing, version: number): SignedCopy => ({
  contract: plan.contract.number,
  version,
  files: plan.scans.map(({ sha256, bytes, name, facts }) => ({
    sha256,
    size: bytes.length,
    name: plain(name),
    format: facts.format,
    pages: facts.pages,
  })),
  ...signing,
  archivedAt: desk.clock.now(),
  archivedBy: desk.actor,
});

/** A version and its journal row. */
export async function recordCopy(repositories: Repositories, copy: SignedCopy): Promise<void> {
  await repositories.signedCopies.add(copy);
  await repositories.journal.append({
    at: copy.archivedAt,
    staff: copy.archivedBy,
    contract: copy.contract,
    act: "signedCopy.archived",
    subject: String(copy.version),
    detail: { version: copy.version, files: copy.files.map(({ sha256, size }) => ({ sha256, size })) },
  });
}
