/** What the customer says, once for all and then the exceptions; and who acknowledged the record. */
import type { AnswerException, CustomerAnswer } from "../../inspection/inspection.ts";
import { formatCount } from "../../language/format.ts";
import { listFindings } from "../describe-source.ts";
import { STYLE } from "../look.ts";
import { branch, type Group, group, type Row } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import type { WalkRecord } from "./record.ts";

export function answerGroups(record: WalkRecord): Group[] {
  const { pen, body, messages: t, inspection } = record;
  const section = branch("Sect", body);
  const { answer } = inspection;
  const all = paragraph(pen, t(`record.answer.${overall(answer)}`), STYLE.body, section, { gap: 4 });
  const words = answer?.words ? paragraph(pen, t("record.answer.words", { words: answer.words }), STYLE.body, section) : [];
  return [
    group([...heading(pen, t("record.answer.heading"), section), ...all, ...words], {
      keepWithNext: (answer?.exceptions ?? []).length > 0,
    }),
    ...(answer?.exceptions ?? []).map((exception) => group(exceptionRows(record, exception, section))),
  ];
}

function overall(answer: CustomerAnswer | null): string {
  if (answer === null) return "open";
  return answer.all === "agrees" && answer.exceptions.length > 0 ? "agreesExcept" : answer.all;
}

function exceptionRows(record: WalkRecord, exception: AnswerException, section: ReturnType<typeof branch>): Row[] {
  const { pen, messages: t, contract } = record;
  const product = contract.lines.find(({ position }) => position === exception.position)?.name ?? String(exception.position);
  const key = exception.stance === "disputes" ? "record.answer.exceptionDisputes" : "record.answer.exceptionAgrees";
  return [
    ...paragraph(pen, t(key, { product, what: subjectText(record, exception) }), STYLE.body, section, { gap: 4 }),
    ...(exception.words ? paragraph(pen, t("record.answer.words", { words: exception.words }), STYLE.body, section) : []),
  ];
}

/** `2 kpl säröillä (vakava)`, or `puuttuvat`. */
function subjectText(record: WalkRecord, exception: AnswerException): string {
  const { messages: t, inspection, language } = record;
  const line = inspection.lines.find(({ position }) => position === exception.position);
  const found = line?.groups.find(({ id }) => id === exception.group);
  const count = exception.count ?? found?.count ?? null;
  if (exception.subject === "group" && found && count !== null)
    return t("facts.group", { count: formatCount(count, language), what: listFindings(found.findings, count, record) });
  const subject = t(`record.subject.${exception.subject}`, { part: exception.group ?? "" });
  return count === null ? subject : `${subject}, ${t("record.answer.units", { figure: formatCount(count, language) })}`;
}

/** What was corrected after the walk had been finished: by whom, when and why. The time of the acknowledgement says what it knew of. */
export function amendmentGroups({ pen, body, messages: t, inspection, time }: WalkRecord): Group[] {
  if (inspection.amendments.length === 0) return [];
  const section = branch("Sect", body);
  const entries = inspection.amendments.flatMap(({ at, by, reason }) =>
    paragraph(pen, t("record.amendments.entry", { time: time(at), by: by.join(", "), reason }), STYLE.body, section, { gap: 4 }),
  );
  const why = paragraph(pen, t("record.amendments.why"), STYLE.soft, section, { gap: 4 });
  return [group([...heading(pen, t("record.amendments.heading"), section), ...entries, ...why], { keepWithNext: true })];
}

export function acknowledgementGroups({ pen, body, messages: t, inspection, time }: WalkRecord): Group[] {
  const section = branch("Sect", body);
  const { acknowledgement } = inspection;
  const text =
    acknowledgement === null
      ? t("record.ack.open")
      : acknowledgement.kind === "name"
        ? t("record.ack.name", { name: acknowledgement.name, time: time(acknowledgement.at) })
        : t(`record.ack.${acknowledgement.kind}`, { time: time(acknowledgement.at) });
  const rows = [...heading(pen, t("record.ack.heading"), section), ...paragraph(pen, text, STYLE.body, section, { gap: 4 })];
  // The fingerprint that follows is not left alone on the last page.
  return [group(rows, { keepWithNext: true })];
}
