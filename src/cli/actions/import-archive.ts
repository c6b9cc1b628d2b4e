/** What `contracts import` does: finds the scans, takes them in, and says what became of them. */
import { basename, dirname, resolve } from "node:path";
import { readInputFile } from "../../adapters/input-file.ts";
import { refuseStdout, writeNewFile } from "../../adapters/output-files.ts";
import { filesBelow, isFolder, readBelow } from "../../adapters/scan-files.ts";
import { readScanList } from "../../adapters/scan-list.ts";
import { type FoundScan, type ImportedScan, importScans } from "../../app/import-scans.ts";
import { UserError } from "../../kernel/errors.ts";
import { LARGEST_SCAN } from "../../media/read-scan.ts";
import { importedCsv, importedJson, importedText } from "../output/imported-scans.ts";
import { progressOf } from "../output/progress.ts";
import { openScanPool } from "../scan-pool.ts";
import type { Session } from "../session.ts";

/** A row for each of many thousand scans. */
const LARGEST_LIST = 50_000_000;
const UNSIGNED = { signedBy: null, signedOn: null };

const refusing =
  (error: UserError): FoundScan["bytes"] =>
  () =>
    Promise.reject(error);

async function foundIn(folder: string): Promise<readonly FoundScan[]> {
  return (await filesBelow(folder)).map(({ name, refused }) => ({
    name,
    contract: null,
    signing: UNSIGNED,
    bytes: refused === null ? () => readBelow(folder, name, LARGEST_SCAN) : refusing(new UserError(refused, { path: name })),
  }));
}

async function listedIn(cwd: string, path: string): Promise<readonly FoundScan[]> {
  const { bytes } = await readInputFile(cwd, path, LARGEST_LIST);
  const folder = dirname(resolve(cwd, path));
  return readScanList(bytes, basename(path)).map(({ file, contract, signedBy, signedOn, refused }) => ({
    name: file.replaceAll("\\", "/"),
    contract,
    signing: { signedBy, signedOn },
    bytes: refused === null ? () => readBelow(folder, file.replaceAll("\\", "/"), LARGEST_SCAN) : refusing(refused),
  }));
}

/** @throws UserError `import-incomplete` after all is said, when something was not filed. */
export async function importArchive(session: Session, path: string, report: string | null): Promise<void> {
  const { io, flags } = session;
  if (report !== null) refuseStdout(report);
  // Who acts is asked before anything is read.
  await session.actor();
  const found = (await isFolder(io.cwd, path)) ? await foundIn(resolve(io.cwd, path)) : await listedIn(io.cwd, path);
  const imported = await takeIn(session, found);
  if (report !== null) await writeNewFile(io.cwd, report, Buffer.from(importedCsv(session, imported)));
  if (flags.json) session.json(importedJson(session, imported));
  else importedText(session, imported);
  if (flags.dryRun) session.remark(session.t("common.dryRun"));
  const left = imported.filter(({ taken }) => taken.state === "tray" || taken.state === "refused").length;
  if (left > 0 && !flags.dryRun) throw new UserError("import-incomplete", { count: left }, hints(imported));
}

const hints = (imported: readonly ImportedScan[]): readonly string[] =>
  imported.some(({ taken }) => taken.state === "tray") ? ["contracts tray"] : [];

async function takeIn(session: Session, found: readonly FoundScan[]): Promise<readonly ImportedScan[]> {
  const desk = await session.desk();
  const pool = openScanPool();
  try {
    const progress = progressOf(session, "contracts.import.progress", found.length);
    return await importScans(desk, found, { read: pool.read, dryRun: session.flags.dryRun }, progress);
  } finally {
    await pool.close();
  }
}
