/** How a case stands on the screen and as JSON. */
import type { CaseCustomer } from "../../app/find-case.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay } from "../../language/format.ts";
import type { Messages } from "../../language/messages.ts";
import { type CaseAbout, type CaseStep, type CaseWithSteps, caseName, standingDraft, waitsFor } from "../../people/case.ts";
import type { Session } from "../session.ts";
import { mailNotes } from "./mail-notes.ts";

export function aboutText({ contract, inspection, document, line }: CaseAbout, t: Messages): string {
  if (contract === null) return t("desk.cases.aboutNothing");
  const parts = [document ?? inspection ?? contract, ...((document ?? inspection) ? [`(${contract})`] : [])];
  return plain([...parts, ...(line === null ? [] : [t("desk.cases.line", { line })])].join(" "));
}

export const caseJson = (of: CaseWithSteps, customer: CaseCustomer | null) => ({
  id: caseName(of.id),
  openedAt: of.openedAt,
  openedBy: of.openedBy,
  channel: of.channel,
  ...of.about,
  language: of.language,
  link: of.link,
  answerBy: of.answerBy,
  owner: of.owner,
  waitsFor: waitsFor(of),
  due: of.due,
  closedAt: of.closedAt,
  customer: customer && { name: customer.name, email: customer.email, phone: customer.phone },
  draft: standingDraft(of)?.words.text ?? null,
  steps: of.steps.map(({ at, by, event, words, files }) => ({ at, by, ...event, words, files })),
});

const indented = (text: string): string[] =>
  plain(text, { lines: true })
    .split("\n")
    .map((line) => `    ${line}`.trimEnd());

function stepLines({ t, language }: Session, { at, by, event, words, files }: CaseStep, zone: string): string[] {
  const values = {
    to: event.kind === "handOver" ? event.to : plain(words.to ?? ""),
    way: "way" in event ? t(`desk.cases.way.${event.way}`) : "",
    changed: event.kind === "closed" ? `${t(`desk.cases.changed.${event.lesson.changed}`)} ${plain(event.lesson.name ?? "")}`.trim() : "",
  };
  return [
    `${formatDateTime(at, zone, language)}  ${by}  ${t(`desk.cases.step.${event.kind}`, values)}`,
    ...("mail" in event && event.mail ? mailNotes(event.mail, t).map((note) => `    ${note}`) : []),
    ...(words.written === undefined ? [] : [`    ${t("desk.cases.written", { at: formatDateTime(words.written, zone, language) })}`]),
    ...(words.subject !== undefined && words.said !== undefined ? indented(words.subject) : []),
    ...(event.kind === "acknowledged" ? [] : [words.said, words.text, words.learnt].flatMap((text) => (text ? indented(text) : []))),
    ...(words.attachments ?? []).map((name) => `    ${t("desk.cases.attachment", { name: plain(name) })}`),
    ...files.map(({ name, sha256 }) => `    ${plain(name)}  ${sha256.slice(0, 12)}`),
  ];
}

export function caseLines(session: Session, of: CaseWithSteps, customer: CaseCustomer, zone: string): string[] {
  const { t, language, out } = session;
  const waiting = waitsFor(of);
  const reach = [customer.name, customer.email, customer.phone].flatMap((text) => (text ? [plain(text)] : []));
  const state =
    of.closedAt !== null
      ? t("desk.cases.closed")
      : of.due === null
        ? t("desk.cases.answered")
        : t("desk.cases.answerDue", { day: formatDay(of.due, language) });
  return [
    out.bold(`${caseName(of.id)}  ${aboutText(of.about, t)}`),
    reach.length > 0 ? reach.join(" · ") : t("desk.cases.nobody"),
    t("desk.cases.ownedBy", { owner: of.owner, state }),
    ...(waiting === null ? [] : [t("desk.cases.waitsFor", { to: waiting, id: caseName(of.id) })]),
    ...(of.link === null ? [] : [plain(of.link)]),
    "",
    ...of.steps.filter(({ event }) => event.kind !== "mailing").flatMap((step) => stepLines(session, step, zone)),
  ];
}

/** What a step did, or would have done. */
export async function tellSteps(
  session: Session,
  of: CaseWithSteps,
  key: "noted" | "handOver" | "accepted" | "closed" | "told",
): Promise<void> {
  const { t, flags } = session;
  if (flags.json) return session.json({ dryRun: flags.dryRun, case: caseJson(of, null) });
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  session.print(t(`desk.cases.done.${key}`, { id: caseName(of.id), owner: of.owner, to: waitsFor(of) ?? "" }));
}
