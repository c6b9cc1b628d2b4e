/** What `invoice print` does. */
import { systemPrinter } from "../../adapters/printer.ts";
import { findLetter, findReminderLetter } from "../../app/find-letter.ts";
import { printLetter } from "../../app/print-letter.ts";
import type { Session } from "../session.ts";

export async function printOne(
  session: Session,
  id: string,
  { printer, reminder }: { readonly printer: string | null; readonly reminder: boolean },
): Promise<void> {
  const desk = await session.desk();
  const letter = await (reminder ? findReminderLetter : findLetter)(desk, id);
  if (session.flags.dryRun) {
    session.print(session.t("print.would", { name: letter.name }));
    return session.remark(session.t("common.dryRun"));
  }
  const delivery = await printLetter(desk, letter, printer, systemPrinter(session.io.env));
  if (session.flags.json) return session.json({ letter: letter.name, contract: letter.contract, delivery });
  session.print(session.t("print.done", { name: letter.name, detail: delivery.end?.detail ?? "" }));
}
