/** What `contracts archive` does: plan, show, confirm, store, say where. */
import { readInputFile } from "../../adapters/input-file.ts";
import { type Archived, archiveSignedCopy } from "../../app/archive-signed-copy.ts";
import { indexTexts } from "../../app/index-texts.ts";
import { type ArchivePlan, planSignedCopy, type ScanFile } from "../../app/plan-signed-copy.ts";
import { Cancelled, UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { LARGEST_SCAN } from "../../media/read-scan.ts";
import { planText } from "../output/archived-text.ts";
import type { Options } from "../program.ts";
import { confirmSignedCopy, signingFrom } from "../prompts/confirm-signed-copy.ts";
import type { Session } from "../session.ts";

const looksLikeFile = (word: string): boolean => /[/\\]|\.(?:pdf|jpe?g|png|tiff?|hei[cf])$/iu.test(word);

/** The first word is the contract's number if there is such a contract; a word that looks like a file is one. */
async function numberAndPaths(session: Session, words: readonly string[]): Promise<{ number: string | null; paths: readonly string[] }> {
  const [first = "", ...others] = words;
  const known = await (await (await session.desk()).store()).read(({ contracts }) => contracts.get(first));
  if (known === null && (looksLikeFile(first) || (others.length === 0 && (await isFile(session, first)))))
    return { number: null, paths: words };
  if (others.length === 0 && known !== null)
    throw new UsageError("no-scan-of-contract", { number: known.number }, [`contracts archive ${known.number} SCAN…`]);
  return others.length === 0 ? { number: null, paths: words } : { number: first, paths: others };
}

const isFile = (session: Session, path: string): Promise<boolean> =>
  readInputFile(session.io.cwd, path, LARGEST_SCAN).then(
    () => true,
    (error: unknown) => error instanceof UserError && error.code !== "file-missing",
  );

/** Reads the scans from disk. @throws UserError `file-…`, `scan-too-large`. */
async function readScanFiles(session: Session, paths: readonly string[]): Promise<readonly ScanFile[]> {
  const files: ScanFile[] = [];
  for (const path of paths) files.push(await readInputFile(session.io.cwd, path, LARGEST_SCAN));
  return files;
}

/** @param words The command's arguments: `[NUMBER] SCAN…`. */
export async function archiveScans(session: Session, words: readonly string[], options: Options): Promise<void> {
  const desk = await session.desk();
  const given = signingFrom(options);
  const { number, paths } = await numberAndPaths(session, words);
  const files = await readScanFiles(session, paths);
  const plan = await planSignedCopy(desk, number, files);
  session.remark(...planText(session, plan));
  if (session.flags.dryRun) {
    if (session.flags.json) session.json(planJson(plan));
    return session.remark(session.t("common.dryRun"));
  }
  const signing = await confirmSignedCopy(session, plan, given);
  if (signing === null) throw new Cancelled(session.t("common.nothingDone"));
  const archived = await archiveSignedCopy(desk, plan, signing);
  await indexTexts(desk);
  await prepareForBills(session, plan);
  if (session.flags.json) return session.json({ contract: plan.contract.number, existed: archived.existed, ...copyJson(archived) });
  session.print(...archivedText(session, plan, archived));
}

/** What bills will show of the copy is drawn now, while somebody is waiting for a scan anyway. */
async function prepareForBills(session: Session, { contract }: ArchivePlan): Promise<void> {
  const desk = await session.desk();
  const terms = await (await desk.store()).read((repositories) => repositories.terms.get(contract.terms.sha256));
  if (terms === null) return;
  const { prepareSignedPages } = await import("../../app/load-signed-pages.ts");
  const { documentAssets } = await import("./document-assets.ts");
  await prepareSignedPages(desk, { contract, terms }, (language) => documentAssets(desk, language));
}

const planJson = (plan: ArchivePlan): Readonly<Record<string, unknown>> => ({
  contract: plan.contract.number,
  scans: plan.scans.map(({ name, sha256, bytes, facts }) => ({ name, sha256, size: bytes.length, ...facts })),
  doubts: plan.doubts,
  already: plan.already?.version ?? null,
});

const copyJson = ({ copy, stored }: Archived): Readonly<Record<string, unknown>> => ({
  signedCopy: copy,
  stored: stored.map(({ sha256, size, path, mirrorPath }) => ({ sha256, size, path, mirrorPath })),
});

function archivedText(session: Session, plan: ArchivePlan, { copy, stored, existed }: Archived): readonly string[] {
  const { t } = session;
  const values = { number: plain(plan.contract.number), version: copy.version };
  const places = stored.flatMap((file) => [
    `  ${file.path}`,
    file.mirrorPath === null ? `  ${t("archive.secondPending")}` : `  ${file.mirrorPath}`,
  ]);
  return [t(existed ? "archive.existed" : copy.version > 1 ? "archive.newVersion" : "archive.done", values), ...places];
}
