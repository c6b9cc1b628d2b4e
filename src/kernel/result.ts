/** A value, or every problem that stood in its way: parsers report all of them, not the first. */
export type Result<T, P = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly P[] };

/** One thing wrong with something the user gave us, with its place where there is one. Lines and columns count from 1. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Where in the document: `lines[2].quantity`; empty for the whole. */
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <P>(problems: readonly P[]): Result<never, P> => ({ ok: false, problems });
