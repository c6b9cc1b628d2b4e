/** The versions of a walkthrough's record, and the bytes in which each was handed out. */
import type { WalkEntry } from "../inspection/entries.ts";
import { type AcknowledgedVersion, acknowledgedVersion, finishesOf } from "../inspection/versions.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Delivery } from "./ports/deliveries.ts";
import type { HandedRecord } from "./ports/issued-files.ts";
import type { Desk, InspectionHeader, Repositories, StoredFile } from "./ports.ts";

/** The end of a version, counted from 1; null for the walk as it stands. @throws UserError `version-unknown`. */
export function endOfVersion(id: string, entries: readonly WalkEntry[], version: number | null): Instant | null {
  if (version === null) return null;
  const ends = finishesOf(entries);
  const end = ends[version - 1];
  if (end === undefined) throw new UserError("version-unknown", { id, version, versions: ends.length }, [`inspect show ${id}`]);
  return end;
}

/** Which version was handed out: before that was noted, the one that was finished last. */
const versionOf = ({ version, at }: HandedRecord, ends: readonly Instant[]): number => version ?? ends.filter((end) => end <= at).length;

/** The PDF in which a version was handed out first, without sums; null where it never was. */
export async function handedOut(repositories: Repositories, { id, contract }: InspectionHeader, version: number): Promise<string | null> {
  const ends = finishesOf(await repositories.inspections.entries(id));
  const files = await repositories.issuedFiles.ofRecord(contract, id);
  return files.findLast((file) => versionOf(file, ends) === version && file.withSums !== true)?.sha256 ?? null;
}

export interface RecordVersion {
  readonly version: number;
  readonly finishedAt: Instant;
  /** As it was handed out first; null where no PDF was made of it. */
  readonly file: Pick<StoredFile, "sha256" | "path" | "mirrorPath"> | null;
  /** By mail and by printer. */
  readonly deliveries: readonly Delivery[];
}

export interface RecordVersions {
  readonly id: string;
  /** The first one first. */
  readonly versions: readonly RecordVersion[];
  /** Which one the last word on the record speaks of; null where nobody was asked. */
  readonly acknowledged: AcknowledgedVersion | null;
}

/** How deliveries name a version of a record. */
export const recordKey = (id: string, version: number): string => `record/${id}.${version}`;

async function located(desk: Desk, sha256: string | null): Promise<RecordVersion["file"]> {
  if (sha256 === null) return null;
  const { path, mirrorPath } = await (await desk.archive()).locate(sha256);
  return { sha256, path, mirrorPath };
}

/** Every version of a walk, with where its bytes are and what left the house. */
export async function recordVersions(desk: Desk, header: InspectionHeader): Promise<RecordVersions> {
  const store = await desk.store();
  const { entries, found } = await store.read(async (repositories) => {
    const stored = await repositories.inspections.entries(header.id);
    const each: { sha256: string | null; deliveries: readonly Delivery[] }[] = [];
    for (const [index] of finishesOf(stored).entries()) {
      const deliveries = await repositories.deliveries.of(recordKey(header.id, index + 1));
      each.push({ sha256: await handedOut(repositories, header, index + 1), deliveries });
    }
    return { entries: stored, found: each };
  });
  const versions: RecordVersion[] = [];
  for (const [index, finishedAt] of finishesOf(entries).entries()) {
    const { sha256 = null, deliveries = [] } = found[index] ?? {};
    versions.push({ version: index + 1, finishedAt, file: await located(desk, sha256), deliveries });
  }
  return { id: header.id, versions, acknowledged: acknowledgedVersion(entries) };
}
