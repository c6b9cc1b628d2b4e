/** What became of scans that came in: the counts, and what a person has to see to, with the reasons. */
import type { ImportedScan } from "../../app/import-scans.ts";
import type { TakenIn } from "../../app/take-in-scan.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";
import { csvText } from "./csv.ts";
import { say } from "./tell.ts";

const STATES = ["filed", "existed", "tray", "refused"] as const;

const trayId = (taken: TakenIn): string => (taken.state === "tray" && taken.item !== null ? `T-${taken.item}` : "");
const reason = ({ t }: Session, taken: TakenIn): string => ("why" in taken ? say(t, taken.why) : "");

function counts(imported: readonly ImportedScan[]): Readonly<Record<TakenIn["state"], number>> {
  const count = (state: TakenIn["state"]): number => imported.filter(({ taken }) => taken.state === state).length;
  return { filed: count("filed"), existed: count("existed"), tray: count("tray"), refused: count("refused") };
}

export const takenJson = (session: Session, name: string, taken: TakenIn) => ({
  file: name,
  state: taken.state,
  contract: "contract" in taken ? taken.contract : null,
  version: "version" in taken ? taken.version : null,
  namedBy: taken.state === "filed" ? taken.namedBy : null,
  files: taken.state === "filed" ? taken.files : 0,
  pagesMissing: taken.state === "filed" ? taken.pagesMissing : 0,
  tray: trayId(taken) || null,
  why: "why" in taken ? { code: taken.why.key.replace(/^error\./u, ""), message: reason(session, taken) } : null,
});

/** `scan0001.pdf: filed under 2026-0117, Aino Mäkelä (version 2)`. */
export function takenLine(session: Session, name: string, taken: TakenIn): string {
  const { t } = session;
  const file = plain(name);
  if (taken.state === "filed") {
    const { contract, customer, version, namedBy, files, pagesMissing } = taken;
    const values = { file, number: plain(contract), customer: plain(customer), version: version ?? 0 };
    const remarks = [
      ...(files > 1 ? [t("contracts.watch.joined", { files })] : []),
      ...(pagesMissing > 0 ? [t("contracts.watch.pagesMissing", { count: pagesMissing })] : []),
    ];
    return [t(version === null ? "contracts.watch.would" : `contracts.watch.filed.${namedBy}`, values), ...remarks].join(" ");
  }
  if (taken.state === "existed") return t("contracts.watch.existed", { file, number: plain(taken.contract), version: taken.version });
  if (taken.state === "refused") return t("contracts.watch.refused", { file, reason: reason(session, taken) });
  return t("contracts.watch.tray", { file, id: trayId(taken), reason: reason(session, taken) });
}

export const importedJson = (session: Session, imported: readonly ImportedScan[]) => ({
  dryRun: session.flags.dryRun,
  counts: counts(imported),
  files: imported.map(({ name, taken }) => takenJson(session, name, taken)),
});

export function importedCsv(session: Session, imported: readonly ImportedScan[]): string {
  const { t } = session;
  const head = ["file", "state", "contract", "version", "tray", "reason"].map((column) => t(`contracts.import.column.${column}`));
  const rows = imported.map(({ name, taken }) => {
    const { contract, version, tray, why } = takenJson(session, name, taken);
    const cells = [
      plain(name),
      t(`contracts.import.state.${taken.state}`),
      contract ?? "",
      String(version ?? ""),
      tray ?? "",
      why?.message ?? "",
    ];
    return cells.map((cell) => plain(cell));
  });
  return csvText(head, rows);
}

/** On stdout: a line of counts for each state there is, then what is left for a person. */
export function importedText(session: Session, imported: readonly ImportedScan[]): void {
  const { t, flags } = session;
  const counted = counts(imported);
  if (imported.length === 0) session.remark(t("contracts.import.nothing"));
  const would = flags.dryRun ? "would." : "";
  const lines = STATES.filter((state) => counted[state] > 0).map((state) =>
    t(`contracts.import.${state === "filed" || state === "tray" ? would : ""}${state}`, { count: counted[state] }),
  );
  if (lines.length > 0) session.print(...lines);
  const left = imported.filter(({ taken }) => taken.state === "tray" || taken.state === "refused");
  if (left.length === 0) return;
  session.print("");
  // A reason is a sentence, which no column of a terminal holds.
  if (session.io.stdout.isTTY === true)
    for (const { name, taken } of left) session.print(`${plain(name)}  ${trayId(taken)}`.trimEnd(), `    ${reason(session, taken)}`);
  else leftTable(session, left);
}

function leftTable(session: Session, left: readonly ImportedScan[]): void {
  const { t } = session;
  session.table(
    ["file", "tray", "reason"].map((column) => t(`contracts.import.column.${column}`)),
    left.map(({ name, taken }) => [plain(name), trayId(taken) || "–", reason(session, taken)]),
  );
}
