/** Contracts as a list: aligned on a terminal, tab-separated with ISO times off it. */
import type { ContractSummary } from "../../app/ports.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";

/** `today` or a day. @throws UsageError `not-a-day`. */
export function dueDay(text: string, today: Day): Day {
  const given = text === "today" ? today : parseDay(text);
  if (given !== null) return given;
  throw new UsageError("not-a-due-day", { given: text.slice(0, 40) });
}

const COLUMNS = ["number", "customer", "phone", "due", "lines", "signed", "state"] as const;

export function printContracts(session: Session, contracts: readonly ContractSummary[], zone: string): void {
  if (session.flags.json) session.json({ contracts });
  else if (contracts.length === 0) session.remark(session.t("contracts.noneFound"));
  else printTable(session, contracts, zone);
}

function printTable(session: Session, contracts: readonly ContractSummary[], zone: string): void {
  const { t } = session;
  const terminal = session.io.stdout.isTTY === true;
  session.table(
    COLUMNS.map((column) => t(`contracts.column.${column}`)),
    contracts.map((contract) => [
      contract.number,
      contract.customer,
      contract.phone ?? "–",
      terminal ? formatDateTime(contract.due, zone, session.language) : contract.due,
      String(contract.lines),
      t(contract.signed ? "contracts.yes" : "contracts.no"),
      t(`contracts.state.${contract.state}`),
    ]),
  );
}
