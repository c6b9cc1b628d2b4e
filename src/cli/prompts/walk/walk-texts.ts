/** What was found, in the staff's words: facts, never sums. */

import type { FindingType } from "../../../contract/terms.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { Finding, Group, LineFacts, RepairEstimate } from "../../../inspection/inspection.ts";
import { asksForTally, openLines } from "../../../inspection/open-questions.ts";
import type { FindingDraft, QuickEntry } from "../../../inspection/quick-entry.ts";
import { plain, type StaffLanguage } from "../../../kernel/text.ts";
import { formatMoney } from "../../../language/format.ts";
import type { Messages } from "../../../language/messages.ts";
import { wrap } from "./frame.ts";

const SEPARATOR = " · ";

/** `cracked, severe, 2 marks, 20 mm` with the note last. */
export function findingText(t: Messages, finding: Finding): string {
  return [
    t(`inspect.type.${finding.type}`),
    finding.severity === null ? null : t(`inspect.severity.${finding.severity}`),
    finding.part === null ? null : plain(finding.part),
    finding.marks > 1 ? t("inspect.finding.marks", { count: finding.marks }) : null,
    finding.sizeMm === null ? null : t("inspect.finding.size", { size: finding.sizeMm }),
    finding.cause === "unknown" ? null : t(`inspect.cause.said.${finding.cause}`),
    finding.photos.length === 0 ? null : t("inspect.finding.photos", { count: finding.photos.length }),
    finding.note === null ? null : t("inspect.quote", { text: plain(finding.note) }),
  ]
    .filter((piece) => piece !== null)
    .join(", ");
}

/** `3: cracked, severe + scratched`. */
export const groupText = (t: Messages, group: Group): string =>
  `${group.count} × ${group.findings.length === 0 ? t("inspect.group.unknown") : group.findings.map((finding) => findingText(t, finding)).join(" + ")}`;

interface Tally {
  ok: number;
  missing: number;
  stillOut: number;
  found: number;
  dirty: number;
  parts: number;
  readonly types: Map<FindingType, number>;
  /** Damaged units whose group or finding is not told yet. */
  untold: number;
}

function tally(lines: readonly LineFacts[]): Tally {
  const sum: Tally = { ok: 0, missing: 0, stillOut: 0, found: 0, dirty: 0, parts: 0, types: new Map(), untold: 0 };
  for (const line of lines) {
    sum.ok += line.ok;
    sum.missing += line.missing;
    sum.stillOut += line.stillOut;
    sum.found += line.found;
    sum.dirty += line.dirty;
    sum.parts += Object.values(line.missingParts).reduce((all, count) => all + count, 0);
    sum.untold += line.damaged;
    for (const group of line.groups) {
      const types = new Set(group.findings.map((finding) => finding.type));
      for (const type of types) sum.types.set(type, (sum.types.get(type) ?? 0) + group.count);
      if (types.size > 0) sum.untold -= group.count;
    }
  }
  return sum;
}

function countsText(t: Messages, lines: readonly LineFacts[]): string[] {
  const sum = tally(lines);
  const pieces: (readonly [key: string, count: number])[] = [
    ["ok", sum.ok],
    ...[...sum.types].map(([type, count]) => [type, count] as const),
    ["damaged", sum.untold],
    ["missing", sum.missing],
    ["parts", sum.parts],
    ["stillOut", sum.stillOut],
    ["found", sum.found],
    ["dirty", sum.dirty],
  ];
  return pieces.filter(([, count]) => count > 0).map(([key, count]) => t(`inspect.count.${key}`, { count }));
}

/** `115 in order · 3 cracked · 2 missing`. */
export const lineText = (t: Messages, line: LineFacts): string => countsText(t, [line]).join(SEPARATOR);

/** What is recorded of a line so far, or how many are out. */
export function lineStateText(t: Messages, walk: Walk, position: number): string {
  const facts = walk.inspection.lines.find((line) => line.position === position);
  if (facts !== undefined && walk.progress.get(position)?.counted === true) return lineText(t, facts);
  return t(walk.header.kind === "handover" ? "inspect.line.toHandOver" : "inspect.line.out", { count: walk.out.get(position) ?? 0 });
}

/** Lines one walks: those with anything out, with an answer, or of which something declared missing may turn up. */
export function walkedLines(walk: Walk): readonly number[] {
  const touched = new Set(walk.inspection.lines.map((line) => line.position));
  return walk.contract.lines
    .map((line) => line.position)
    .filter((position) => walk.progress.get(position)?.counted !== true || touched.has(position));
}

/** The running summary over all lines answered so far: `57 in order · 3 cracked · 2 missing · 4 lines left`. */
export function summaryText(t: Messages, walk: Walk): string {
  const left = openLines(walk).length;
  const counted = walk.inspection.lines.filter((line) => walk.progress.get(line.position)?.counted === true);
  const told = countsText(t, counted);
  return [...(told.length === 0 ? [t("inspect.summary.nothingYet")] : told), t("inspect.summary.left", { count: left })].join(SEPARATOR);
}

const draftText = (t: Messages, draft: FindingDraft): string =>
  [
    t(`inspect.type.${draft.type}`),
    draft.severity === null ? null : t(`inspect.severity.${draft.severity}`),
    draft.part === null ? null : plain(draft.part),
    draft.marks !== null && draft.marks > 1 ? t("inspect.finding.marks", { count: draft.marks }) : null,
    draft.sizeMm === null ? null : t("inspect.finding.size", { size: draft.sizeMm }),
  ]
    .filter((piece) => piece !== null)
    .join(", ");

/** What a quick entry was understood as: `115 in order · 3 × cracked + scratched · 2 missing`. */
export function entryText(t: Messages, { counts, groups }: QuickEntry): string {
  const told = (key: string, count: number): string[] => (count > 0 ? [t(`inspect.count.${key}`, { count })] : []);
  return [
    ...told("ok", counts.ok),
    ...groups.map((group) => `${group.count} × ${group.findings.map((draft) => draftText(t, draft)).join(" + ")}`),
    ...told("damaged", counts.damaged - groups.reduce((sum, group) => sum + group.count, 0)),
    ...told("missing", counts.missing),
    ...Object.entries(counts.missingParts).map(([part, count]) => t("inspect.count.part", { part: plain(part), count })),
    ...told("stillOut", counts.stillOut),
    ...told("found", counts.found),
    ...told("dirty", counts.dirty),
  ].join(SEPARATOR);
}

/** `35,00 €, 6 days, Puusepänverstas Laine`. */
export const repairText = (t: Messages, repair: RepairEstimate, language: StaffLanguage): string =>
  t("inspect.finding.repair", { cost: formatMoney(repair.cost, language), days: repair.days, source: plain(repair.source) });

/** What is in order, said first: one sentence, or that nothing came back in order. */
export function inOrderText(t: Messages, walk: Walk, width: number): string[] {
  const ok = walk.inspection.lines.reduce((sum, line) => sum + line.ok, 0);
  const back = walk.inspection.lines.reduce((sum, line) => sum + line.ok + line.damaged, 0);
  const key = ok === back ? (back === 0 ? "nothingBack" : "everything") : "inOrder";
  const kind = walk.header.kind === "handover" ? "handover" : "readBack";
  return wrap(t(`inspect.${kind}.${key}`, { count: ok, back }), width);
}

/** How many lines that ask for a counted number were not counted. */
export const notCountedLines = (walk: Walk): number =>
  walk.inspection.lines.filter(
    (line) => asksForTally(walk, line) && walk.progress.get(line.position)?.tallied === true && line.counted === null,
  ).length;
