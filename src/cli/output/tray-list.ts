/** What waits in the tray, and why. */
import type { TrayItem } from "../../app/ports/tray.ts";
import { trayId } from "../../app/work-tray.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { sizeText } from "./scan-text.ts";
import { say } from "./tell.ts";

export const trayJson = ({ id, why, ...item }: TrayItem) => ({ id: trayId({ id }), ...item, why: why.key.replace(/^error\./u, "") });

/** `PDF, 2 pages, a picture, 312 kB`; what nobody could see is left out. */
export function trayFacts({ t, language }: Session, { format, pages, content, size }: TrayItem): string {
  const counted = pages === null ? [] : [t("scan.pages", { pages })];
  const seen = content === "unknown" ? [] : [t(`scan.content.${content}`)];
  return [format.toUpperCase(), ...counted, ...seen, sizeText(size, language)].join(", ");
}

const stateText = ({ t }: Session, { state, why, reason, contract }: TrayItem): string => {
  if (state === "filed") return t("tray.state.filed", { number: plain(contract ?? "") });
  return state === "aside" ? t("tray.state.aside", { reason: plain(reason ?? "") }) : say(t, why);
};

export function printTray(session: Session, items: readonly TrayItem[], zone: string): void {
  const { t } = session;
  if (session.flags.json) session.json({ items: items.map(trayJson) });
  else if (items.length === 0) session.remark(t("tray.empty"));
  else if (session.io.stdout.isTTY === true) listItems(session, items, zone);
  else tableOf(session, items);
}

/** Why it is here is a sentence, which no column holds. */
function listItems(session: Session, items: readonly TrayItem[], zone: string): void {
  const { t, out, language } = session;
  for (const item of items) {
    session.print(
      `${out.bold(trayId(item))}  ${plain(item.name)}`,
      `    ${trayFacts(session, item)} · ${formatDateTime(item.at, zone, language)}`,
      `    ${stateText(session, item)}`,
    );
  }
  if (items.some(({ state }) => state === "open")) session.remark("", t("tray.hint"));
}

function tableOf(session: Session, items: readonly TrayItem[]): void {
  const { t } = session;
  session.table(
    ["item", "arrived", "file", "what", "why"].map((column) => t(`tray.column.${column}`)),
    items.map((item) => [trayId(item), item.at, plain(item.name), trayFacts(session, item), stateText(session, item)]),
  );
}
