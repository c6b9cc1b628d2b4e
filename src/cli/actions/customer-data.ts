/** What `desk customers export`, `forget` and `expire` do. */
import { openKeptFolder } from "../../adapters/kept-folder.ts";
import { exportCustomer } from "../../app/export-customer.ts";
import {
  countOldNotes,
  type ForgetPlan,
  type Forgotten,
  forgetCustomer,
  forgetOldNotes,
  NOTES_KEPT_MONTHS,
  planForgetting,
  wordsIn,
} from "../../app/forget-customer.ts";
import { Cancelled, UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { syncFolder } from "../../storage/durable-file.ts";
import { wrap } from "../output/columns.ts";
import { backupLines } from "../output/holding-backups.ts";
import type { Session } from "../session.ts";

/** @throws UserError `export-incomplete` in the end, when something in the archive could not be read. */
export async function exportOne(session: Session, text: string, out: string): Promise<void> {
  const desk = await session.desk();
  if (session.flags.dryRun) {
    const { goes, stays } = await planForgetting(desk, text);
    session.print(...[...stays, ...goes].map(({ contract }) => plain(contract)));
    return session.remark(session.t("common.dryRun"));
  }
  const exported = await exportCustomer(desk, text, session.customerTexts, await openKeptFolder(session.io.cwd, out, syncFolder));
  const { folder, customer, contracts, written, kept, damaged } = exported;
  if (session.flags.json) session.json({ ...exported });
  else
    session.print(session.t("desk.customers.exported", { folder, customer: plain(customer), contracts: contracts.length, written, kept }));
  if (damaged.length > 0)
    throw new UserError("export-incomplete", { count: damaged.length, paths: damaged.slice(0, 5).join(", ") }, ["contracts verify"]);
}

export async function forget(session: Session, text: string): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const plan = await planForgetting(desk, text);
  if (!flags.json) session.print(session.out.bold(plain(plan.customer)), ...planLines(session, plan));
  const nothing = plan.goes.length + wordsIn(plan.words) === 0;
  if (flags.dryRun || nothing) {
    if (flags.json) session.json({ ...plan });
    return session.remark(t(flags.dryRun ? "common.dryRun" : "desk.customers.forget.nothing"));
  }
  const decides = await session.authority("customer.forget");
  if (!flags.yes) await confirm(session, t("desk.customers.forget.confirm"), `desk customers forget ${plain(text)} --yes`);
  await report(session, await forgetCustomer(desk, text, decides.id));
}

const inner = (text: string) => ({ inner: text });

/** What goes, then what stays and until when. */
function planLines({ t, language }: Session, plan: ForgetPlan): readonly string[] {
  const { goes, stays, words } = plan;
  return [
    ...(goes.length === 0 ? [] : [t("desk.customers.forget.goes", { numbers: goes.map(({ contract }) => plain(contract)).join(", ") })]),
    ...(wordsIn(plan.words) === 0 ? [] : [t("desk.customers.forget.words")]),
    ...Object.entries(words).flatMap(([kind, count]) => (count === 0 ? [] : [inner(t("desk.customers.forget.of", { kind, count }))])),
    ...(stays.length === 0 ? [] : [t("desk.customers.forget.stays")]),
    ...stays.map(({ contract, keptUntil, keptFor }) => {
      const until = formatDay(keptUntil, language);
      const open = keptFor === null ? "" : `; ${t(`contracts.expire.kept.${keptFor}`)}`;
      return inner(t("desk.customers.forget.kept", { contract: plain(contract), until }) + open);
    }),
  ].flatMap((line) => (typeof line === "string" ? wrap(line, 2) : wrap(line.inner, 4)));
}

/** @throws UsageError off a terminal, Cancelled. */
async function confirm(session: Session, question: string, otherwise: string): Promise<void> {
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [otherwise]);
  if (!(await (await session.ask()).confirm(question, false))) throw new Cancelled(session.t("desk.customers.forget.notDone"));
}

async function report(session: Session, forgotten: Forgotten): Promise<void> {
  const { t, flags } = session;
  const { tombstones, waiting, backups, words } = forgotten;
  if (flags.json) return session.json({ ...forgotten });
  session.print(t("desk.customers.forget.done", { contracts: tombstones.length, words: wordsIn(words) }));
  if (waiting > 0) session.remark(t("contracts.expire.waiting", { count: waiting }));
  if (backups.length > 0) session.remark(t("desk.customers.forget.backups"), ...(await backupLines(session, backups)));
}

/** Notes about customers that are older than they may be: counted, and removed when a lead says so. */
export async function expireNotes(session: Session): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const count = await countOldNotes(desk);
  const said = t("desk.customers.expire.found", { count, months: NOTES_KEPT_MONTHS });
  if (flags.dryRun || count === 0) {
    if (flags.json) return session.json({ notes: count, removed: 0 });
    session.print(said);
    return flags.dryRun ? session.remark(t("common.dryRun")) : undefined;
  }
  const decides = await session.authority("customer.forget");
  if (!flags.yes) await confirm(session, `${said} ${t("desk.customers.expire.confirm")}`, "desk customers expire --yes");
  const removed = await forgetOldNotes(desk, decides.id);
  if (flags.json) return session.json({ notes: count, removed });
  session.print(t("desk.customers.expire.done", { count: removed }));
}
