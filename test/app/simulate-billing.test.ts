/** The same findings otherwise: nothing is stored, and sums are reckoned by hand. A chair is worth 89.00 × 70 / 96 = 64.90. */
import { expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { type Alternative, simulateBilling } from "../../src/app/simulate-billing.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildDamaged, buildDirty, buildTerms, buildWaiver } from "../support/build-terms.ts";
import { assetsOf, returnedDesk, THREE_CRACKED } from "../support/returned-desk.ts";

const alternative = (over: Partial<Alternative>): Alternative => ({ terms: null, withoutWaiver: false, agreedOnly: false, ...over });

const halfValue = buildDamaged({ price: { kind: "share", of: "currentValue", rate: basisPoints(5_000) } });

async function simulated(over: Partial<Alternative>, books: Parameters<typeof returnedDesk>[0] = {}) {
  const { desk } = await returnedDesk(books);
  const { signed, otherwise, charges, difference, waiverUnknown } = await simulateBilling(desk, "2026-0117", alternative(over));
  return {
    totals: [signed.total, otherwise.total, difference],
    charges: charges.map(({ source, signed: a, otherwise: b }) => [source.subject, source.count, a.amount, b.amount, b.notCharged]),
    waiverUnknown,
  };
}

test("by other terms: half the value, and cleaning without a minimum", async () => {
  const terms = buildTerms({ damaged: [halfValue], dirty: [buildDirty({ minimum: cents(0) })] });
  expect(await simulated({ terms })).toEqual({
    // 3 × 64.90 + 5.00; 3 × 32.45 + 4 × 0.60.
    totals: [19_970, 9_975, -9_995],
    charges: [
      ["group", 3, 19_470, 9_735, null],
      ["dirty", 4, 500, 240, null],
    ],
    waiverUnknown: false,
  });
});

test("what only one side charges stands beside nothing, with the reason", async () => {
  const terms = buildTerms({ dirty: [] });
  expect((await simulated({ terms })).charges).toEqual([
    ["group", 3, 19_470, 19_470, null],
    ["dirty", 4, 500, 0, "nothingOwed"],
  ]);
});

test("without the waiver that was chosen: 30 % of 194.70 is 58.41", async () => {
  const books = { terms: buildTerms({ waivers: [buildWaiver()] }), contract: { waiver: "share" } };
  expect(await simulated({ withoutWaiver: true }, books)).toEqual({
    totals: [6_341, 19_970, 13_629],
    charges: [
      // Per item 30 % of 64.90 is 19.47.
      ["group", 3, 5_841, 19_470, null],
      ["dirty", 4, 500, 500, null],
    ],
    waiverUnknown: false,
  });
});

test("terms that lack the chosen waiver are reckoned without, and it is said", async () => {
  const books = { terms: buildTerms({ waivers: [buildWaiver()] }), contract: { waiver: "share" } };
  expect(await simulated({ terms: buildTerms() }, books)).toMatchObject({ totals: [6_341, 19_970, 13_629], waiverUnknown: true });
});

test("only what is agreed", async () => {
  const answers = THREE_CRACKED.replace(
    "answer: { all: agrees }",
    "answer:\n  all: agrees\n  exceptions:\n    - { product: chair-folding, group: 1, count: 2, stance: disputes, words: Ne olivat jo rikki. }",
  );
  expect(await simulated({ agreedOnly: true }, { answers })).toMatchObject({
    totals: [19_970, 6_990, -12_980],
    charges: [
      ["group", 3, 19_470, 6_490, null],
      ["dirty", 4, 500, 500, null],
    ],
  });
});

test("a billed return is reckoned anew, and the books stay as they are", async () => {
  const { desk } = await returnedDesk();
  const shown = await previewBilling(desk, "2026-0117", "all");
  await issueBilling(desk, shown, "all", assetsOf(desk));
  const store = await desk.store();
  const state = () => store.read(async ({ billings, journal }) => [await billings.list(), await journal.of("2026-0117")]);
  const before = await state();
  const { signed, otherwise } = await simulateBilling(desk, "K-2026-0001", alternative({ terms: buildTerms({ damaged: [halfValue] }) }));
  // 3 × 32.45 + 5.00.
  expect([signed.total, otherwise.total]).toEqual([19_970, 10_235]);
  expect(await state()).toEqual(before);
});

test("earlier loads count: the minimum that the first load met is not raised again", async () => {
  const half =
    "cameBackAt: 2026-05-18 11:00\nlines:\n  - { product: chair-folding, dirty: 2, stillOut: 30 }\nrest: in order\nanswer: { all: agrees }\nacknowledgement: { name: Aino Mäkelä }\n";
  const { desk, comesBack } = await returnedDesk({ answers: half });
  const second = await comesBack(half.replace("dirty: 2, stillOut: 30", "dirty: 10"));
  // 2 × 0.60 was raised to 5.00; of 10 × 0.60 the 3.80 beyond it are paid already.
  const { signed } = await simulateBilling(desk, second, alternative({ withoutWaiver: true }));
  expect(signed.total).toBe(220);
});
