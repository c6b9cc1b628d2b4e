/** Archives the signed copy on the spot where it is missing. Without one the walk of a return goes on, and the record says so. */

import { readInputFile } from "../../../adapters/input-file.ts";
import { archiveSignedCopy } from "../../../app/archive-signed-copy.ts";
import { planSignedCopy, type ScanFile } from "../../../app/plan-signed-copy.ts";
import { signedCopyState } from "../../../app/signed-copy-state.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { LARGEST_SCAN } from "../../../media/read-scan.ts";
import { doubtText, scanText } from "../../output/scan-text.ts";
import { errorText } from "../../output/tell.ts";
import type { Session } from "../../session.ts";
import { confirmSignedCopy } from "../confirm-signed-copy.ts";

/** Several files are one copy: pages photographed one by one, separated by spaces; quotes hold a path with spaces together. */
const readPaths = (typed: string): string[] =>
  [...typed.matchAll(/"([^"]+)"|'([^']+)'|((?:\\.|[^\s"'\\])+)/gu)].map(
    ([, double, single, bare]) => double ?? single ?? (bare ?? "").replace(/\\(.)/gu, "$1"),
  );

/** @returns false when somebody says that it is not this one. */
async function archive(session: Session, number: string, paths: readonly string[]): Promise<boolean> {
  const { t } = session;
  const desk = await session.desk();
  const files: ScanFile[] = [];
  for (const path of paths) files.push(await readInputFile(session.io.cwd, path, LARGEST_SCAN));
  const plan = await planSignedCopy(desk, number, files);
  session.remark(
    ...plan.scans.map((scan) => scanText(t, session.language, scan)),
    ...plan.doubts.map((doubt) => session.err.warn(doubtText(t, doubt, plan))),
  );
  const signing = await confirmSignedCopy(session, plan, { signedBy: null, signedOn: null });
  if (signing === null) return false;
  const { copy } = await archiveSignedCopy(desk, plan, signing);
  session.remark(t("inspect.signedCopy.archived", { version: copy.version }));
  return true;
}

/** Asks for the signed copy's files until one is archived or the clerk leaves it for later. */
export async function offerSignedCopy(session: Session, number: string, kind: InspectionKind): Promise<void> {
  const { t } = session;
  const state = await signedCopyState(await session.desk(), number);
  if (state === "verified") return;
  session.remark(session.err.warn(t(`inspect.signedCopy.${state}`, { number: plain(number) })));
  const ask = await session.ask();
  for (;;) {
    const paths = readPaths(await ask.text(t("inspect.signedCopy.ask")));
    if (paths.length === 0) {
      // Nothing is handed over without one: that refusal speaks for itself.
      if (kind === "return") session.remark(t("inspect.signedCopy.later"));
      return;
    }
    try {
      if (await archive(session, number, paths)) return;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      session.remark(session.err.warn(errorText(t, error)));
    }
  }
}
