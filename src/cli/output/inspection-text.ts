/** A walkthrough on the screen and as JSON: facts, good things first, no sums. */
import type { ShownInspection } from "../../app/show-inspection.ts";
import type { Walk } from "../../inspection/fold.ts";
import type { Finding, LineFacts } from "../../inspection/inspection.ts";
import { openLines } from "../../inspection/open-questions.ts";
import type { Instant } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { answerLines } from "../prompts/walk/read-back.ts";
import { findingText, inOrderText, lineText } from "../prompts/walk/walk-texts.ts";
import type { Session } from "../session.ts";
import { jsonMoney } from "./json.ts";
import { settledLines } from "./settled-text.ts";

const findingJson = (finding: Finding): Readonly<Record<string, unknown>> => ({
  ...finding,
  repair: finding.repair && { ...finding.repair, cost: jsonMoney(finding.repair.cost) },
});

const lineJson = (facts: LineFacts): Readonly<Record<string, unknown>> => ({
  ...facts,
  groups: facts.groups.map((group) => ({ ...group, findings: group.findings.map(findingJson) })),
});

export const inspectionJson = ({ walk, releases }: ShownInspection): Readonly<Record<string, unknown>> => ({
  inspection: { ...walk.inspection, lines: walk.inspection.lines.map(lineJson) },
  openLines: openLines(walk),
  releases,
});

/** When a finding of after the return was seen and entered, and whether its notice has left. */
function lateText(t: Messages, { late, seenAt, enteredAt }: Finding, moment: (at: Instant) => string): string[] {
  if (late === null) return [];
  const notice = late.noticeSentAt === null ? t("inspect.late.notSent") : t("inspect.late.noticed", { at: moment(late.noticeSentAt) });
  return [`         ${t("inspect.late.times", { seen: moment(seenAt), entered: moment(enteredAt) })}; ${notice}`];
}

function lineLines(t: Messages, walk: Walk, facts: LineFacts, moment: (at: Instant) => string): string[] {
  const line = walk.contract.lines.find((one) => one.position === facts.position);
  const open = walk.progress.get(facts.position)?.counted !== true;
  const findings = facts.groups.flatMap((group) =>
    group.findings.flatMap((finding) => [
      `       ${group.count} × ${findingText(t, finding)}  (${finding.id})`,
      ...lateText(t, finding, moment),
    ]),
  );
  const counted = facts.counted === null ? [] : [`       ${t("inspect.show.counted", { count: facts.counted })}`];
  return [
    `${String(facts.position).padStart(4)}  ${plain(line?.name ?? "")}: ${open ? t("inspect.show.unanswered") : lineText(t, facts)}`,
    ...findings,
    ...counted,
    ...(facts.photos.length === 0 ? [] : [`       ${t("phone.ofLine", { count: facts.photos.length })}`]),
    ...(facts.withoutCharge ? [`       ${t("inspect.show.withoutCharge")}`] : []),
    ...(facts.note === null ? [] : [`       ${t("inspect.quote", { text: plain(facts.note) })}`]),
  ];
}

/** Of a line that was declared missing, and of which nothing has turned up, there is nothing to tell. */
const hasSomething = (t: Messages, facts: LineFacts): boolean =>
  lineText(t, facts) !== "" || facts.note !== null || facts.photos.length > 0;

export function inspectionText(session: Session, { walk, releases }: ShownInspection): string[] {
  const { t, out, language } = session;
  const { inspection, contract } = walk;
  const moment = (at: Instant): string => formatDateTime(at, contract.zone, language);
  const numbers = { id: inspection.id, number: plain(contract.number), customer: plain(contract.customer.name) };
  const left = openLines(walk).length;
  return [
    out.bold(t(`inspect.show.title.${inspection.kind}`, numbers)),
    t(`inspect.show.when.${inspection.kind}`, {
      at: moment(inspection.cameBackAt),
      by: inspection.by.map((name) => plain(name)).join(", "),
    }),
    ...(inspection.signedCopy === "verified" ? [] : [out.warn(t(`inspect.show.signedCopy.${inspection.signedCopy}`))]),
    ...(inspection.finishedAt === null ? [out.warn(t("inspect.show.open", { count: left, number: plain(contract.number) }))] : []),
    "",
    ...inOrderText(t, walk, 100),
    ...inspection.lines.filter((facts) => hasSomething(t, facts)).flatMap((facts) => lineLines(t, walk, facts, moment)),
    ...answerLines(t, walk, 100),
    ...acknowledgementLines(t, walk),
    ...inspection.amendments.flatMap(({ at, by, reason }) => [
      "",
      t("inspect.show.amendment", { by: by.map((name) => plain(name)).join(", "), at: moment(at), reason: plain(reason) }),
    ]),
    ...inspection.settled.flatMap((settled) => ["", ...settledLines(t, walk, settled, moment)]),
    ...releases.flatMap((release) => [
      "",
      t("inspect.show.release", { by: plain(release.by), at: moment(release.at), reason: plain(release.reason) }),
    ]),
  ];
}

/** Who acknowledged it, and where the text stands that was read. */
function acknowledgementLines(t: Messages, { inspection: { id, acknowledgement } }: Walk): string[] {
  if (acknowledgement === null) return [];
  const values = { name: "name" in acknowledgement ? plain(acknowledgement.name) : "", id };
  const text = t(`inspect.show.acknowledged.${acknowledgement.kind}`, values);
  const isKept = acknowledgement.kind !== "signed" && "text" in acknowledgement && acknowledgement.text !== undefined;
  return ["", text, ...(isKept ? [t("inspect.show.acknowledged.text", { id })] : [])];
}

/** What stands on stdout after a walk: what is in order, what was found, what comes next. @param recorded whether its record could be made. */
/** @param correction a bill rests on the walk, and has to be corrected first. */
export function finishedText(session: Session, walk: Walk, recorded: boolean, correction: boolean): string[] {
  const { t, out } = session;
  const { header } = walk;
  const values = { id: header.id, number: plain(header.contract) };
  return [
    out.bold(t(`inspect.done.${header.kind}`, values)),
    ...inOrderText(t, walk, 100),
    ...(recorded ? [t("inspect.done.record", values)] : []),
    t(`inspect.done.next.${correction ? "correction" : header.kind}`, values),
  ];
}
