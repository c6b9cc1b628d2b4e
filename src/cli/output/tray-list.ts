/** What waits in the tray, and why. */
import type { TrayItem } from "../../app/ports/tray.ts";
import { trayId } from "../../app/work-tray.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { sizeText } from "./scan-text.ts";
import { say } from "./tell.ts";

export const trayJson = ({ id, why, ...item }: TrayItem) => ({ id: trayId({ id }), ...item, why: why.key.replace(/^error\./u, "") });

/** `PDF, 2 pages, a picture, 312 kB`. */
export function trayFacts({ t, language }: Session, { format, pages, content, size }: TrayItem): string {
  const counted = pages === null ? t("scan.pagesUnknown") : t("scan.pages", { pages });
  return [format.toUpperCase(), counted, t(`scan.content.${content}`), sizeText(size, language)].join(", ");
}

const stateText = ({ t }: Session, { state, why, reason, contract }: TrayItem): string => {
  if (state === "filed") return t("tray.state.filed", { number: plain(contract ?? "") });
  return state === "aside" ? t("tray.state.aside", { reason: plain(reason ?? "") }) : say(t, why);
};

export function printTray(session: Session, items: readonly TrayItem[], zone: string): void {
  const { t } = session;
  if (session.flags.json) session.json({ items: items.map(trayJson) });
  else if (items.length === 0) session.remark(t("tray.empty"));
  else tableOf(session, items, zone);
}

function tableOf(session: Session, items: readonly TrayItem[], zone: string): void {
  const { t, language } = session;
  const terminal = session.io.stdout.isTTY === true;
  session.table(
    ["item", "arrived", "file", "what", "why"].map((column) => t(`tray.column.${column}`)),
    items.map((item) => [
      trayId(item),
      terminal ? formatDateTime(item.at, zone, language) : item.at,
      plain(item.name),
      trayFacts(session, item),
      stateText(session, item),
    ]),
  );
  if (items.some(({ state }) => state === "open")) session.remark("", t("tray.hint", { id: trayId(items[0] as TrayItem) }));
}
