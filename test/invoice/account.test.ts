import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AccountFacts, accountOf, depositIn, holdIn, totalOf } from "../../src/invoice/account.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling, buildCharge, buildCleaning, buildPartyContract } from "../support/build-billing.ts";

/** X2: damages of 194.70 and cleaning of 17.32, of which a deposit of 150.00 covers the most: 62.02 to pay by 2026-06-22. */
const facts = (over: Partial<AccountFacts> = {}): AccountFacts => ({
  documents: [{ total: cents(1732) }, { total: cents(19_470) }],
  credits: [],
  deposit: cents(15_000),
  hold: null,
  payments: [],
  payouts: [],
  reminders: [],
  dueDate: day("2026-06-22"),
  ...over,
});
const paid = (amount: number, on = "2026-06-01") => ({ amount: cents(amount), receivedOn: day(on) });
const claimCredited = { total: cents(19_470), issuedOn: day("2026-06-10") };
const on = (over: Partial<AccountFacts>, today = "2026-06-22") => accountOf(facts(over), day(today));
const stand = (over: Partial<AccountFacts>, today?: string) => {
  const { state, open, overpaid, overdueDays } = on(over, today);
  return { state, open, overpaid, overdueDays };
};

describe("a settlement", () => {
  test("nobody has paid: open until the due day, then overdue by days", () => {
    expect(on({})).toEqual({
      documents: 21_202,
      credits: 0,
      deposit: 15_000,
      onHold: 0,
      payments: 0,
      payouts: 0,
      reminders: 0,
      open: 6202,
      overpaid: 0,
      dueDate: "2026-06-22",
      overdueDays: 0,
      state: "open",
    });
    expect(stand({}, "2026-06-23")).toEqual({ state: "overdue", open: 6202, overpaid: 0, overdueDays: 1 });
    expect(stand({}, "2026-07-22").overdueDays).toBe(30);
  });

  test("paid in part, in whole, and too much", () => {
    expect(stand({ payments: [paid(2000)] })).toEqual({ state: "open", open: 4202, overpaid: 0, overdueDays: 0 });
    expect(stand({ payments: [paid(2000), paid(4202)] }, "2026-08-01")).toEqual({ state: "settled", open: 0, overpaid: 0, overdueDays: 0 });
    expect(stand({ payments: [paid(6202), paid(6202)] }, "2026-08-01")).toEqual({
      state: "overpaid",
      open: 0,
      overpaid: 6202,
      overdueDays: 0,
    });
  });

  test("a payment that was taken back leaves what it paid open again", () => {
    expect(stand({ payments: [paid(6202), paid(-6202, "2026-06-20")] }, "2026-06-25")).toEqual({
      state: "overdue",
      open: 6202,
      overpaid: 0,
      overdueDays: 3,
    });
  });

  test("the account of an earlier day leaves out what is dated later", () => {
    expect(stand({ payments: [paid(6202, "2026-06-20")], credits: [claimCredited] }, "2026-06-05")).toEqual({
      state: "open",
      open: 6202,
      overpaid: 0,
      overdueDays: 0,
    });
  });

  test("X9 the claim is credited in full, before and after 62.02 was paid; a payout settles it", () => {
    expect(stand({ credits: [claimCredited] }).overpaid).toBe(13_268);
    expect(stand({ credits: [claimCredited], payments: [paid(6202)] }).overpaid).toBe(19_470);
    const payouts = [{ amount: cents(19_470), paidOn: day("2026-06-15") }];
    expect(stand({ credits: [claimCredited], payments: [paid(6202)], payouts }).state).toBe("settled");
  });

  test("X10 two lines of 5.00 credited one at a time leave nothing open", () => {
    const credits = [128, 127].map((tax) => ({ total: cents(500 + tax), issuedOn: day("2026-06-10") }));
    const invoice = { documents: [{ total: cents(1255) }], deposit: cents(0) };
    expect(stand({ ...invoice, credits: credits.slice(0, 1) }).open).toBe(627);
    expect(stand({ ...invoice, credits }).state).toBe("settled");
  });

  test("X3 what a deposit leaves over is to be paid out", () => {
    const billing = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cash", amount: cents(30_000) } }) });
    const deposit = depositIn(billing);
    expect(deposit).toBe(30_000);
    expect(stand({ documents: billing.documents, deposit, dueDate: null })).toEqual({
      state: "overpaid",
      open: 0,
      overpaid: 8798,
      overdueDays: 0,
    });
  });
});

