/**
 * Two classes of failure: what the user can do something about, and everything else, which is our bug.
 * `cli/exit.ts` is the one place that turns either into an exit code.
 */

/** Something the user can mend. `code` is a stable kebab-case name; `hints` become the `try:` lines. */
export class UserError extends Error {
  readonly code: string;
  readonly hints: readonly string[];

  constructor(code: string, message: string, hints: readonly string[] = []) {
    super(message);
    this.name = "UserError";
    this.code = code;
    this.hints = hints;
  }
}

/** A wrong command line or a value that only a terminal could have asked for (exit code 2). */
export class UsageError extends UserError {
  constructor(code: string, message: string, hints: readonly string[] = []) {
    super(code, message, hints);
    this.name = "UsageError";
  }
}

/** The user stopped the command (exit code 130). `message` says what was kept and how to go on. */
export class Cancelled extends Error {
  constructor(message = "") {
    super(message);
    this.name = "Cancelled";
  }
}
