/** What `desk staff limits` does: says how much each role may give away, or sets it with an owner's PIN. */
import { concessionLimits, setConcessionLimit } from "../../app/concession-limits.ts";
import { UsageError } from "../../kernel/errors.ts";
import { type Cents, parseAmount } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { type ConcessionLimit, type ConcessionLimits, LIMITED_ROLES } from "../../people/concession-limits.ts";
import { jsonMoney } from "../output/json.ts";
import { cellMoney } from "../output/list-cells.ts";
import type { Arguments, Options } from "../program.ts";
import type { Session } from "../session.ts";

function sumFrom(name: string, value: Options[string]): Cents | null {
  if (typeof value !== "string") return null;
  const amount = parseAmount(value);
  if (amount === null) throw new UsageError("not-a-limit", { name, given: plain(value).slice(0, 40) });
  return amount;
}

export async function limits(session: Session, [given]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const now = await concessionLimits(desk);
  if (given === undefined) return show(session, now);
  const role = LIMITED_ROLES.find((one) => one === given);
  if (!role)
    throw new UsageError("not-a-limited-role", { given: plain(String(given)).slice(0, 40) }, [
      "desk staff limits clerk --line 20 --contract 50",
    ]);
  const [perLine, perContract] = [sumFrom("--line", options.line), sumFrom("--contract", options.contract)];
  if (perLine === null && perContract === null) throw new UsageError("limit-missing", {}, ["--line 20 --contract 50"]);
  // An owner's PIN, always: what a lead may not give must not be made givable by a flag.
  await session.authority("staff.manage");
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const wanted = { perLine: perLine ?? now[role].perLine, perContract: perContract ?? now[role].perContract };
  show(session, await setConcessionLimit(desk, role, wanted));
}

const limitJson = ({ perLine, perContract }: ConcessionLimit) => ({ perLine: jsonMoney(perLine), perContract: jsonMoney(perContract) });

function show(session: Session, now: ConcessionLimits): void {
  if (session.flags.json) session.json({ limits: { clerk: limitJson(now.clerk), lead: limitJson(now.lead) } });
  else table(session, now);
}

function table(session: Session, now: ConcessionLimits): void {
  const { t } = session;
  session.table(
    ["role", "perLine", "perContract"].map((column) => t(`desk.limits.column.${column}`)),
    [
      [t("desk.role.temp"), "–", "–"],
      ...LIMITED_ROLES.map((role) => [
        t(`desk.role.${role}`),
        cellMoney(session, now[role].perLine),
        cellMoney(session, now[role].perContract),
      ]),
      [t("desk.role.owner"), t("desk.limits.none"), t("desk.limits.none")],
    ],
  );
}
