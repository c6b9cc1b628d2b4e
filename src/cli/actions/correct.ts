/** What `invoice correct` does: reckon anew, show, confirm, issue, say where the PDFs are. */
import { writeNewFile } from "../../adapters/output-files.ts";
import {
  type CorrectionPreview,
  changesNothing,
  correctBilling,
  type IssuedCorrection,
  notesOf,
  previewCorrection,
} from "../../app/correct-billing.ts";
import type { CorrectionWish } from "../../app/plan-correction.ts";
import type { Desk } from "../../app/ports.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import { billingJson, issuedJson } from "../output/billing-json.ts";
import { previewText } from "../output/billing-preview.ts";
import { warnOfClock } from "../output/clock-warning.ts";
import { creditNoteJson, issuedCreditJson } from "../output/credit-json.ts";
import { creditIssuedText, creditText } from "../output/credit-text.ts";
import { idleConcessionText } from "../output/idle-concessions.ts";
import { sayingsOf } from "../output/sayings.ts";
import { errorText, hintTexts } from "../output/tell.ts";
import { remarkTone } from "../output/tone-text.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { reasonRemarks, type ToneRemark, toneCheck } from "../tone-check.ts";
import { documentAssets } from "./document-assets.ts";
import { type OutPath, outPath } from "./out-path.ts";
import { issuedText, storedBilling } from "./report-issued.ts";

export async function correct(session: Session, id: string, options: Options): Promise<void> {
  const desk = await session.desk();
  const reason = typeof options.reason === "string" ? options.reason : null;
  const wish: CorrectionWish = { reason, texts: (language) => session.customerTexts(language) };
  const tone = reasonRemarks(reason, toneCheck(null));
  remarkTone(session, tone);
  const out = typeof options.out === "string" ? await outPath(session, options.out) : null;
  const shown = await previewCorrection(desk, id, wish);
  if (options.preview === true || session.flags.dryRun) return showOnly(session, shown, tone);
  if (!changesNothing(shown)) await warnOfClock(session, desk);
  if (shown.obstacles.length === 0 && !session.flags.yes && !changesNothing(shown)) await confirm(session, shown);
  const issued = await correctBilling(desk, shown, wish, (language) => documentAssets(desk, language));
  await report(session, desk, { shown, issued, out, tone });
}

/** Nothing that could be confirmed: nothing has changed, or what was amended comes to the same. */
function stillText({ t }: Session, { unchanged, contract }: CorrectionPreview): string {
  return t(`invoice.correct.${unchanged ? "unchanged" : "same"}`, { contract: plain(contract) });
}

async function shownText(session: Session, shown: CorrectionPreview): Promise<readonly string[]> {
  const lines = notesOf(shown).flatMap((note) => creditText(session, note));
  for (const plan of shown.billings)
    lines.push(
      "",
      session.t("invoice.correct.more", { id: plan.inspection.id }),
      ...(await previewText(session, { ...plan, obstacles: [], notice: null })),
    );
  const said = shown.billings.map(({ inspection }) => inspection.id);
  const idle = shown.idle.filter(({ inspection }) => !said.includes(inspection));
  for (const load of idle) lines.push(...(await idleConcessionText(session, load, load.subject)));
  const waits = shown.obstacles.flatMap((error) => [
    "",
    errorText(session.t, error),
    ...hintTexts(session.t, error).map((hint) => `  ${hint}`),
  ]);
  if (changesNothing(shown) && waits.length === 0) lines.push(stillText(session, shown));
  return [...lines, ...waits];
}

async function showOnly(session: Session, shown: CorrectionPreview, tone: readonly ToneRemark[]): Promise<void> {
  if (session.flags.json) {
    const sayings = await sayingsOf(session);
    session.json({
      preview: true,
      contract: shown.contract,
      unchanged: shown.unchanged,
      creditNotes: notesOf(shown).map(creditNoteJson),
      billings: shown.billings.map(({ billing }) => billingJson(billing, sayings)),
      obstacles: shown.obstacles.map((error) => ({
        code: error.code,
        message: errorText(session.t, error),
        hints: hintTexts(session.t, error),
      })),
      tone,
    });
  } else session.print(...(await shownText(session, shown)));
  session.remark("", session.t("invoice.previewOnly"));
}

async function confirm(session: Session, shown: CorrectionPreview): Promise<void> {
  const { t, language } = session;
  if (!session.interactive) throw new UsageError("confirmation-needed", {}, [`invoice correct ${shown.contract} --yes`]);
  session.remark(...(await shownText(session, shown)), "");
  const documents = shown.billings.flatMap(({ billing }) => billing.documents);
  const sums = [
    ...notesOf(shown).map(({ original, total }) =>
      t("invoice.correct.less", { number: original.number, total: formatMoney(total, language) }),
    ),
    ...documents.map(({ kind, total }) => `${t(`invoice.document.${kind}`)} ${formatMoney(total, language)}`),
  ];
  const customer = plain((notesOf(shown)[0] ?? shown.billings[0]?.billing)?.customer.name ?? "");
  const question = t("invoice.correct.confirm", { customer, sums: sums.join(" + "), count: sums.length });
  if (!(await (await session.ask()).confirm(question, true))) throw new Cancelled(t("invoice.correct.notIssued"));
}

interface Done {
  readonly shown: CorrectionPreview;
  readonly issued: IssuedCorrection;
  readonly out: OutPath | null;
  readonly tone: readonly ToneRemark[];
}

async function report(session: Session, desk: Desk, { shown, issued: { creditNotes, billings }, out, tone }: Done): Promise<void> {
  const archive = await desk.archive();
  const notes = [];
  for (const issued of creditNotes) {
    const stored = issued.pdf && (await archive.locate(issued.pdf.sha256));
    const copy = issued.pdf && out ? await writeNewFile(session.io.cwd, out(issued.pdf.name), await archive.read(issued.pdf.sha256)) : null;
    notes.push({ issued, stored, copy });
  }
  const bills = [];
  for (const issued of billings) bills.push(await storedBilling(session, desk, issued, out));
  if (session.flags.json) {
    const sayings = await sayingsOf(session);
    return session.json({
      contract: shown.contract,
      unchanged: shown.unchanged,
      creditNotes: notes.map(({ issued, stored, copy }) => ({ ...issuedCreditJson(issued, stored), copy })),
      billings: bills.map(({ issued, stored, copy }) => ({ ...issuedJson(issued, stored, sayings), copy })),
      tone,
    });
  }
  if (changesNothing(shown)) return session.print(stillText(session, shown));
  session.print(...notes.flatMap((one) => creditIssuedText(session, one)), ...bills.flatMap((one) => issuedText(session, one)));
}
