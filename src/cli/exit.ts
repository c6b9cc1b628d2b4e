/** The one place that turns what went wrong into an exit code and a message. */
import { Cancelled, UsageError, UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";

export const EXIT = { done: 0, user: 1, usage: 2, bug: 70, cancelled: 130 } as const;

export interface Failure {
  readonly exitCode: number;
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
  /** Only shown with `--verbose`, or when it is our bug. */
  readonly stack: string | null;
}

/** @param error Anything that was thrown. */
export function failureOf(error: unknown): Failure {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  if (error instanceof Cancelled) return { exitCode: EXIT.cancelled, code: "cancelled", message: error.message, hints: [], stack };
  if (error instanceof UserError) {
    const exitCode = error instanceof UsageError ? EXIT.usage : EXIT.user;
    return { exitCode, code: error.code, message: error.message, hints: error.hints, stack };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { exitCode: EXIT.bug, code: "bug", message, hints: [], stack };
}

/** What stands on stderr: `error: …`, then `try: …` lines. */
export function failureText(failure: Failure, verbose: boolean): string {
  if (failure.exitCode === EXIT.cancelled) return failure.message === "" ? "" : `${plain(failure.message, { lines: true })}\n`;
  const lines = [`error: ${plain(failure.message, { lines: true })}`, ...failure.hints.map((hint) => `try: ${plain(hint)}`)];
  if (failure.exitCode === EXIT.bug)
    lines.push("try: the same command with --verbose, and send us what it prints: this is our fault, not yours");
  if (verbose && failure.stack) lines.push(failure.stack);
  return `${lines.join("\n")}\n`;
}

/** The same as the one JSON document of a `--json` run. */
export const failureJson = (failure: Failure): string =>
  `${JSON.stringify({ schemaVersion: 1, error: { code: failure.code, message: failure.message, hints: failure.hints } })}\n`;
