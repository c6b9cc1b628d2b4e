/** Asks about each scan in the tray: what it is, whose it may be, and what becomes of it. Ctrl-C keeps what was answered. */
import { searchContracts } from "../../app/find-contract.ts";
import type { TrayItem } from "../../app/ports/tray.ts";
import type { ContractSummary, Desk } from "../../app/ports.ts";
import { suggestContracts, trayId } from "../../app/work-tray.ts";
import { Cancelled, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime } from "../../language/format.ts";
import { asideItem, fileItem } from "../actions/tray.ts";
import { errorText, say } from "../output/tell.ts";
import { trayFacts } from "../output/tray-list.ts";
import type { Session } from "../session.ts";
import { type Look, lookAtScans } from "./look-at-scan.ts";

const MOST_FOUND = 10;
const WORDS_SHOWN = 160;

type Answer = { readonly file: string } | "look" | "search" | "leave" | "aside" | "stop";

/** @throws Cancelled with what was kept, when somebody stops in the middle. */
export async function askThroughTray(session: Session, items: readonly TrayItem[]): Promise<void> {
  const desk = await session.desk();
  const look = lookAtScans(session, desk);
  let done = 0;
  try {
    for (const [index, item] of items.entries()) {
      session.remark("", session.err.bold(session.t("tray.of", { id: trayId(item), number: index + 1, count: items.length })));
      const words = await firstWords(desk, item);
      session.remark(...itemText(session, desk, item, words));
      const answered = await askItem({ session, desk, look }, item, words);
      if (answered === "stop") break;
      if (answered === "done") done += 1;
    }
  } catch (error) {
    if (error instanceof Cancelled) throw new Cancelled(session.t("tray.stopped", { done }));
    throw error;
  } finally {
    await look.close();
  }
  session.remark("", session.t("tray.end", { done, left: items.length - done }));
}

function itemText(session: Session, desk: Desk, item: TrayItem, words: string): readonly string[] {
  const { t, language } = session;
  return [
    `  ${plain(item.name)}`,
    `  ${trayFacts(session, item)}`,
    `  ${t("tray.arrived", { at: formatDateTime(item.at, desk.settings.zone, language), by: plain(item.by) })}`,
    `  ${say(t, item.why)}`,
    ...(words === "" ? [] : [`  ${t("tray.words", { words })}`]),
  ];
}

/** Where it has text, how that begins. */
async function firstWords(desk: Desk, item: TrayItem): Promise<string> {
  if (item.content !== "text" && item.content !== "mixed") return "";
  const { PdfRefused } = await import("../../media/open-pdf.ts");
  try {
    const texts = await desk.scans.texts({ ...item, bytes: await (await desk.archive()).read(item.sha256) });
    const words = plain(texts.join(" ")).trim();
    return words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN)}…` : words;
  } catch (error) {
    if (error instanceof PdfRefused || error instanceof UserError) return "";
    throw error;
  }
}

interface Work {
  readonly session: Session;
  readonly desk: Desk;
  readonly look: Look;
}

async function askItem({ session, desk, look }: Work, item: TrayItem, words: string): Promise<"done" | "left" | "stop"> {
  const { t } = session;
  const ask = await session.ask();
  const suggested = await suggestContracts(desk, item, words);
  for (;;) {
    const answer = await ask.select<Answer>(t("tray.ask"), [
      ...suggested.map((contract) => ({ name: t("tray.fileUnder", { contract: nameOf(contract) }), value: { file: contract.number } })),
      { name: t("tray.look"), value: "look" as const },
      { name: t("tray.search"), value: "search" as const },
      { name: t("tray.leave"), value: "leave" as const },
      { name: t("tray.aside"), value: "aside" as const },
      { name: t("tray.stop"), value: "stop" as const },
    ]);
    if (answer === "leave") return "left";
    if (answer === "stop") return "stop";
    if (answer === "look") await look.at(item);
    else if (await settled(session, desk, item, answer)) return "done";
  }
}

const nameOf = ({ number, customer }: ContractSummary): string => `${plain(number)} · ${plain(customer)}`;

/** False when it was thought better of, or refused with a reason that was said. */
async function settled(session: Session, desk: Desk, item: TrayItem, answer: Exclude<Answer, "look" | "leave" | "stop">): Promise<boolean> {
  const { t } = session;
  const ask = await session.ask();
  try {
    if (answer === "aside") {
      const check = (text: string): string | null => (text.trim() === "" ? t("tray.reasonNeeded") : null);
      await asideItem(session, desk, item, await ask.text(t("tray.askReason"), { check }));
      return true;
    }
    const number = answer === "search" ? await searched(session, desk) : answer.file;
    if (number === null) return false;
    return await fileItem(session, desk, item, number, {});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    session.remark(session.err.warn(errorText(t, error)));
    return false;
  }
}

async function searched(session: Session, desk: Desk): Promise<string | null> {
  const ask = await session.ask();
  return ask.search<string | null>(session.t("tray.askSearch"), async (typed) => [
    ...(await searchContracts(desk, typed, MOST_FOUND)).map((contract) => ({ name: nameOf(contract), value: contract.number })),
    { name: session.t("tray.back"), value: null },
  ]);
}
