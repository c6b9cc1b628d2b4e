/** Writes to a backup: durably, read again, compared. */
import { join } from "node:path";
import { UserError } from "../../kernel/errors.ts";
import { readNoLink, sha256Of } from "../archive-copy.ts";
import { writeDurably } from "../durable-file.ts";
import { hashed, pieces } from "./backup-folder.ts";

export interface Written {
  /** SHA-256 of the bytes as they lie there. */
  readonly stored: string;
  readonly storedSize: number;
}

/** @throws UserError `disk-unreliable` and what the disk refuses. */
export async function writeProved(folder: string, path: string, bytes: Uint8Array): Promise<Written> {
  const absolute = join(folder, path);
  const stored = sha256Of(bytes);
  await writeDurably(absolute, bytes);
  if (sha256Of(await readNoLink(absolute)) !== stored) throw new UserError("disk-unreliable", { path: absolute });
  return { stored, storedSize: bytes.length };
}

/** The same, piece by piece. */
export async function writeStreamProved(folder: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<Written> {
  const absolute = join(folder, path);
  const source = hashed(bytes);
  await writeDurably(absolute, source.bytes);
  const { sha256, size } = source.result();
  const again = hashed(pieces(absolute));
  for await (const _ of again.bytes);
  if (again.result().sha256 !== sha256) throw new UserError("disk-unreliable", { path: absolute });
  return { stored: sha256, storedSize: size };
}
