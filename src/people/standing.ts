/**
 * "No, thank you": first a talk with agreed corrections, then perhaps a decision with its reason, somebody who answers for it and a day on
 * which it is looked at again. The customer may see it and answer. Written as if the customer reads it; nothing is refused by itself.
 */
import type { Customer } from "../contract/contract.ts";
import type { Day, Instant } from "../kernel/dates.ts";

export type StandingState = "talked" | "declined" | "welcome";

/** Whom it is about, as far as it takes to know them again. */
export type StandingCustomer = Pick<Customer, "name" | "kind" | "email" | "businessId">;

/** One step, without anything personal. */
export type StandingEvent =
  /** A talk took place, and something was agreed. */
  | { readonly kind: "talked"; readonly on: Day }
  | { readonly kind: "declined"; readonly responsible: string; readonly reviewOn: Day; readonly decidedBy: string }
  /** The letter was made, and it left by mail where there is an address. */
  | { readonly kind: "told"; readonly way: "mail" | "letter" }
  | { readonly kind: "answered" }
  /** Looked at again, and it stays. */
  | { readonly kind: "reviewed"; readonly reviewOn: Day; readonly decidedBy: string }
  | { readonly kind: "welcome"; readonly decidedBy: string }
  /** A contract was registered all the same. */
  | { readonly kind: "letThrough"; readonly contract: string; readonly decidedBy: string };

/** What is personal in a step; may be forgotten. */
export interface StandingWords {
  readonly customer?: StandingCustomer;
  /** Any contract of theirs: its language and address are used for the letter. */
  readonly contract?: string;
  readonly agreed?: string;
  readonly reason?: string;
  readonly said?: string;
}

export interface StandingStep {
  readonly id: number;
  readonly at: Instant;
  readonly by: string;
  readonly event: StandingEvent;
  readonly words: StandingWords;
  readonly letter: { readonly sha256: string; readonly name: string } | null;
}

export interface Standing {
  readonly id: number;
  readonly state: StandingState;
  readonly responsible: string | null;
  readonly reviewOn: Day | null;
  readonly steps: readonly StandingStep[];
}

const lastWord = <Key extends keyof StandingWords>({ steps }: Pick<Standing, "steps">, key: Key): StandingWords[Key] | null =>
  steps.findLast(({ words }) => words[key] !== undefined)?.words[key] ?? null;

/** Null once it has been forgotten. */
export const customerOfStanding = (standing: Pick<Standing, "steps">): StandingCustomer | null => lastWord(standing, "customer") ?? null;
export const contractOfStanding = (standing: Pick<Standing, "steps">): string | null => lastWord(standing, "contract") ?? null;
export const reasonOfStanding = (standing: Pick<Standing, "steps">): string | null => lastWord(standing, "reason") ?? null;
/** What the customer said back, in order. */
export const answersOfStanding = ({ steps }: Pick<Standing, "steps">): readonly string[] => steps.flatMap(({ words }) => words.said ?? []);
