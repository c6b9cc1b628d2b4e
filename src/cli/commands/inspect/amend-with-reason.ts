/** What `inspect amend` does: a reason, then the walk open again at the terminal, or corrections from a file. */
import { previewReopened, reopenWalk } from "../../../app/amend-walk.ts";
import { amendFromFile, readAmendment } from "../../../app/answer-from-file.ts";
import { showInspection } from "../../../app/show-inspection.ts";
import type { Walk } from "../../../inspection/fold.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Options } from "../../program.ts";
import { askReason, type ReadReason } from "../../prompts/ask-reason.ts";
import type { Session } from "../../session.ts";
import type { ToneRemark } from "../../tone-check.ts";
import { sourceFrom } from "./answers.ts";
import { tellFinished, tellTone } from "./inspect.ts";

interface Amended {
  /** Null after a dry run. */
  readonly finished: Walk | null;
  readonly tone: readonly ToneRemark[];
}

/** Why a walk is taken up again. */
export async function reasonFor(session: Session, id: string, options: Options): Promise<ReadReason> {
  const { t } = session;
  const given = typeof options.reason === "string" ? options.reason : null;
  if (given === null && !session.interactive) throw new UsageError("amend-reason-missing", {}, ['--reason "…"']);
  const { contract } = (await showInspection(await session.desk(), id)).walk;
  return askReason(session, given, { question: t("inspect.amend.askReason"), needed: t("inspect.amend.reasonNeeded"), contract });
}

async function fromFile(session: Session, id: string, options: Options, file: string): Promise<Amended> {
  const desk = await session.desk();
  const { reason, tone } = await reasonFor(session, id, options);
  const amendment = { id, reason, source: await sourceFrom(session, file) };
  if (!session.flags.dryRun) {
    const finished = await amendFromFile(desk, amendment);
    return { finished, tone: [...tone, ...tellTone(session, finished)] };
  }
  await readAmendment(desk, amendment);
  session.remark(session.t("common.dryRun"));
  return { finished: null, tone };
}

async function atTerminal(session: Session, id: string, options: Options): Promise<Amended> {
  const desk = await session.desk();
  if (!session.interactive && !session.flags.dryRun) {
    throw new UsageError("answers-needed", {}, [`inspect amend ${plain(id)} --reason "…" --answers FILE`]);
  }
  const { reason, tone } = await reasonFor(session, id, options);
  const store = await desk.store();
  const { header } = await store.read((repositories) => previewReopened(repositories, desk, id, reason));
  if (session.flags.dryRun) {
    session.remark(session.t("common.dryRun"));
    return { finished: null, tone };
  }
  await reopenWalk(desk, header.id, reason);
  const { walkAtTerminal } = await import("../../prompts/walk/walk-at-terminal.ts");
  const request = {
    number: header.contract,
    kind: header.kind,
    cameBackAt: null,
    found: false,
    phone: false,
    inbox: null,
    beside: null,
  } as const;
  return { finished: await walkAtTerminal(session, request), tone };
}

export async function amend(session: Session, id: string, options: Options): Promise<void> {
  const file = typeof options.answers === "string" ? options.answers : null;
  const { finished, tone } = file === null ? await atTerminal(session, id, options) : await fromFile(session, id, options, file);
  if (finished !== null) await tellFinished(session, finished, { withSums: options.withSums === true, tone, atTerminal: file === null });
}
