/** `desk doctor` on the real parts: prints what it finds; problems end with exit code 1. */
import { type DeskFinding, examineDesk } from "../../app/doctor.ts";
import type { Settings } from "../../app/ports.ts";
import { finishReminders, unrenderedReminders } from "../../app/remind.ts";
import { finishRendering, renderCreditNotes, unrendered, unrenderedCreditNotes } from "../../app/render-billing.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import { premises } from "../../storage/premises.ts";
import { homeFolder, readSettings } from "../../storage/settings-file.ts";
import { errorText, hintTexts } from "../output/tell.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

/** Settings that cannot be read are a finding, not the end. */
function settingsOrError(home: string): Settings | UserError | null {
  try {
    return readSettings(home);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** @throws UserError `desk-unwell` when something needs mending. */
export async function examine(session: Session): Promise<void> {
  const home = homeFolder(session.io.env);
  const findings = await examineDesk({
    settings: settingsOrError(home),
    dryRun: session.flags.dryRun,
    desk: () => session.deskWithoutActor(),
    premises,
    finishBillings: async (desk) => {
      const notes = await unrenderedCreditNotes(desk);
      if (session.flags.dryRun) return (await unrendered(desk)).length + notes.length + (await unrenderedReminders(desk)).length;
      const assetsFor = (language: Language) => documentAssets(desk, language);
      const finished = [...(await finishRendering(desk, assetsFor)), ...(await renderCreditNotes(desk, notes, assetsFor))];
      return finished.length + (await finishReminders(desk, assetsFor));
    },
  });
  const problems = findings.filter(({ kind }) => kind === "problem").length;
  if (session.flags.json) session.json({ home, healthy: problems === 0, findings: findings.map((finding) => told(session.t, finding)) });
  else report(session, home, findings);
  if (session.flags.dryRun) session.remark(session.t("common.dryRun"));
  if (problems > 0) throw new UserError("desk-unwell", { count: problems });
}

/** With the words of the error that a finding comes from. */
const told = (t: Messages, { error, values, ...finding }: DeskFinding) => ({
  ...finding,
  values: error === null ? values : { ...values, reason: errorText(t, error), hint: hintTexts(t, error)[0] ?? "" },
});

function report(session: Session, home: string, findings: readonly DeskFinding[]): void {
  const { t, out } = session;
  session.print(t("desk.doctor.looked", { home }));
  for (const { key, kind, values } of findings.map((finding) => told(t, finding))) {
    const marks = { problem: out.warn("!"), advice: "·", mended: "✓" };
    session.print(`${marks[kind]} ${t(`doctor.${key}`, values)}`);
    if (kind !== "mended") session.print(out.dim(`  ${t(`doctor.${key}.mend`, values)}`));
  }
  if (findings.length === 0) session.print(`✓ ${t("desk.doctor.well")}`);
}
