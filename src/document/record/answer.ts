/** What the customer says, once for all and then the exceptions; and who acknowledged the record. */
import type { Acknowledgement, AnswerException, CustomerAnswer, Inspection, Signed } from "../../inspection/inspection.ts";
import { formatCount } from "../../language/format.ts";
import { listFindings } from "../describe-source.ts";
import { inFours } from "../fingerprint.ts";
import { PAGE, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import type { Box } from "../sheet/pen.ts";
import { paintPhoto } from "../sheet/photos.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import type { RecordWords, WalkRecord } from "./record.ts";
import { textFileOf } from "./signed-file.ts";

/** In points: as large as people sign on paper. */
const SIGNATURE: Box = [180, 72];

export function answerGroups(record: WalkRecord): Group[] {
  const { pen, body, messages: t, inspection } = record;
  const { answer } = inspection;
  // Before the goods leave nobody has anything to answer yet.
  if (answer === null && inspection.kind === "handover") return [];
  const section = branch("Sect", body);
  const all = paragraph(pen, overallText(record), STYLE.body, section, { gap: 4 });
  const words = answer?.words ? paragraph(pen, t("record.answer.words", { words: answer.words }), STYLE.body, section) : [];
  return [
    group([...heading(pen, t("record.answer.heading"), section), ...all, ...words], {
      keepWithNext: (answer?.exceptions ?? []).length > 0,
    }),
    ...(answer?.exceptions ?? []).map((exception) => group(exceptionRows(record, exception, section))),
  ];
}

/** The customer's answer as a whole. */
export const overallText = ({ messages: t, inspection }: RecordWords): string => t(`record.answer.${overall(inspection.answer)}`);

function overall(answer: CustomerAnswer | null): string {
  if (answer === null) return "open";
  return answer.all === "agrees" && answer.exceptions.length > 0 ? "agreesExcept" : answer.all;
}

/** What the customer says of some units. */
export function exceptionText(words: RecordWords, exception: AnswerException): string {
  const { messages: t, contract } = words;
  const product = contract.lines.find(({ position }) => position === exception.position)?.name ?? String(exception.position);
  const key = exception.stance === "disputes" ? "record.answer.exceptionDisputes" : "record.answer.exceptionAgrees";
  return t(key, { product, what: subjectText(words, exception) });
}

function exceptionRows(record: WalkRecord, exception: AnswerException, section: ReturnType<typeof branch>): Row[] {
  const { pen, messages: t } = record;
  return [
    ...paragraph(pen, exceptionText(record, exception), STYLE.body, section, { gap: 4 }),
    ...(exception.words ? paragraph(pen, t("record.answer.words", { words: exception.words }), STYLE.body, section) : []),
  ];
}

/** `2 kpl säröillä (vakava)`, or `puuttuvat`. */
function subjectText(record: RecordWords, exception: AnswerException): string {
  const { messages: t, inspection, language } = record;
  const line = inspection.lines.find(({ position }) => position === exception.position);
  const found = line?.groups.find(({ id }) => id === exception.group);
  const count = exception.count ?? found?.count ?? null;
  if (exception.subject === "group" && found && count !== null)
    return t("facts.group", { count: formatCount(count, language), what: listFindings(found.findings, count, record) });
  const subject = t(`record.subject.${exception.subject}`, { part: exception.group ?? "" });
  return count === null ? subject : `${subject}, ${t("record.answer.units", { figure: formatCount(count, language) })}`;
}

const signedText = ({ messages: t, time }: WalkRecord, { name, at, text, signature }: Signed): string =>
  t(signature === null ? "record.ack.signedByName" : "record.ack.signed", { name, time: time(at), language: text.language });

/** The signature, and which text the word on the record speaks of: that text is a file in this PDF. */
function shownRows(record: WalkRecord, acknowledgement: Acknowledgement, section: Branch): Row[] {
  const { pen, messages: t, signed } = record;
  if (!("text" in acknowledgement) || acknowledgement.text === undefined) return [];
  const values = { file: textFileOf(acknowledgement), sha256: inFours(acknowledgement.text.sha256) };
  const which = paragraph(pen, t("record.ack.signedText", values), STYLE.soft, section, { gap: 4 });
  const picture = signed?.picture ?? null;
  if (picture === null || acknowledgement.kind !== "signed") return which;
  const photo = { bytes: picture, alt: t("record.ack.signature", { name: acknowledgement.name }) };
  const size = pen.fit(picture, SIGNATURE);
  const paint: Row["paint"] = (to, top, repeated) => paintPhoto(to, photo, PAGE.left, top, size, section, repeated);
  return [{ height: size[1] + 4, gap: 6, paint }, ...which];
}

/** Who had to leave, or would rather not hear, was there: that nothing was acknowledged is all there is to say. */
const unacknowledged = ({ answer }: Inspection, kind: "declined" | "notPresent"): string =>
  kind === "notPresent" && answer?.all === "left" ? "left" : kind;

export function acknowledgementGroups(record: WalkRecord): Group[] {
  const { pen, body, messages: t, inspection, time } = record;
  const section = branch("Sect", body);
  const { acknowledgement } = inspection;
  const text =
    acknowledgement === null
      ? t("record.ack.open")
      : acknowledgement.kind === "name"
        ? t("record.ack.name", { name: acknowledgement.name, time: time(acknowledgement.at) })
        : acknowledgement.kind === "signed"
          ? signedText(record, acknowledgement)
          : t(`record.ack.${unacknowledged(inspection, acknowledgement.kind)}`, { time: time(acknowledgement.at) });
  const rows = [
    ...heading(pen, t("record.ack.heading"), section),
    ...paragraph(pen, text, STYLE.body, section, { gap: 4 }),
    ...(acknowledgement === null ? [] : shownRows(record, acknowledgement, section)),
  ];
  // The fingerprint that follows is not left alone on the last page.
  return [group(rows, { keepWithNext: true })];
}
