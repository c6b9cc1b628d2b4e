/** What `contracts terms new` does: lists the ready-made terms, or writes one of them to a new file to edit. */
import { readTerms } from "../../app/read-terms.ts";
import { nearest } from "../../contract/reading/suggest.ts";
import { UserError } from "../../kernel/errors.ts";
import { inLanguage, plain } from "../../kernel/text.ts";
import { type ReadyTerms, readReadyTerms } from "../../storage/ready-terms.ts";
import type { Session } from "../session.ts";
import { refuseMixedAnswer, writeText } from "./text-output.ts";

/** Name, title and what for; terms that somebody added to the installation have no line of ours. */
export function listReadyTerms(session: Session): void {
  const rows = readReadyTerms().map((ready) => {
    const key = `terms.ready.${ready.name}`;
    return { name: ready.name, title: titleOf(session, ready), purpose: session.t.has(key) ? session.t(key) : null };
  });
  if (session.flags.json) {
    session.json({ terms: rows });
    return;
  }
  session.table(
    ["name", "title", "purpose"].map((column) => session.t(`terms.column.${column}`)),
    rows.map(({ name, title, purpose }) => [name, title, purpose ?? ""]),
  );
  session.remark(session.t("terms.howToStart"));
}

function titleOf(session: Session, { name, text }: ReadyTerms): string {
  const { read } = readTerms(name, text);
  return read === null ? "" : plain(inLanguage(read.terms.title, session.language));
}

/** @throws UserError `no-such-terms`, and why the file cannot be written. */
export async function writeReadyTerms(session: Session, name: string, out: string | null): Promise<void> {
  const all = readReadyTerms();
  const ready = all.find((candidate) => candidate.name === name);
  if (!ready) {
    const names = all.map((candidate) => candidate.name);
    const near = nearest(name, names);
    throw new UserError(
      "no-such-terms",
      { name: name.slice(0, 60), near: near ?? "", count: near === null ? 0 : 1 },
      names.map((known) => `contracts terms new ${known}`),
    );
  }
  const file = out ?? `${ready.name}.yaml`;
  refuseMixedAnswer(session, file);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const path = await writeText(session, file, ready.text);
  if (path === null) return;
  if (session.flags.json) return session.json({ terms: ready.name, path });
  session.print(session.t("terms.written", { path: plain(path) }));
  session.remark(session.t("terms.next", { file: plain(file) }));
}
