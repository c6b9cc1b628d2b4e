/** What `contracts terms check` does: all that is wrong or worth knowing about a terms file, each at its place. */
import { type ReadTerms, readTerms, type TermsReading } from "../../app/read-terms.ts";
import { UserError } from "../../kernel/errors.ts";
import { problemJson, problemLine } from "../output/tell.ts";
import type { Session } from "../session.ts";
import { readFileText, shownName } from "./read-file-text.ts";

/**
 * Reads terms that can be used; what their rules leave open is remarked on stderr.
 * @throws UserError `terms-have-errors` with every problem.
 */
export async function acceptedTerms(session: Session, path: string): Promise<ReadTerms & Pick<TermsReading, "warnings">> {
  const { read, problems, warnings } = readTerms(shownName(path), await readFileText(session, path));
  session.remark(
    ...warnings.map((warning) => session.err.warn(session.t("contractFiles.warning", { problem: problemLine(session.t, warning) }))),
  );
  if (read === null) {
    throw new UserError("terms-have-errors", { count: problems.length }, ["contracts terms schema"], { problems });
  }
  return { ...read, warnings };
}

/** @throws UserError `terms-have-errors`. */
export async function checkTermsFile(session: Session, path: string): Promise<void> {
  const { pin, terms, warnings } = await acceptedTerms(session, path);
  if (session.flags.json)
    return session.json({
      terms: pin,
      languages: terms.languages,
      clauses: terms.clauses.length,
      warnings: warnings.map((warning) => problemJson(session.t, warning)),
    });
  session.print(
    session.t("contractFiles.termsFine", { name: pin.name, version: pin.version, clauses: terms.clauses.length, sha256: pin.sha256 }),
  );
}
