/** What `desk approvals` does: what waits for somebody who may, and their answer. */
import { previewConcession, refuseConcession, waitingRequest, wishOf } from "../../app/give-concession.ts";
import type { EnteredConcession } from "../../app/ports/concessions.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatMoney } from "../../language/format.ts";
import { jsonMoney } from "../output/json.ts";
import { cellMoney } from "../output/list-cells.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { give } from "./concede.ts";

/** @throws UsageError `not-a-count`. */
function numberFrom(given: string): number {
  if (/^[1-9]\d{0,8}$/u.test(given)) return Number(given);
  throw new UsageError("not-a-count", { name: "NUMBER", given: plain(given).slice(0, 40) }, ["desk approvals"]);
}

const requestJson = ({ id, inspection, contract, label, amount, reason, note, askedBy, by, at }: EnteredConcession) => {
  return { number: id, inspection, contract, line: label, amount: jsonMoney(amount), reason, note, askedBy, by, at };
};

const COLUMNS = ["number", "return", "contract", "line", "amount", "reason", "askedBy", "by", "at"] as const;

export async function listApprovals(session: Session): Promise<void> {
  const { t } = session;
  const desk = await session.desk();
  const waiting = await (await desk.store()).read(({ concessions }) => concessions.waiting());
  if (session.flags.json) return session.json({ waiting: waiting.map(requestJson) });
  if (waiting.length === 0) return session.print(t("desk.approvals.none"));
  session.table(
    COLUMNS.map((column) => t(`desk.approvals.column.${column}`)),
    waiting.map(({ id, inspection, contract, label, amount, reason, note, askedBy, by, at }) => [
      String(id),
      inspection,
      plain(contract),
      label,
      cellMoney(session, amount),
      [t(`concession.reason.${reason}`), ...(note === null ? [] : [plain(note)])].join(": "),
      t(`concession.askedBy.${askedBy}`),
      by,
      session.io.stdout.isTTY === true ? formatDateTime(at, desk.settings.zone, session.language) : at,
    ]),
  );
}

export async function grantApproval(session: Session, given: string): Promise<void> {
  const desk = await session.desk();
  const request = await waitingRequest(desk, numberFrom(given));
  const wished = await wishOf(desk, request);
  const planned = await previewConcession(desk, wished.id, wished.wish);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  await give(session, wished, planned, await session.authority(planned.act));
}

/** Whoever may give may also say no. */
export async function refuseApproval(session: Session, given: string, options: Options): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  const request = await waitingRequest(desk, numberFrom(given));
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const decides = await session.authority("concession.lead");
  await refuseConcession(desk, request.id, decides, typeof options.reason === "string" ? options.reason : null);
  if (flags.json) return session.json({ refused: requestJson(request), by: decides.id });
  const values = { number: request.id, id: request.inspection, amount: formatMoney(request.amount, language), name: plain(decides.name) };
  session.print(t("desk.approvals.refused", values));
}
