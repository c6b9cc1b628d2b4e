/** A question of a walk, with an answer to it. */
import type { WalkEvent } from "../../../src/inspection/entries.ts";
import type { InspectionKind, PhotoRef } from "../../../src/inspection/inspection.ts";

/** What is typed, with NUMBER for the contract's, or what a phone does (`enters`, `signs`, `sends`), and what the screen shows then. */
export interface Step {
  readonly typed: string;
  readonly on?: "phone";
  readonly shows: string | RegExp;
}

export interface WalkQuestion {
  readonly name: string;
  /** `file function` that asks; none where a key on another question's screen stores something. */
  readonly asks: readonly string[];
  readonly kind?: InspectionKind;
  /** How far the walk has come before; null: it has not begun. */
  readonly before: ((photo: PhotoRef) => readonly WalkEvent[]) | null;
  /** What was done with the walk since. */
  readonly since?: "finished" | "reopened";
  /** No signed copy is archived. */
  readonly unsigned?: true;
  /** Somebody else walks the contract. */
  readonly beside?: true;
  /** What is typed after `inspect`, in place of the contract's number. */
  readonly argv?: (number: string, id: string) => readonly string[];
  /** What the first screen shows. */
  readonly start: string | RegExp;
  /** From there to the question. */
  readonly way: readonly Step[];
  readonly answer: Step;
  /** What the answer stores, in order. */
  readonly stores: readonly (WalkEvent["type"] | "signedCopy" | "asked" | "ours")[];
  /** All of it or nothing, though it is no answer of the walk itself. */
  readonly together?: true;
}

export const WHAT = "What does the customer say?";
export const CARD = "marks each";
export const LINE = /line \d of 3/u;
export const HOW = "How is the record acknowledged?";
export const step = (typed: string, shows: string | RegExp): Step => ({ typed, shows });
