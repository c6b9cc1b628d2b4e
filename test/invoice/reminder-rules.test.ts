/** How a desk reminds: what `desk.json` may say of it, and what a reminder then is. */
import { describe, expect, it, test } from "vitest";
import { accountOf } from "../../src/invoice/account.ts";
import type { Billing } from "../../src/invoice/billing.ts";
import { planReminder, type Reminder, remindableFrom } from "../../src/invoice/reminder.ts";
import { ratesFrom, reminderRule, reminderSettingProblems } from "../../src/invoice/reminder-rules.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling, buildPartyContract, buildReply } from "../support/build-billing.ts";

describe("settings", () => {
  it("that say nothing charge nothing and keep the law's days", () => {
    expect(reminderRule(undefined, "consumer")).toEqual({ fee: 0, daysAfterDue: 14, daysApart: 14, daysToPay: 14 });
    expect(reminderRule({ consumer: { fee: "5,00" } }, "business")).toEqual({ fee: 0, daysAfterDue: 10, daysApart: 10, daysToPay: 7 });
    expect(ratesFrom(undefined)).toEqual({});
  });

  it("are used as they are written", () => {
    const own = { consumer: { fee: "5,00", daysToPay: 10 } };
    expect(reminderRule(own, "consumer")).toEqual({ fee: 500, daysAfterDue: 14, daysApart: 14, daysToPay: 10 });
    expect(reminderSettingProblems(own, { "2026H2": "2,5 %" })).toEqual([]);
    expect(ratesFrom({ "2026H2": "2,5 %" })).toEqual({ "2026H2": 250 });
  });

  it.each([
    ["no map", "often", undefined, ["settings-field-missing reminders"]],
    ["a list", [14], undefined, ["settings-field-missing reminders"]],
    ["nobody we know", { friend: {} }, undefined, ["settings-reminders reminders.friend"]],
    ["no rule", { consumer: 5 }, undefined, ["settings-reminders reminders.consumer"]],
    ["an unknown field", { consumer: { days: 5 } }, undefined, ["settings-reminders reminders.consumer.days"]],
    ["days below the law's", { consumer: { daysAfterDue: 13 } }, undefined, ["settings-reminder-days reminders.consumer.daysAfterDue"]],
    ["days without end", { business: { daysApart: 366 } }, undefined, ["settings-reminder-days reminders.business.daysApart"]],
    ["half a day", { business: { daysToPay: 7.5 } }, undefined, ["settings-reminder-days reminders.business.daysToPay"]],
    ["a fee above the law's", { consumer: { fee: "5,01" } }, undefined, ["settings-reminder-fee reminders.consumer.fee"]],
    ["a fee that is no text", { consumer: { fee: 5 } }, undefined, ["settings-reminder-fee reminders.consumer.fee"]],
    ["rates that are no map", undefined, "2,5 %", ["settings-field-missing interest"]],
    ["no half-year", undefined, { "2026": "2,5 %" }, ["settings-interest interest.2026"]],
    ["a rate that is no text", undefined, { "2026H2": 2.5 }, ["settings-interest interest.2026H2"]],
    ["no rate", undefined, { "2026H2": "2,5" }, ["settings-interest interest.2026H2"]],
  ])("%s is refused by its name", (_, reminders, interest, expected) => {
    expect(reminderSettingProblems(reminders, interest).map(({ code, values }) => `${code} ${values.field}`)).toEqual(expected);
  });
});

describe("a reminder", () => {
  const rule = reminderRule(undefined, "consumer");
  const planned = (billing: Billing): Reminder =>
    planReminder({
      billing,
      account: accountOf(
        {
          documents: billing.documents,
          credits: [],
          deposit: cents(0),
          hold: null,
          payments: [],
          payouts: [],
          reminders: [],
          dueDate: null,
        },
        day("2026-07-07"),
      ),
      earlier: [],
      rule: { ...rule, fee: cents(500) },
      held: null,
      interest: [],
      interestRule: { kind: "law" },
      today: day("2026-07-07"),
      calendar: { holidays: new Set() },
      reply: buildReply(),
    });

  it("asks for what is open and its fee, under the bill's own numbers", () => {
    const { documents, open, toPay, dueDate, number } = planned(buildBilling());
    expect({ documents, open, toPay, dueDate, number }).toEqual({
      documents: [
        { kind: "invoice", number: "L-2026-0001", total: 1732 },
        { kind: "damagesStatement", number: "K-2026-0001", total: 19_470 },
      ],
      open: 21_202,
      toPay: 21_702,
      dueDate: "2026-07-21",
      number: 1,
    });
  });

  it("is never made where nothing was to be paid", () => {
    const refunded = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cash", amount: cents(30_000) } }) });
    expect(() => planned(refunded)).toThrow("nothing was to be paid");
  });

  test.each([
    ["the days apart are over last", "2026-07-14", "2026-07-21"],
    ["what it gave to pay in is over last", "2026-07-31", "2026-08-01"],
  ])("may follow another when %s", (_, dueDate, from) => {
    const last = { ...planned(buildBilling()), dueDate: day(dueDate) };
    expect(remindableFrom(day("2026-06-22"), [last], rule)).toBe(from);
    expect(remindableFrom(day("2026-06-22"), [], rule)).toBe("2026-07-06");
  });
});
