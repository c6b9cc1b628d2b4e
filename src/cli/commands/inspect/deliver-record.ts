/** The record of a finished walk: rendered, kept in the archive, and copied where asked. */
import { writeNewFile } from "../../../adapters/output-files.ts";
import { type RecordRequest, renderWalkRecord } from "../../../app/render-record.ts";
import { documentAssets } from "../../actions/document-assets.ts";
import { outPath } from "../../actions/out-path.ts";
import type { Session } from "../../session.ts";

export interface DeliveredRecord {
  readonly name: string;
  readonly sha256: string;
  /** Both copies in the archive; the second is null while it is pending. */
  readonly path: string;
  readonly mirrorPath: string | null;
  /** Where the copy is that was asked for. */
  readonly copy: string | null;
}

/** @param out a file or folder for a copy; null: the archive alone. @throws UserError before anything is rendered where `out` cannot be. */
export async function deliverRecord(session: Session, request: RecordRequest, out: string | null): Promise<DeliveredRecord> {
  const desk = await session.desk();
  const target = out === null ? null : await outPath(session, out);
  const { name, sha256, pdf } = await renderWalkRecord(desk, request, (language) => documentAssets(desk, language));
  const { path, mirrorPath } = await (await desk.archive()).locate(sha256);
  const copy = target === null ? null : await writeNewFile(session.io.cwd, target(name), pdf);
  return { name, sha256, path, mirrorPath, copy };
}
