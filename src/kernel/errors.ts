/**
 * Two classes of failure: what the user can do something about, and everything else, which is our bug.
 * `cli/exit.ts` is the one place that turns either into an exit code.
 */
import type { FileProblem, Saying, Values } from "./result.ts";

/** What stands below an error: what is wrong where in which file, or what else is in the way. */
export interface ErrorParts {
  readonly problems?: readonly FileProblem[];
  readonly errors?: readonly UserError[];
}

/**
 * Something the user can mend. `code` is a stable kebab-case name; its words are `error.<code>` of the staff's catalogue, filled with
 * `values`, and are put in by `cli/` alone. `hints` become the `try:` lines: commands as they are typed, or texts still to be said;
 * `error.<code>.try` of the catalogue follows them. `message` is for logs.
 */
export class UserError extends Error {
  readonly code: string;
  readonly values: Values;
  readonly hints: readonly (string | Saying)[];
  readonly problems: readonly FileProblem[];
  readonly errors: readonly UserError[];

  constructor(
    code: string,
    values: Values = {},
    hints: readonly (string | Saying)[] = [],
    { problems = [], errors = [] }: ErrorParts = {},
  ) {
    super(Object.keys(values).length === 0 ? code : `${code} ${JSON.stringify(values)}`);
    this.name = "UserError";
    this.code = code;
    this.values = values;
    this.hints = hints;
    this.problems = problems;
    this.errors = errors;
  }
}

/** A wrong command line or a value that only a terminal could have asked for (exit code 2). */
export class UsageError extends UserError {
  constructor(code: string, values: Values = {}, hints: readonly (string | Saying)[] = [], parts: ErrorParts = {}) {
    super(code, values, hints, parts);
    this.name = "UsageError";
  }
}

/** The error as a part of another text. */
export const sayingOf = ({ code, values }: Pick<UserError, "code" | "values">): Saying => ({ key: `error.${code}`, values });

/** The user stopped the command (exit code 130). `message` says what was kept and how to go on. */
export class Cancelled extends Error {
  constructor(message = "") {
    super(message);
    this.name = "Cancelled";
  }
}
