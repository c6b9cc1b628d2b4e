/** What `contracts terms check` does: all that is wrong or worth knowing about a terms file, each at its place. */
import { readTerms } from "../app/read-terms.ts";
import { UserError } from "../kernel/errors.ts";
import { problemLine } from "./output/file-problems.ts";
import { readFileText, shownName } from "./read-file-text.ts";
import type { Session } from "./session.ts";

/** @throws UserError `terms-have-errors` with every problem. */
export async function checkTermsFile(session: Session, path: string): Promise<void> {
  const { read, problems, warnings } = readTerms(shownName(path), await readFileText(session, path));
  session.remark(...warnings.map((warning) => session.err.warn(session.t("contractFiles.warning", { problem: problemLine(warning) }))));
  if (read === null) {
    const heading = session.t("contractFiles.termsRefused", { count: problems.length });
    throw new UserError("terms-have-errors", [heading, ...problems.map(problemLine)].join("\n"), ["contracts terms schema"]);
  }
  const { pin, terms } = read;
  if (session.flags.json) return session.json({ terms: pin, languages: terms.languages, clauses: terms.clauses.length, warnings });
  session.print(
    session.t("contractFiles.termsFine", { name: pin.name, version: pin.version, clauses: terms.clauses.length, sha256: pin.sha256 }),
  );
}
