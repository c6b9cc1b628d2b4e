/** What a charge or a reason is about, as a fact about the thing: `3 kpl säröillä (vakava)`. */
import type { Source } from "../assessment/assessment.ts";
import type { Contract } from "../contract/contract.ts";
import type { Finding, Inspection } from "../inspection/inspection.ts";
import type { Language } from "../kernel/text.ts";
import { formatCount, formatSize } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";

export interface Describing {
  readonly contract: Contract;
  readonly inspection: Inspection;
  readonly messages: Messages;
  readonly language: Language;
}

/** The name of the product a source is about; for charges of the whole return that is said. */
export const productOf = ({ position }: Source, describing: Describing): string => productAt(position, describing);

/** @param position of the contract line; null: the whole return. */
export function productAt(position: number | null, { contract, messages }: Pick<Describing, "contract" | "messages">): string {
  const line = contract.lines.find((candidate) => candidate.position === position);
  return line?.name ?? messages("letter.charge.wholeReturn");
}

/** The findings that a source names, in the order they were made. */
export function findingsOf(source: Source, inspection: Inspection): Finding[] {
  const line = inspection.lines.find(({ position }) => position === source.position);
  return (line?.groups ?? []).flatMap((group) => group.findings).filter((finding) => source.findings.includes(finding.id));
}

/** The fact, without a full stop. @param extraKind the kind of an extra charge, whose source has no findings. */
export function factOf(source: Source, context: Describing, extraKind: string | null = null): string {
  const { messages: t, language } = context;
  const count = formatCount(source.count, language);
  switch (source.subject) {
    case "group": {
      const findings = findingsOf(source, context.inspection);
      return t("facts.group", { count, what: listFindings(findings, source.count, context) });
    }
    case "part":
      return t("facts.part", { count, part: source.group ?? "" });
    case "dirty":
      return t("facts.dirty", { count: source.count, figure: count });
    case "extra":
      return extraKind !== null && t.has(`facts.extra.${extraKind}`) ? t(`facts.extra.${extraKind}`) : t("facts.extra.other");
    case "missing":
      return t("facts.missing", { count });
    case "late":
      return source.position === null ? t("facts.late.wholeReturn") : t("facts.late", { count });
  }
}

/** `säröillä (vakava) ja naarmuuntuneita (30 mm)`. */
export function listFindings(findings: readonly Finding[], count: number, context: Pick<Describing, "messages" | "language">): string {
  const parts = findings.map((finding) => describeFinding(finding, count, context));
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} ${context.messages("facts.and")} ${last}`;
}

function describeFinding(finding: Finding, count: number, { messages: t, language }: Pick<Describing, "messages" | "language">): string {
  const details = [
    finding.severity === null ? null : t(`facts.severity.${finding.severity}`),
    finding.part === null ? null : t("facts.partOf", { part: finding.part }),
    finding.marks > 1 ? t("facts.marks", { count: finding.marks, figure: formatCount(finding.marks, language) }) : null,
    finding.sizeMm === null ? null : formatSize(finding.sizeMm, language),
  ].filter((detail) => detail !== null);
  const name = t(`facts.finding.${finding.type}`, { count });
  return details.length === 0 ? name : `${name} (${details.join(", ")})`;
}

/** A note that somebody wrote may end with a full stop of its own or not. */
export const asSentence = (text: string): string => (/[.?!…]["”]?$/u.test(text) ? text : `${text}.`);

/** With a capital first letter. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase("fi") + text.slice(1);
