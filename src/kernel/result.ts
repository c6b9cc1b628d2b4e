/** A value, or every problem that stood in its way: parsers report all of them, not the first. */
export type Result<T, P = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly P[] };

/** A text of the staff's catalogue that is still to be said. */
export interface Saying {
  readonly key: string;
  readonly values: Values;
}
/** What a text puts in: words and figures as they are, or another text. */
export type Values = Readonly<Record<string, string | number | Saying>>;

/**
 * One thing wrong with something the user gave us, with its place where there is one. Lines and columns count from 1. Its words are
 * `problem.<code>` of the staff's catalogue.
 */
export interface Problem {
  readonly code: string;
  readonly values: Values;
  /** Where in the document: `lines[2].quantity`; empty for the whole. */
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** A problem with a file that was read: it always has a place. */
export interface LocatedProblem extends Problem {
  readonly line: number;
  readonly column: number;
}

/** A problem in one of several files. */
export interface FileProblem extends Problem {
  /** As the user named it. */
  readonly file: string;
}

export const inFile = (file: string, problems: readonly Problem[]): readonly FileProblem[] =>
  problems.map((problem) => ({ ...problem, file }));

/** The problem as a part of another text. */
export const sayingOfProblem = ({ code, values }: Pick<Problem, "code" | "values">): Saying => ({
  key: `problem.${code}`,
  values,
});

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <P>(problems: readonly P[]): Result<never, P> => ({ ok: false, problems });
