/** What `desk cases note|hand-over|accept|close` do. */
import { acceptCase, closeCase, handOverCase, noteCase } from "../../../app/case-steps.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { type Lesson, TAUGHT } from "../../../people/case.ts";
import { tellSteps } from "../../output/case-text.ts";
import type { Arguments, Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { textOf } from "./open.ts";

export async function note(session: Session, [id, text]: Arguments): Promise<void> {
  await tellSteps(session, await noteCase(await session.desk(), String(id), String(text), !session.flags.dryRun), "noted");
}

export async function handOver(session: Session, [id]: Arguments, options: Options): Promise<void> {
  await tellSteps(session, await handOverCase(await session.desk(), String(id), String(options.to), !session.flags.dryRun), "handOver");
}

export async function accept(session: Session, [id]: Arguments): Promise<void> {
  await tellSteps(session, await acceptCase(await session.desk(), String(id), !session.flags.dryRun), "accepted");
}

/** `clause 5.3`, `product cup-1`, `text letter.opening`, or `nothing`. */
function lessonFrom(given: string): Lesson {
  const [word = "", ...rest] = plain(given).trim().split(/\s+/u);
  const changed = TAUGHT.find((kind) => kind === word.toLowerCase());
  const name = rest.join(" ").slice(0, 200);
  const complete = changed === "nothing" ? name === "" : name !== "";
  if (changed === undefined || !complete)
    throw new UsageError("case-lesson", { given: plain(given).slice(0, 40) }, ['--changed "clause 5.3"', "--changed nothing"]);
  return { changed, name: changed === "nothing" ? null : name };
}

export async function close(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const [done, changed] = [textOf(options.done), textOf(options.changed)];
  if (done === null || changed === null)
    throw new UsageError("case-close-missing", {}, ['--done "…" --changed "clause 5.3"', '--done "…" --changed nothing']);
  const closing = { done, learnt: textOf(options.learnt), lesson: lessonFrom(changed) };
  await tellSteps(session, await closeCase(await session.desk(), String(id), closing, !session.flags.dryRun), "closed");
}
