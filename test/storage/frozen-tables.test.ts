/** What was paid, ordered, sent or stored is written once: somebody with a SQLite shell is refused too. */
import { expect, test } from "vitest";
import { temporaryStore } from "../support/temporary-store.ts";

const ONCE = [
  "deliveries",
  "delivery_ends",
  "bank_entries",
  "payments",
  "payouts",
  "payout_ends",
  "e_invoices",
  "reminders",
  "reminder_pdfs",
  "late_findings",
  "notices",
  "noticed_findings",
  "tray",
  "tray_ends",
  "card_hold_ends",
  "concessions",
  "concession_answers",
  "discount_asks",
  "case_steps",
  "promise_steps",
  "our_faults",
  "our_fault_decisions",
  "our_fault_credits",
  "feedback",
  "feedback_invitations",
  "standing_steps",
];

test.each(ONCE)("%s: no row is changed, removed or replaced", async (table) => {
  const { raw } = await temporaryStore();
  const triggers = raw().prepare("select name from sqlite_master where type = 'trigger' and tbl_name = ?").pluck().all(table);
  expect(triggers).toEqual(expect.arrayContaining([`${table}_no_update`, `${table}_no_delete`, `${table}_no_replace`]));
});

test("a delivery that is replaced is refused by the database itself", async () => {
  const { raw } = await temporaryStore();
  const database = raw();
  database.pragma("foreign_keys = off");
  const insert = (verb: string) =>
    database.exec(`${verb} into deliveries values (1, 'bill/1', 'T-1', 'mail', 'aino@example.fi', '${"a".repeat(64)}', 'now', 'mira')`);
  insert("insert");
  expect(() => insert("insert or replace")).toThrow("what was sent is never changed");
});
