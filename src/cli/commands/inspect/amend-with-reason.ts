/** What `inspect amend` does: a reason, then the walk open again at the terminal, or corrections from a file. */
import { previewReopened, reopenWalk } from "../../../app/amend-walk.ts";
import { amendFromFile, readAmendment } from "../../../app/answer-from-file.ts";
import type { Walk } from "../../../inspection/fold.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { sourceFrom } from "./answers.ts";
import { tellFinished } from "./inspect.ts";

async function reasonFor(session: Session, options: Options): Promise<string> {
  const { t } = session;
  if (typeof options.reason === "string") return options.reason;
  if (!session.interactive) throw new UsageError("amend-reason-missing", {}, ['--reason "…"']);
  const check = (text: string): string | null => (text.trim() === "" ? t("inspect.amend.reasonNeeded") : null);
  return (await session.ask()).text(t("inspect.amend.askReason"), { check });
}

async function fromFile(session: Session, id: string, options: Options, file: string): Promise<Walk | null> {
  const desk = await session.desk();
  const amendment = { id, reason: await reasonFor(session, options), source: await sourceFrom(session, file) };
  if (!session.flags.dryRun) return amendFromFile(desk, amendment);
  await readAmendment(desk, amendment);
  session.remark(session.t("common.dryRun"));
  return null;
}

async function atTerminal(session: Session, id: string, options: Options): Promise<Walk | null> {
  const desk = await session.desk();
  if (!session.interactive && !session.flags.dryRun) {
    throw new UsageError("answers-needed", {}, [`inspect amend ${plain(id)} --reason "…" --answers FILE`]);
  }
  const reason = await reasonFor(session, options);
  const store = await desk.store();
  const { header } = await store.read((repositories) => previewReopened(repositories, desk, id, reason));
  if (session.flags.dryRun) {
    session.remark(session.t("common.dryRun"));
    return null;
  }
  await reopenWalk(desk, header.id, reason);
  const { walkAtTerminal } = await import("../../prompts/walk/walk-at-terminal.ts");
  return walkAtTerminal(session, { number: header.contract, kind: header.kind, cameBackAt: null, found: false, phone: false, inbox: null });
}

export async function amend(session: Session, id: string, options: Options): Promise<void> {
  const file = typeof options.answers === "string" ? options.answers : null;
  const finished = file === null ? await atTerminal(session, id, options) : await fromFile(session, id, options, file);
  if (finished !== null) await tellFinished(session, finished, options.withSums === true);
}