describe("a deposit over several billings", () => {
  const contract = buildPartyContract({ deposit: { kind: "cash", amount: cents(20_000) } });

  test("is carried: what the first holds back counts only where it is used", () => {
    const first = buildBilling({ contract, charges: [buildCharge()], open: ["disputed"] });
    const second = buildBilling({ contract, charges: [buildCleaning()], depositUsedBefore: depositIn(first) });
    expect([first.settlement.depositHeld, depositIn(first), depositIn(second)]).toEqual([530, 19_470, 530]);
    const accounts = [first, second].map((billing) =>
      accountOf(facts({ documents: billing.documents, deposit: depositIn(billing) }), day("2026-06-23")),
    );
    expect(accounts.map(({ open }) => open)).toEqual([0, 1202]);
    expect(totalOf(accounts)).toEqual({ open: 1202, overdue: 1202, overpaid: 0 });
  });

  test("what is let go on a card is no money that anybody gets back", () => {
    const billing = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cardHold", amount: cents(30_000) } }) });
    expect(billing.settlement.card).toMatchObject({ taken: 21_202, released: 8798 });
    expect(depositIn(billing)).toBe(0);
    const hold = holdIn(billing, [], null);
    expect(stand({ documents: billing.documents, deposit: depositIn(billing), hold, dueDate: null }).state).toBe("settled");
  });

  test("a card hold covers what it is for until it is let go, and is money from the day on which it is taken", () => {
    const billing = buildBilling({ contract: buildPartyContract({ deposit: { kind: "cardHold", amount: cents(30_000) } }) });
    const at = (outcome: "taken" | "released" | null, today: string) => {
      const end = outcome && { outcome, on: day("2026-06-05") };
      const over = {
        documents: billing.documents,
        deposit: cents(0),
        hold: holdIn(billing, [{ issuedOn: credited.issuedOn, effect: { released: cents(1732) } }], end),
        credits: [credited],
      };
      const { open, onHold, deposit } = on({ ...over, dueDate: null }, today);
      return { open, onHold, deposit };
    };
    const credited = { total: cents(1732), issuedOn: day("2026-05-30") };
    expect(at(null, "2026-05-29")).toEqual({ open: 0, onHold: 21_202, deposit: 21_202 });
    expect(at(null, "2026-07-01")).toEqual({ open: 0, onHold: 19_470, deposit: 19_470 });
    expect(at("taken", "2026-06-04")).toEqual({ open: 0, onHold: 19_470, deposit: 19_470 });
    expect(at("taken", "2026-06-05")).toEqual({ open: 0, onHold: 0, deposit: 19_470 });
    expect(at("released", "2026-06-05")).toEqual({ open: 19_470, onHold: 0, deposit: 0 });
  });
});

describe("what a reminder charges", () => {
  const reminder = { issuedOn: day("2026-07-07"), fee: cents(500), interest: cents(24) };

  test("is part of the account from the day it was sent", () => {
    expect(stand({ reminders: [reminder] }, "2026-07-06").open).toBe(6202);
    expect(on({ reminders: [reminder] }, "2026-07-07")).toMatchObject({ reminders: 524, open: 6726, overdueDays: 15 });
    expect(stand({ reminders: [reminder], payments: [paid(6726, "2026-07-10")] }, "2026-07-11").state).toBe("settled");
  });

  test("is nothing where the payment had come in by then, though it was entered later", () => {
    expect(stand({ reminders: [reminder], payments: [paid(6202, "2026-07-07")] }, "2026-07-11").state).toBe("settled");
    expect(stand({ reminders: [reminder], payments: [paid(6202, "2026-07-08")] }, "2026-07-11").open).toBe(524);
  });

  test("by a second one counts while what the first one charged is open", () => {
    const second = { ...reminder, issuedOn: day("2026-07-22"), interest: cents(40) };
    const bill = paid(6202, "2026-07-10");
    expect(stand({ reminders: [reminder, second], payments: [bill] }, "2026-08-01").open).toBe(524 + 540);
    expect(stand({ reminders: [reminder, second], payments: [bill, paid(524, "2026-07-15")] }, "2026-08-01").open).toBe(0);
  });
});

test("every cent is somewhere, whatever comes in and goes out", () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 4 });
  fc.assert(
    fc.property(amounts, amounts, amounts, fc.nat(30_000), (payments, payouts, credits, deposit) => {
      const account = on({
        payments: payments.map((amount) => paid(amount)),
        payouts: payouts.map((amount) => ({ amount: cents(amount), paidOn: day("2026-06-02") })),
        credits: credits.map((total) => ({ total: cents(total), issuedOn: day("2026-06-02") })),
        deposit: cents(deposit),
      });
      expect(account.open - account.overpaid).toBe(
        account.documents - account.credits - account.deposit - account.payments + account.payouts,
      );
      expect(account.open === 0 || account.overpaid === 0).toBe(true);
    }),
  );
});
