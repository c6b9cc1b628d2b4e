/** What `contracts tray` does: lists what waits, or files one of it or puts it aside; at a terminal asks for each. */

import { writeNewFile } from "../../adapters/output-files.ts";
import { indexTexts } from "../../app/index-texts.ts";
import type { TrayItem } from "../../app/ports/tray.ts";
import type { Desk } from "../../app/ports.ts";
import { fileFromTray, findTrayItem, planFromTray, putAside, trayId } from "../../app/work-tray.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { printTray, trayJson } from "../output/tray-list.ts";
import type { Options } from "../program.ts";
import { confirmSignedCopy, signingFrom } from "../prompts/confirm-signed-copy.ts";
import type { Session } from "../session.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `tray-which`, `tray-how`. */
export async function tray(session: Session, id: string | null, options: Options): Promise<void> {
  const [to, aside, out] = [text(options.to), text(options.aside), text(options.out)];
  const desk = await session.desk();
  if (id === null) {
    if (to !== null || aside !== null || out !== null) throw new UsageError("tray-which", {}, ["contracts tray T-3 --to NUMBER"]);
    const items = await (await desk.store()).read((repositories) => repositories.tray.list(options.all === true));
    const listed = session.flags.json || options.list === true || options.all === true || !session.interactive || items.length === 0;
    if (listed) return printTray(session, items, desk.settings.zone);
    const { askThroughTray } = await import("../prompts/ask-through-tray.ts");
    return askThroughTray(session, items);
  }
  const item = await findTrayItem(desk, id);
  if (out !== null) return writeItem(session, desk, item, out);
  if (to !== null && aside !== null) throw new UsageError("tray-how", {}, ["contracts tray T-3 --to NUMBER"]);
  if (to !== null) {
    if (!(await fileItem(session, desk, item, to, options))) throw new Cancelled(session.t("common.nothingDone"));
    return;
  }
  if (aside !== null) return asideItem(session, desk, item, aside);
  printTray(session, [item], desk.settings.zone);
}

/** @returns false when somebody says that it is not that contract. */
export async function fileItem(session: Session, desk: Desk, item: TrayItem, number: string, options: Options): Promise<boolean> {
  const { t, flags } = session;
  const given = signingFrom(options);
  const plan = await planFromTray(desk, item, number);
  const { planText } = await import("../output/archived-text.ts");
  session.remark(...planText(session, plan));
  if (flags.dryRun) {
    session.remark(t("common.dryRun"));
    return true;
  }
  const signing = await confirmSignedCopy(session, plan, given);
  if (signing === null) return false;
  const archived = await fileFromTray(desk, item, plan, signing);
  await indexTexts(desk);
  const { contract, version } = archived.copy;
  if (flags.json) session.json({ item: trayId(item), contract, version });
  else session.print(t("tray.filed", { id: trayId(item), number: plain(contract), version }));
  return true;
}

/** To look at it elsewhere. */
async function writeItem(session: Session, desk: Desk, item: TrayItem, out: string): Promise<void> {
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const path = await writeNewFile(session.io.cwd, out, await (await desk.archive()).read(item.sha256));
  if (session.flags.json) session.json({ item: trayId(item), path });
  else session.print(path);
}

export async function asideItem(session: Session, desk: Desk, item: TrayItem, reason: string): Promise<void> {
  const { t, flags } = session;
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  await putAside(desk, item, reason);
  if (flags.json) session.json({ item: trayJson(await findTrayItem(desk, trayId(item))) });
  else session.print(t("tray.asidePut", { id: trayId(item) }));
}
