/** What was found, line by line: facts, who saw them and when, never a sum. */
import type { Finding, Group as FoundGroup, LineFacts } from "../../inspection/inspection.ts";
import { formatCount } from "../../language/format.ts";
import { asSentence, capital, listFindings } from "../describe-source.ts";
import { photoNames, photosOf, photosOfLine } from "../finding-photos.ts";
import { STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { withPhotos } from "../sheet/photos.ts";
import { hairline, heading, paragraph } from "../sheet/rows.ts";
import type { RecordWords, WalkRecord } from "./record.ts";

/** Findings need no sums, no signature and no fingerprint. */
type FoundIn = Omit<WalkRecord, "withSums" | "signed" | "witness" | "acknowledged">;

export function recordFindingGroups(record: FoundIn): Group[] {
  const { pen, body, messages: t, inspection } = record;
  const section = branch("Sect", body);
  const lines = [...inspection.lines].sort((a, b) => a.position - b.position).filter(hasFindings);
  const head = heading(pen, t("record.findings.heading"), section);
  if (lines.length === 0) return [group([...head, ...paragraph(pen, t("record.findings.none"), STYLE.body, section, { gap: 4 })])];
  const untold = inspection.kind === "return" && record.baseline === null && lines.some(({ groups }) => groups.length > 0);
  if (untold) head.push(...paragraph(pen, t("record.findings.noHandover"), STYLE.soft, section, { gap: 4 }));
  return [group(head, { keepWithNext: true }), ...lines.flatMap((line) => lineGroups(record, line, section))];
}

/** Whether there is more to say of a line than its counts. */
export const hasFindings = (line: LineFacts): boolean =>
  line.groups.length > 0 || line.photos.length > 0 || line.missing > 0 || line.dirty > 0 || Object.keys(line.missingParts).length > 0;

export const lineName = ({ contract }: RecordWords, line: LineFacts): string =>
  contract.lines.find(({ position }) => position === line.position)?.name ?? String(line.position);

/** Missing units, missing parts and dirty units, each in words. */
export function countedTexts({ messages: t, language }: RecordWords, line: LineFacts): readonly string[] {
  return [
    ...(line.missing > 0 ? [t("facts.missing", { count: formatCount(line.missing, language) })] : []),
    ...Object.entries(line.missingParts).map(([part, count]) => t("facts.part", { part, count: formatCount(count, language) })),
    ...(line.dirty > 0 ? [t("facts.dirty", { count: line.dirty, figure: formatCount(line.dirty, language) })] : []),
  ];
}

/** What was found on the units of a group. */
export const groupText = (words: RecordWords, found: FoundGroup): string =>
  words.messages("facts.group", {
    count: formatCount(found.count, words.language),
    what: listFindings(found.findings, found.count, words),
  });

/** What was found on some units stays together with its photos; a line with many goes on over a page, under its name again. */
function lineGroups(record: FoundIn, line: LineFacts, section: Branch): Group[] {
  const { pen, messages: t } = record;
  const place = branch("Div", section);
  const name = lineName(record, line);
  const last = [
    ...countedTexts(record, line).flatMap((text) => paragraph(pen, text, STYLE.body, place)),
    ...photosOfLineRows(record, line, place),
    ...(line.withoutCharge ? paragraph(pen, t("record.findings.withoutCharge"), STYLE.soft, place) : []),
  ];
  const head = apart(paragraph(pen, name, STYLE.strong, place, { tag: "H3" }), 6);
  const [first = [], ...further] = [...line.groups.map((found) => groupRows(record, line, found, place)), last].filter(
    (rows) => rows.length > 0,
  );
  return [group([hairline(8), ...head, ...first]), ...further.map((rows) => group(apart(rows, 5), { repeat: head }))];
}

/** How the line stood when it was photographed, whatever was found on it. */
function photosOfLineRows(record: FoundIn, line: LineFacts, place: Branch): Row[] {
  if (line.photos.length === 0) return [];
  const { pen, messages: t, time, pictures } = record;
  const names = t("record.findings.photosOfLine", { count: line.photos.length, names: photoNames(line.photos, time) });
  return withPhotos(pen, paragraph(pen, names, STYLE.soft, place, { gap: 3 }), photosOfLine(line, pictures, record), place);
}

function groupRows(record: FoundIn, line: LineFacts, found: FoundGroup, place: Branch): Row[] {
  const { pen } = record;
  const head = paragraph(pen, groupText(record, found), STYLE.body, place);
  return found.findings.flatMap((finding, index) => {
    const details = paragraph(pen, findingText(record, found, finding), STYLE.soft, place, { gap: index === 0 ? 0 : 3 });
    const rows = [...(index === 0 ? head : []), ...details];
    return withPhotos(pen, rows, photosOf(finding, line.position, found.count, record.pictures, record), place);
  });
}

/** Who saw it and when, and what else is known. Of several findings on the same units each says which one it is. */
export function findingText(words: RecordWords, found: FoundGroup, finding: Finding): string {
  const which = found.findings.length > 1 ? `${capital(listFindings([finding], found.count, words))}. ` : "";
  return `${which}${detailText(words, finding)}`;
}

/** Whether it was there before. Where the hand-over was not recorded, nothing can be said of any. */
function sinceText({ messages: t, since, language }: RecordWords, finding: Finding): string | null {
  const units = since?.get(finding.id);
  if (!units) return null;
  const { before, grown, fresh } = units;
  if (before + grown === 0) return t("record.findings.fresh");
  if (fresh + grown === 0) return t("record.findings.before");
  const count = (units: number): string => formatCount(units, language);
  return [
    before > 0 ? t("record.findings.beforeOf", { count: count(before) }) : null,
    grown > 0 ? t("record.findings.grownOf", { count: count(grown) }) : null,
    fresh > 0 ? t("record.findings.freshOf", { count: count(fresh) }) : null,
  ]
    .filter((text) => text !== null)
    .join(" ");
}

function detailText(record: RecordWords, finding: Finding): string {
  const { messages: t, language, time } = record;
  const { photos } = finding;
  return [
    t("record.findings.seen", { name: finding.seenBy, time: time(finding.seenAt) }),
    finding.late ? t("record.findings.entered", { time: time(finding.enteredAt) }) : null,
    sinceText(record, finding),
    finding.cause === "unknown" ? null : t(`record.findings.cause.${finding.cause}`),
    finding.repair && finding.repair.days > 0
      ? t("record.findings.repair", {
          days: finding.repair.days,
          figure: formatCount(finding.repair.days, language),
          source: finding.repair.source,
        })
      : null,
    finding.note ? asSentence(t("record.findings.note", { note: finding.note })) : null,
    photos.length > 0 ? t("record.findings.photos", { count: photos.length, names: photoNames(photos, time) }) : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}
