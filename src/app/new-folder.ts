/** A folder of files for somebody else to keep and check without this program, with a list of hashes that `sha256sum -c` checks. */
import { createHash } from "node:crypto";

/** A folder that did not exist before. Nothing in it is overwritten and nothing outside it written. */
export interface NewFolder {
  /** @param path Relative, with `/` between folders. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Absolute. */
  readonly path: string;
}

export interface Exported {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
}

/** Writes the files, then their manifest. @param name of the manifest. */
export async function writeWithManifest(
  folder: NewFolder,
  contents: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  name = "manifest.sha256",
): Promise<Exported> {
  const files = contents.map(({ path, bytes }) => ({
    path,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    size: bytes.length,
  }));
  for (const { path, bytes } of contents) await folder.write(path, bytes);
  const manifest = files.map((file) => `${file.sha256}  ${file.path}\n`).join("");
  await folder.write(name, Buffer.from(manifest));
  return { folder: folder.path, files };
}
