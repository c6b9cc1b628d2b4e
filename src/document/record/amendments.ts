/** What was corrected after the walk had been finished: who did so, when and why, and what differs from what the customer knew. */
import type { Acknowledgement, Inspection, LineFacts } from "../../inspection/inspection.ts";
import { formatCount } from "../../language/format.ts";
import { STYLE } from "../look.ts";
import { apart, branch, type Group, group } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import { exceptionText, overallText } from "./answer.ts";
import { remarkText } from "./counts.ts";
import { countedTexts, findingText, groupText, lineName } from "./findings.ts";
import type { RecordWords, WalkRecord } from "./record.ts";

/** Something of the record that is not what it was. */
export interface Changed {
  /** The product, or what the customer says. */
  readonly name: string;
  /** Empty where there was nothing. */
  readonly was: readonly string[];
  readonly is: readonly string[];
}

/** @param full with who saw it and what is noted of it, which only matters where nothing else differs. */
function lineTexts(words: RecordWords, facts: LineFacts | undefined, full: boolean): readonly string[] {
  if (facts === undefined) return [];
  const { messages: t, language } = words;
  const counted = (key: "ok" | "stillOut", count: number): readonly string[] =>
    count === 0 ? [] : [`${t(`record.counts.${key}`)}: ${formatCount(count, language)}`];
  const remark = remarkText(words, facts);
  return [
    ...counted("ok", facts.ok),
    ...facts.groups.flatMap((found) => [
      groupText(words, found),
      ...(full ? found.findings.map((finding) => findingText(words, found, finding)) : []),
    ]),
    ...countedTexts(words, facts),
    ...counted("stillOut", facts.stillOut),
    ...(remark === "" ? [] : [remark]),
  ];
}

const answerTexts = (words: RecordWords): readonly string[] => [
  overallText(words),
  ...(words.inspection.answer?.exceptions ?? []).map((exception) => exceptionText(words, exception)),
];

const same = (one: readonly string[], other: readonly string[]): boolean => one.join("\n") === other.join("\n");

function changedOf(name: string, was: readonly string[], is: readonly string[]): readonly Changed[] {
  return same(was, is) ? [] : [{ name, was, is }];
}

function changedLine(now: RecordWords, before: RecordWords, position: number): readonly Changed[] {
  const at = ({ inspection }: RecordWords): LineFacts | undefined => inspection.lines.find((line) => line.position === position);
  const [was, is] = [at(before), at(now)];
  const name = lineName(now, (is ?? was) as LineFacts);
  const short = changedOf(name, lineTexts(before, was, false), lineTexts(now, is, false));
  return short.length > 0 ? short : changedOf(name, lineTexts(before, was, true), lineTexts(now, is, true));
}

/** What differs between a record and an earlier version of it, line by line and then in what the customer says. */
export function changesSince(now: RecordWords, earlier: Inspection): readonly Changed[] {
  const before = { ...now, inspection: earlier };
  const positions = new Set([...earlier.lines, ...now.inspection.lines].map(({ position }) => position));
  return [
    ...[...positions].sort((a, b) => a - b).flatMap((position) => changedLine(now, before, position)),
    ...changedOf(now.messages("record.answer.heading"), answerTexts(before), answerTexts(now)),
  ];
}

function sinceText(
  { messages: t, time }: RecordWords,
  acknowledgement: Acknowledgement | null,
  finishedAt: Inspection["finishedAt"],
): string {
  const named = acknowledgement?.kind === "name" || acknowledgement?.kind === "signed";
  const at = acknowledgement?.at ?? finishedAt;
  const values = { name: named ? acknowledgement.name : "", time: at === null ? "" : time(at) };
  return t(`record.amendments.since.${named ? "acknowledged" : "finished"}`, values);
}

/** Was and is, each a sentence of its own. */
const wordsOf = (texts: readonly string[], none: string): string => (texts.length === 0 ? none : texts.join(" · "));

function changedGroups(record: WalkRecord): Group[] {
  const { acknowledged, pen, body, messages: t } = record;
  if (acknowledged === null) return [];
  const section = branch("Sect", body);
  const { inspection, acknowledgement } = acknowledged;
  const changes = changesSince(record, inspection);
  const lead = paragraph(pen, sinceText(record, acknowledgement, inspection.finishedAt), STYLE.body, section, { gap: 8 });
  if (changes.length === 0) return [group([...lead, ...paragraph(pen, t("record.amendments.nothing"), STYLE.body, section, { gap: 4 })])];
  const none = t("record.amendments.none");
  return [
    group(lead, { keepWithNext: true }),
    ...changes.map(({ name, was, is }) =>
      group([
        ...apart(paragraph(pen, name, STYLE.strong, section, { tag: "H3" }), 5),
        ...paragraph(pen, t("record.amendments.was", { text: wordsOf(was, none) }), STYLE.soft, section),
        ...paragraph(pen, t("record.amendments.is", { text: wordsOf(is, none) }), STYLE.body, section),
      ]),
    ),
  ];
}

/** The time of the acknowledgement says what it knew of. */
export function amendmentGroups(record: WalkRecord): Group[] {
  const { pen, body, messages: t, inspection, time } = record;
  if (inspection.amendments.length === 0) return [];
  const section = branch("Sect", body);
  const entries = inspection.amendments.flatMap(({ at, by, reason }) =>
    paragraph(pen, t("record.amendments.entry", { time: time(at), by: by.join(", "), reason }), STYLE.body, section, { gap: 4 }),
  );
  const why = paragraph(pen, t("record.amendments.why"), STYLE.soft, section, { gap: 4 });
  return [
    group([...heading(pen, t("record.amendments.heading"), section), ...entries, ...why], { keepWithNext: true }),
    ...changedGroups(record),
  ];
}
