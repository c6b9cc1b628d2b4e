/** Where the walk goes after a question. */
export type Move =
  /** To the next open question. */
  | { readonly kind: "next" }
  /** To the line before; from the first line nowhere. */
  | { readonly kind: "back" }
  | { readonly kind: "goTo"; readonly position: number }
  /** One line after the other, whatever stands before them. */
  | { readonly kind: "walk"; readonly positions: readonly number[] }
  /** To what is open of a line, or to the line itself where nothing is; null: wherever something is open. */
  | { readonly kind: "again"; readonly position: number | null }
  /** An amendment is as it should be. */
  | { readonly kind: "done" };

export const NEXT: Move = { kind: "next" };
export const DONE: Move = { kind: "done" };
export const BACK: Move = { kind: "back" };
