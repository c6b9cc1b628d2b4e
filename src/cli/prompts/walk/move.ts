/** Where the walk goes after a question. */
export type Move =
  /** To the next open question. */
  | { readonly kind: "next" }
  /** To the line before; from the first line nowhere. */
  | { readonly kind: "back" }
  | { readonly kind: "goTo"; readonly position: number };

export const NEXT: Move = { kind: "next" };
export const BACK: Move = { kind: "back" };
