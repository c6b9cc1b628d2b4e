/** What was ours, as it was told at this walk: facts beside the findings, with who saw them. */
import type { FaultKind } from "../../contract/our-faults.ts";
import type { Instant } from "../../kernel/dates.ts";
import { formatCount } from "../../language/format.ts";
import { asSentence, capital } from "../describe-source.ts";
import { STYLE } from "../look.ts";
import { branch, type Group, group } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import type { WalkRecord } from "./record.ts";

export interface OursInRecord {
  readonly kind: FaultKind;
  readonly position: number | null;
  readonly count: number | null;
  readonly days: number | null;
  readonly note: string | null;
  readonly seenBy: string;
  readonly seenAt: Instant;
}

function factText({ contract, messages: t, language, time }: WalkRecord, fault: OursInRecord): string {
  const { kind, position, count, days, note, seenBy, seenAt } = fault;
  const name = contract.lines.find((line) => line.position === position)?.name ?? t("ourFault.whole");
  const facts = [
    t(`ourFault.fact.${kind}`),
    count === null ? null : t("ourFault.count", { count, figure: formatCount(count, language) }),
    days === null ? null : t("ourFault.days", { count: days }),
    note,
  ].filter((fact) => fact !== null);
  return `${name}: ${asSentence(facts.join(", "))} ${capital(t("ourFault.seen", { name: seenBy, time: time(seenAt) }))}`;
}

export function recordOursGroups(record: WalkRecord): Group[] {
  const { ours = [], pen, body, messages: t } = record;
  if (ours.length === 0) return [];
  const section = branch("Sect", body);
  const facts = ours.flatMap((fault) => paragraph(pen, factText(record, fault), STYLE.body, section, { gap: 4 }));
  return [group([...heading(pen, t("letter.ours.heading"), section), ...facts])];
}
