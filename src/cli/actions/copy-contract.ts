/** What `contracts copy` does: the marked copy in a file, on the printer, or both. */
import { writeNewFile } from "../../adapters/output-files.ts";
import { systemPrinter } from "../../adapters/printer.ts";
import { safeName } from "../../app/export-contract.ts";
import { makeWorkingCopy, recordWorkingCopy, type WorkingCopy } from "../../app/working-copy.ts";
import { UsageError } from "../../kernel/errors.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";
import { type OutPath, outPath } from "./out-path.ts";

export interface CopyOptions {
  readonly clause: string | null;
  readonly page: string | null;
  readonly out: string | null;
  readonly print: boolean;
  readonly printer: string | null;
}

/** @throws UsageError `page-number`. @throws UserError those of {@link makeWorkingCopy}, and what disk or printer refuse. */
export async function copyContract(session: Session, number: string, { clause, page, out, print, printer }: CopyOptions): Promise<void> {
  if (page !== null && !/^[1-9]\d{0,4}$/u.test(page)) throw new UsageError("page-number", { given: page.slice(0, 40) });
  const desk = await session.desk();
  const toFile = out !== null || !print;
  const target = toFile ? await outPath(session, out ?? ".") : null;
  const wish = { clause, page: page === null ? null : Number(page) };
  const copy = await makeWorkingCopy(desk, number, wish, (language) => documentAssets(desk, language));
  const name = fileName(copy, desk.clock.now());
  if (session.flags.dryRun) {
    session.print(session.t("contracts.copy.would", { name }));
    return session.remark(session.t("common.dryRun"));
  }
  const path = target && (await written(session, copy, target, name));
  if (path !== null) await recordWorkingCopy(desk, copy, "file");
  const printed = print ? await systemPrinter(session.io.env)(copy.pdf, { title: name, printer }) : null;
  if (printed !== null) await recordWorkingCopy(desk, copy, "print");
  report(session, copy, path, printed);
}

const written = (session: Session, { pdf }: WorkingCopy, target: OutPath, name: string): Promise<string> =>
  writeNewFile(session.io.cwd, target(name), pdf);

/** `copy-2026-0117-5.3-20260901T090000Z.pdf`: a copy made later is another file. */
const fileName = ({ contract, clause }: WorkingCopy, at: string): string =>
  `copy-${[safeName(contract.number), ...(clause ? [safeName(clause.number)] : []), at.replace(/[-:]|\.\d+/gu, "")].join("-")}.pdf`;

function report(
  session: Session,
  { contract, version, clause, page, marked, pages }: WorkingCopy,
  path: string | null,
  printed: string | null,
): void {
  const { t } = session;
  if (session.flags.json) {
    session.json({ contract: contract.number, version, clause: clause?.number ?? null, page, marked, pages, path, printed });
    return;
  }
  if (clause !== null) {
    session.print(
      t(page === null ? "contracts.copy.clauseNotFound" : "contracts.copy.clause", { clause: clause.number, page: page ?? 0, pages }),
    );
  }
  if (path !== null) session.print(t("contracts.copy.written", { path }));
  if (printed !== null) session.print(t("contracts.copy.printed", { number: contract.number, detail: printed }));
}
