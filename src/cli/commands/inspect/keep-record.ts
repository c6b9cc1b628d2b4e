/** The record of a finished walk: rendered and kept in the archive. */
import { writeNewFile } from "../../../adapters/output-files.ts";
import { type RecordRequest, type RenderedRecord, renderWalkRecord } from "../../../app/render-record.ts";
import { documentAssets } from "../../actions/document-assets.ts";
import type { OutPath } from "../../actions/out-path.ts";
import type { Session } from "../../session.ts";

export interface DeliveredRecord {
  readonly name: string;
  /** Which version of the walk it shows, counted from 1. */
  readonly version: number;
  readonly sha256: string;
  /** Both copies in the archive; the second is null while it is pending. */
  readonly path: string;
  readonly mirrorPath: string | null;
  /** Where the copy is that was asked for. */
  readonly copy: string | null;
}

/** @param target where a copy is to be. */
export async function toldOf(
  session: Session,
  { name, version, sha256, pdf }: RenderedRecord,
  target: OutPath | null,
): Promise<DeliveredRecord> {
  const { path, mirrorPath } = await (await (await session.desk()).archive()).locate(sha256);
  const copy = target === null ? null : await writeNewFile(session.io.cwd, target(name), pdf);
  return { name, version, sha256, path, mirrorPath, copy };
}

/** Into the archive alone. */
export async function keepRecord(session: Session, request: RecordRequest): Promise<DeliveredRecord> {
  const desk = await session.desk();
  return toldOf(session, await renderWalkRecord(desk, request, (language) => documentAssets(desk, language)), null);
}
