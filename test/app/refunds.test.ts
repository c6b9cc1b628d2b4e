/** What is paid out: the rest of a deposit and what is credited; nothing twice, and never a card hold. */
import { expect, test } from "vitest";
import { type CreditWish, creditBilling, previewCredit } from "../../src/app/credit-billing.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { endRefunds, listRefunds, orderRefunds, payOutNow, planOrder } from "../../src/app/refunds.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildCustomer } from "../support/build-contract.ts";
import { assetsOf, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";

const ALL = { ids: [], iban: null };

/** Three chairs at 64.90 and cleaning for 5.00: 199.70 in all, covered by the deposit as far as it goes. */
async function billed(contract: Partial<Contract>): Promise<ReturnedDesk> {
  const returned = await returnedDesk({ contract });
  const shown = await previewBilling(returned.desk, "2026-0117", "all");
  await issueBilling(returned.desk, shown, "all", assetsOf(returned.desk));
  return returned;
}

const deposit = (kind: "cash" | "cardHold", amount: number) => ({ deposit: { kind, amount: cents(amount) } }) as const;
const due = async ({ desk }: ReturnedDesk) =>
  (await listRefunds(desk)).map((refund) => [refund.due, refund.ordered.reduce((sum, { amount }) => sum + amount, 0)]);

test("the rest of a deposit is ordered once, on a business day, and can be undone until it is paid", async () => {
  const returned = await billed(deposit("cash", 30_000));
  const { desk } = returned;
  expect(await due(returned)).toEqual([[10_030, 0]]);
  const order = await orderRefunds(desk, await planOrder(desk, ALL));
  expect(order).toMatchObject({
    executeOn: "2026-05-21",
    debtor: { iban: desk.settings.firm.iban },
    transfers: [{ amount: 10_030, iban: "FI5810171000000122", message: expect.stringContaining("L-2026-0001") }],
  });
  expect(await due(returned)).toEqual([[0, 10_030]]);
  await expect(planOrder(desk, ALL)).rejects.toMatchObject({ code: "refund-nothing-due" });
  await endRefunds(desk, ["2026-0117"], "undone", day("2026-05-21"));
  expect(await due(returned)).toEqual([[10_030, 0]]);
  const second = await orderRefunds(desk, await planOrder(desk, ALL));
  expect([second.messageId === order.messageId, second.transfers[0]?.endToEndId === order.transfers[0]?.endToEndId]).toEqual([
    false,
    false,
  ]);
  await endRefunds(desk, ["2026-0117"], "paid", day("2026-05-21"));
  expect(await listRefunds(desk)).toEqual([]);
  await expect(endRefunds(desk, ["2026-0117"], "undone", day("2026-05-21"))).rejects.toMatchObject({ code: "refund-not-ordered" });
});

test("without an account it waits for one, or is handed over in cash", async () => {
  const returned = await billed({ ...deposit("cash", 30_000), customer: buildCustomer({ iban: null }) });
  const { desk } = returned;
  await expect(planOrder(desk, ALL)).rejects.toMatchObject({ code: "refund-no-account" });
  const plan = await planOrder(desk, { ids: ["2026-0117"], iban: "FI7944052020036082" });
  expect(plan.refunds.map(({ iban }) => iban)).toEqual(["FI7944052020036082"]);
  await payOutNow(desk, ["2026-0117"], "cash", day("2026-05-21"));
  await expect(orderRefunds(desk, plan)).rejects.toMatchObject({ code: "refund-changed" });
  expect(await listRefunds(desk)).toEqual([]);
});

test.each([
  ["cash", 19_470],
  ["cardHold", 0],
] as const)("a claim that a %s deposit paid is credited: %i is due", async (kind, expected) => {
  const returned = await billed(deposit(kind, 19_970));
  const { desk } = returned;
  const wish: CreditWish = { lines: [], amount: null, quantity: null, reason: "Löytyi ehjänä." };
  const shown = await previewCredit(desk, "K-2026-0001", wish, async (language) => (await assetsOf(desk)(language)).messages);
  await creditBilling(desk, "K-2026-0001", shown, { wish, decidedBy: "mira" }, assetsOf(desk));
  expect(shown.notes[0]?.effect).toMatchObject({ refund: expected, released: 19_470 - expected });
  expect((await due(returned)).map(([amount]) => amount)).toEqual(expected === 0 ? [] : [expected]);
});
