/** What a scan is, in a line; and what about it needs a person's eye. */
import type { ArchiveDoubt, ArchivePlan, PlannedScan } from "../../app/plan-signed-copy.ts";
import type { StoredFile } from "../../app/ports.ts";
import { plain, type StaffLanguage } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";

/** `312 kB`, `1,4 MB`: thousands, as file managers show them. */
export function sizeText(bytes: StoredFile["size"], language: StaffLanguage): string {
  if (bytes < 1000) return `${bytes}\u00A0B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}\u00A0kB`;
  const megabytes = (Math.round(bytes / 100_000) / 10).toFixed(1);
  return `${language === "fi" ? megabytes.replace(".", ",") : megabytes}\u00A0MB`;
}

/** `scan.pdf: PDF, 2 pages, a picture, 312 kB; our code for 2026-0117, pages 1, 2`. */
export function scanText(t: Messages, language: StaffLanguage, { name, bytes, facts }: PlannedScan): string {
  const pages = facts.pages === null ? t("scan.pagesUnknown") : t("scan.pages", { pages: facts.pages });
  const parts = [facts.format.toUpperCase(), pages, t(`scan.content.${facts.content}`), sizeText(bytes.length, language)];
  const contracts = [...new Set(facts.codes.map((code) => code.contract))];
  const codes = contracts.map((contract) => {
    const found = facts.codes.filter((code) => code.contract === contract).map((code) => code.page);
    return t("scan.code", { contract: plain(contract), count: found.length, pages: [...found].sort((a, b) => a - b).join(", ") });
  });
  const remarks = [...codes, ...facts.notes.map((note) => t(`scan.note.${note}`))];
  return [`${plain(name)}: ${parts.join(", ")}`, ...remarks.map((remark) => `  ${remark}`)].join("\n");
}

export function doubtText(t: Messages, doubt: ArchiveDoubt, plan: ArchivePlan): string {
  const number = plain(plan.contract.number);
  if (doubt.kind === "pagesMissing") return t("archive.doubt.pagesMissing", { scanned: doubt.scanned, expected: doubt.expected });
  const file = plain(doubt.file);
  if (doubt.kind === "encrypted") return t("archive.doubt.encrypted", { file });
  return t(`archive.doubt.${doubt.kind}`, { file, number, contracts: doubt.contracts.map((contract) => plain(contract)).join(", ") });
}
