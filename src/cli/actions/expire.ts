/** What `contracts expire` does: lists what is old enough, and lets go of what may when somebody who may says so. */
import { type AgedContract, agedContracts, contractsThatMayGo, type LetGo, letContractsGo } from "../../app/expire-contracts.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { backupLines } from "../output/holding-backups.ts";
import type { Session } from "../session.ts";

export async function expire(session: Session, numbers: readonly string[], all: boolean): Promise<void> {
  if (numbers.length === 0 && !all) return list(session, await agedContracts(await session.desk()));
  if (numbers.length > 0 && all) throw new UsageError("expire-which", {}, ["contracts expire --all"]);
  const desk = await session.desk();
  const chosen = await contractsThatMayGo(desk, numbers);
  if (session.flags.dryRun || chosen.length === 0) {
    await list(session, chosen);
    if (session.flags.dryRun) session.remark(session.t("common.dryRun"));
    return;
  }
  const decides = await session.authority("contract.expire");
  if (!session.flags.yes) await confirm(session, chosen, numbers);
  await report(session, await letContractsGo(desk, numbers, decides.id));
}

const COLUMNS = ["contract", "customer", "lastOn", "keptUntil", "state"] as const;

async function list(session: Session, aged: readonly AgedContract[]): Promise<void> {
  const { t, language } = session;
  if (session.flags.json) return session.json({ contracts: aged });
  if (aged.length === 0) return session.remark(t("contracts.expire.none"));
  session.table(
    COLUMNS.map((column) => t(`contracts.expire.column.${column}`)),
    aged.map(({ contract, customer, lastOn, keptUntil, keptFor }) => [
      plain(contract),
      plain(customer),
      formatDay(lastOn, language),
      formatDay(keptUntil, language),
      keptFor === null ? t("contracts.expire.mayGo") : t(`contracts.expire.kept.${keptFor}`),
    ]),
  );
  session.remark("", t("contracts.expire.hint"));
}

async function confirm(session: Session, chosen: readonly AgedContract[], numbers: readonly string[]): Promise<void> {
  const { t } = session;
  const given = numbers.length === 0 ? "--all" : plain(numbers.join(" "));
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`contracts expire ${given} --yes`]);
  session.remark(...chosen.map(({ contract, customer }) => `${plain(contract)}  ${plain(customer)}`), "");
  const question = t("contracts.expire.confirm", { count: chosen.length });
  if (!(await (await session.ask()).confirm(question, false))) throw new Cancelled(t("contracts.expire.notDone"));
}

async function report(session: Session, { tombstones, waiting, backups }: LetGo): Promise<void> {
  const { t, language } = session;
  if (session.flags.json) return session.json({ tombstones, waiting, backups });
  for (const { contract, files, keptUntil } of tombstones)
    session.print(t("contracts.expire.done", { contract: plain(contract), files, keptUntil: formatDay(keptUntil, language) }));
  if (waiting > 0) session.remark(t("contracts.expire.waiting", { count: waiting }));
  if (backups.length > 0)
    session.remark(t("contracts.expire.backups", { count: tombstones.length }), ...(await backupLines(session, backups)));
}
