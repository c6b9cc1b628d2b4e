/** Something of ours on the screen: what, who saw it, and what was decided. */
import { faultName } from "../../app/our-faults.ts";
import type { RecordedFault } from "../../app/ports/our-faults.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { wrap } from "./columns.ts";
import { jsonMoney } from "./json.ts";

export const faultJson = ({ id, decision, creditNote, ...fault }: RecordedFault) => ({
  fault: faultName(id),
  ...fault,
  decision: decision && { ...decision, amount: decision.amount && jsonMoney(decision.amount) },
  credited: creditNote !== null,
});

function decided({ t, language }: Session, { decision, creditNote }: RecordedFault): string {
  if (decision === null) return t("invoice.reduce.decision.none");
  const amount = decision.amount === null ? "" : formatMoney(decision.amount, language);
  const said = t(`invoice.reduce.decision.${decision.outcome}`, { amount, by: plain(decision.by), reason: plain(decision.reason ?? "") });
  return creditNote === null ? said : `${said} ${t("invoice.reduce.credited")}`;
}

export function faultLines(session: Session, fault: RecordedFault): string[] {
  const { t, out } = session;
  const { position, count, days, note, seenBy } = fault;
  const facts = [
    t(`invoice.reduce.kind.${fault.kind}`),
    position === null ? t("invoice.reduce.whole") : t("invoice.reduce.line", { line: position }),
    count === null ? null : t("invoice.reduce.count", { count }),
    days === null ? null : t("invoice.reduce.days", { count: days }),
    note === null ? null : plain(note),
    t("invoice.reduce.seenBy", { name: plain(seenBy) }),
  ].filter((part) => part !== null);
  const name = fault.id === 0 ? "V-…" : faultName(fault.id);
  return [out.bold(name), ...wrap(facts.join(", "), 2), ...wrap(decided(session, fault), 2)];
}
