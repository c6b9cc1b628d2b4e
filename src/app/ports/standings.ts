/** How we stand with customers to whom "no, thank you" was said or may be. A step is never changed; its words can be forgotten. */
import type { Day, Instant } from "../../kernel/dates.ts";
import type { Standing, StandingEvent, StandingState, StandingWords } from "../../people/standing.ts";

export interface NewStandingStep {
  readonly at: Instant;
  readonly by: string;
  readonly event: StandingEvent;
  readonly words?: StandingWords;
  readonly letter?: { readonly sha256: string; readonly name: string };
}

export interface StandingChange {
  readonly state: StandingState;
  readonly responsible: string | null;
  readonly reviewOn: Day | null;
}

export interface StandingRepository {
  open(at: Instant, by: string): Promise<number>;
  /** @param change what becomes of it; left out: it stays as it is. */
  add(id: number, step: NewStandingStep, change?: StandingChange): Promise<void>;
  get(id: number): Promise<Standing | null>;
  /** In the order they were opened. */
  list(filter?: { readonly state?: StandingState; readonly reviewBy?: Day }): Promise<readonly Standing[]>;
  /** A contact was hard on somebody at the desk. Whose it was is kept nowhere. */
  hard(contract: string | null, on: Day): Promise<void>;
  /** By month, `2026-05`, the latest first. */
  hardByMonth(): Promise<readonly { readonly month: string; readonly count: number }[]>;
}
