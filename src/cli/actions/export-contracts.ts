/** What `contracts export` does: one contract into a new folder, or all into one that later runs go on with. */
import { openKeptFolder } from "../../adapters/kept-folder.ts";
import { exportAll, exportContract, exportFolderName } from "../../app/export-contract.ts";
import { findContract } from "../../app/find-contract.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { syncFolder } from "../../storage/durable-file.ts";
import { progressOf } from "../output/progress.ts";
import type { Session } from "../session.ts";
import { newFolder } from "./new-folder.ts";

export interface ExportOptions {
  readonly all: boolean;
  readonly out: string;
}

/** @throws UsageError `export-which`. @throws UserError `export-incomplete` in the end, when something in the archive could not be read. */
export async function exportContracts(session: Session, number: string | null, { all, out }: ExportOptions): Promise<void> {
  if ((number === null) !== all)
    throw new UsageError("export-which", {}, ["contracts export NUMBER --out DIR", "contracts export --all --out DIR"]);
  await (number === null ? everyContract(session, out) : oneContract(session, number, out));
}

async function oneContract(session: Session, number: string, out: string): Promise<void> {
  const desk = await session.desk();
  if (session.flags.dryRun) {
    const contract = await (await desk.store()).read((repositories) => findContract(repositories, number));
    session.print(exportFolderName(contract.number));
    return session.remark(session.t("common.dryRun"));
  }
  const exported = await exportContract(desk, number, session.customerTexts, (name) => newFolder(session, out, name));
  if (session.flags.json) return session.json({ ...exported });
  session.print(session.t("contracts.exported", { folder: exported.folder, files: exported.files.length }));
}

async function everyContract(session: Session, out: string): Promise<void> {
  const desk = await session.desk();
  const { length: count } = await (await desk.store()).read(({ contracts }) => contracts.numbers());
  if (session.flags.dryRun) {
    session.print(session.t("contracts.export.would", { count }));
    return session.remark(session.t("common.dryRun"));
  }
  const told = progressOf(session, "contracts.export.progress", count);
  const exported = await exportAll(desk, session.customerTexts, await openKeptFolder(session.io.cwd, out, syncFolder), told);
  const { folder, contracts, written, kept, cleared, damaged } = exported;
  if (session.flags.json) session.json({ ...exported });
  else session.print(session.t("contracts.export.all", { folder, contracts, written, kept }));
  if (cleared > 0) session.remark(session.t("contracts.export.cleared", { count: cleared }));
  if (damaged.length === 0) return;
  const paths = damaged.flatMap((one) => one.paths);
  throw new UserError("export-incomplete", { count: paths.length, paths: paths.slice(0, 5).join(", ") }, ["contracts verify"]);
}
