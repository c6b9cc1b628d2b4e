/** What the books hold of a customer, and which words of it may go although the law keeps the rest. */
import type { Instant } from "../../kernel/dates.ts";

/** Whose: by their contracts; and, for a case that is about no contract, by the mail address in it. */
export interface WhoseData {
  readonly contracts: readonly string[];
  readonly email: string | null;
  /** How we stood with them: keys of standings, which name the customer in their words alone. */
  readonly standings: readonly number[];
}

/** A row as stored; columns of JSON as the values that they hold. */
export type PersonalRow = Readonly<Record<string, unknown>>;

/** Words that no law keeps, by what they stand in. */
export interface ForgettableWords {
  /** Steps of closed cases, with the letters and mails in them. */
  readonly cases: number;
  /** Steps of promises that have ended. */
  readonly promises: number;
  /** Notes of what was asked for. */
  readonly asks: number;
  /** What they said of a rental. */
  readonly feedback: number;
  /** Steps of how we stood with them, once they are welcome again. */
  readonly standing: number;
}

export interface PersonalDataRepository {
  /** Everything there is, by table; tables without any are left out. */
  rowsOf(whose: WhoseData): Promise<Readonly<Record<string, readonly PersonalRow[]>>>;
  /** How many words may go. */
  forgettable(whose: WhoseData): Promise<ForgettableWords>;
  /** Removes them; files that nothing else names wait to be removed. */
  forget(whose: WhoseData, at: Instant): Promise<ForgettableWords>;
  /**
   * Notes of the staff about customers that were written before a moment: in cases that are closed, of what was asked for, of talks that nothing
   * followed, and that a contact was hard.
   */
  oldNotes(before: Instant): Promise<number>;
  /** Files that nothing else names wait to be removed. @returns how many notes and letters were removed. */
  forgetOldNotes(before: Instant, at: Instant): Promise<number>;
}
