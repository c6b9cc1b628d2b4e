/** What `desk check` does. It changes nothing and needs nobody to act: whoever holds a document may have it checked. */
import { readInputFile } from "../../adapters/input-file.ts";
import { checkDocument, LARGEST_CHECKED } from "../../app/check-document.ts";
import { UserError } from "../../kernel/errors.ts";
import { checkedJson, checkedText } from "../output/checked.ts";
import type { Session } from "../session.ts";

/** @throws UserError `check-not-proven`, `check-not-the-bytes` after the answer, so that the exit code says it too; what keeps the file from being read. */
export async function checkFile(session: Session, path: string): Promise<void> {
  const desk = await session.deskWithoutActor();
  const checked = await checkDocument(desk, await readInputFile(session.io.cwd, path, LARGEST_CHECKED));
  if (session.flags.json) session.json(checkedJson(session, checked));
  else session.print(...checkedText(session, checked));
  if (checked.proven) return;
  if (!checked.agrees) throw new UserError("check-not-proven");
  throw new UserError("check-not-the-bytes", {}, checked.document ? [`contracts export ${checked.document.contract} --out DIR`] : []);
}
