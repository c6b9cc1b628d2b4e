/** The one place that turns what went wrong into an exit code and a message. */
import { Cancelled, UsageError, UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { errorText, hintTexts, problemJson } from "./output/tell.ts";

export const EXIT = { done: 0, user: 1, usage: 2, bug: 70, cancelled: 130 } as const;

/** What the frame says around an error. */
export interface Failure {
  readonly exitCode: number;
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
  readonly labels: { readonly error: string; readonly hint: string };
  /** What is wrong where, where files are; null otherwise. */
  readonly problems: readonly ReturnType<typeof problemJson>[] | null;
  /** Only shown with `--verbose`, or when it is our bug. */
  readonly stack: string | null;
}

const LABELS = { error: "error", hint: "try" };
/** All that can be said when the catalogue is missing is what an installation lacks. */
const NO_TEXTS = "install returndesk again: its texts cannot be read";
const BUG = "the same command with --verbose, and send us what it prints: this is our fault, not yours";

/**
 * @param error Anything that was thrown.
 * @param t The staff's catalogue; null when it cannot be read.
 */
export function failureOf(error: unknown, t: Messages | null): Failure {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const labels = t === null ? LABELS : { error: t("failure.error"), hint: t("failure.try") };
  const message = error instanceof Error ? error.message : String(error);
  const told = { message, hints: [], labels, problems: null, stack };
  if (error instanceof Cancelled) return { ...told, exitCode: EXIT.cancelled, code: "cancelled" };
  if (!(error instanceof UserError)) return { ...told, exitCode: EXIT.bug, code: "bug", hints: [t === null ? BUG : t("failure.bug")] };
  const exitCode = error instanceof UsageError ? EXIT.usage : EXIT.user;
  if (t === null) return { ...told, exitCode, code: error.code, hints: [NO_TEXTS] };
  const problems = error.problems.length === 0 ? null : error.problems.map((problem) => problemJson(t, problem));
  return { ...told, exitCode, code: error.code, message: errorText(t, error), hints: hintTexts(t, error), problems };
}

/** What stands on stderr: `error: …`, then `try: …` lines. */
export function failureText(failure: Failure, verbose: boolean): string {
  const { labels, message, hints } = failure;
  if (failure.exitCode === EXIT.cancelled) return message === "" ? "" : `${plain(message, { lines: true })}\n`;
  const lines = [`${labels.error}: ${plain(message, { lines: true })}`, ...hints.map((hint) => `${labels.hint}: ${plain(hint)}`)];
  if (verbose && failure.stack) lines.push(failure.stack);
  return `${lines.join("\n")}\n`;
}

/** The same as the one JSON document of a `--json` run. */
export function failureJson({ code, message, hints, problems }: Failure): string {
  const error = { code, message, hints, ...(problems === null ? {} : { problems }) };
  return `${JSON.stringify({ schemaVersion: 1, error })}\n`;
}
