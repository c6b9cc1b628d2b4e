/** Reminders as the books keep them: never changed once they are issued. */
import type { IssuedReminder, Reminder } from "../../invoice/reminder.ts";
import type { Instant } from "../../kernel/dates.ts";

export interface ReminderRepository {
  add(billing: number, reminder: Reminder, sha256: string, issuedAt: Instant, issuedBy: string): Promise<number>;
  attachPdf(id: number, pdf: { readonly sha256: string; readonly name: string }): Promise<void>;
  get(id: number): Promise<IssuedReminder | null>;
  /** In the order of issue. */
  of(billing: number): Promise<readonly IssuedReminder[]>;
  /** In the order of issue. `unrendered`: those without a PDF. */
  list(filter?: { readonly unrendered?: boolean }): Promise<readonly IssuedReminder[]>;
}
