import type { SignedCopy, SignedCopyFile, SignedCopyRepository } from "../app/ports.ts";
import type { Schema, Trx } from "./schema.ts";

const toFile = (row: Schema["signed_copy_files"]): SignedCopyFile => ({
  sha256: row.sha256,
  size: row.size,
  name: row.name,
  format: row.format,
  pages: row.pages,
});

const toCopy = (row: Schema["signed_copies"], files: readonly Schema["signed_copy_files"][]): SignedCopy => ({
  contract: row.contract,
  version: row.version,
  files: files.map(toFile),
  signedBy: row.signed_by,
  signedOn: row.signed_on,
  archivedAt: row.archived_at,
  archivedBy: row.archived_by,
});

const keyOf = ({ contract, version }: { contract: string; version: number }): string => `${version} ${contract}`;

async function load(trx: Trx, contract: string | null): Promise<readonly SignedCopy[]> {
  let copies = trx.selectFrom("signed_copies").selectAll().orderBy("contract").orderBy("version");
  let files = trx.selectFrom("signed_copy_files").selectAll().orderBy("position");
  if (contract !== null) {
    copies = copies.where("contract", "=", contract);
    files = files.where("contract", "=", contract);
  }
  const byCopy = new Map<string, Schema["signed_copy_files"][]>();
  for (const file of await files.execute()) byCopy.set(keyOf(file), [...(byCopy.get(keyOf(file)) ?? []), file]);
  return (await copies.execute()).map((row) => toCopy(row, byCopy.get(keyOf(row)) ?? []));
}

export function signedCopyRepository(trx: Trx): SignedCopyRepository {
  return {
    async add(copy) {
      await trx
        .insertInto("signed_copies")
        .values({
          contract: copy.contract,
          version: copy.version,
          signed_by: copy.signedBy,
          signed_on: copy.signedOn,
          archived_at: copy.archivedAt,
          archived_by: copy.archivedBy,
        })
        .execute();
      const files = copy.files.map((file, index) => ({ ...file, contract: copy.contract, version: copy.version, position: index + 1 }));
      if (files.length > 0) await trx.insertInto("signed_copy_files").values(files).execute();
    },
    of: (contract) => load(trx, contract),
    holding: (sha256) =>
      trx
        .selectFrom("signed_copy_files")
        .select(["contract", "version"])
        .distinct()
        .where("sha256", "=", sha256)
        .orderBy("contract")
        .orderBy("version")
        .execute(),
    all: () => load(trx, null),
  };
}
