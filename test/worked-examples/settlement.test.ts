/** X1 to X10 through the use cases: terms as a user's file says them, walked through, billed, paid and credited as at the desk. */
import { describe, expect, test } from "vitest";
import { type CreditWish, creditBilling, previewCredit } from "../../src/app/credit-billing.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildPartyContract } from "../support/build-billing.ts";
import { at } from "../support/build-contract.ts";
import { assetsOf, type Books, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";
import { readTerms } from "./example.ts";

const VALUE = `
value: { clause: "1", base: replacement price, life: { chairs: 8 years }, depreciation: straight line, claims: net }
damaged: [{ clause: "2", price: current value }]
`;
/** A chair costs its value, a dirty cup 0.60, at least 5.00 a return. */
const PRICES = `${VALUE}dirty: [{ clause: "2", fee: 0.60 per unit, minimum: 5.00 }]`;

const answers = (lines: string, day = "2026-05-20") => `
cameBackAt: ${day} 11:00
lines:
${lines}
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;
const CHAIRS = "  - { line: 1, damaged: [{ count: 3, findings: [{ type: cracked, severity: severe }] }] }";
const CUPS = "  - { line: 2, dirty: 23 }";

const party = (over: Partial<Contract> = {}): Partial<Contract> => ({ ...buildPartyContract(), due: at("2026-05-20 12:00"), ...over });
const deposit = (amount: number): Partial<Contract> => party({ deposit: { kind: "cash", amount: cents(amount) } });

const returned = (over: Books = {}): Promise<ReturnedDesk> =>
  returnedDesk({
    terms: readTerms(PRICES),
    contract: party(),
    answers: answers(`${CHAIRS}\n${CUPS}`),
    ...over,
  });

async function bill({ desk }: ReturnedDesk) {
  const shown = await previewBilling(desk, "2026-0117", "all");
  return (await issueBilling(desk, shown, "all", assetsOf(desk))).billing;
}

type Billed = Awaited<ReturnType<typeof bill>>;
const sums = ({ documents, settlement: { toPay, refund } }: Billed) => ({
  documents: documents.map(({ kind, net, tax, total, payable }) => [kind, net, tax, total, payable]),
  toPay,
  refund,
});

async function credit({ desk }: ReturnedDesk, id: string, over: Partial<CreditWish> = {}) {
  const wish: CreditWish = { lines: [], amount: null, quantity: null, reason: "Löytyi ehjänä.", ...over };
  const shown = await previewCredit(desk, id, wish, async (language) => (await assetsOf(desk)(language)).messages);
  const issued = await creditBilling(desk, id, shown, { wish, decidedBy: "mira" }, assetsOf(desk));
  return issued.map(({ note }) => note);
}

describe("tax, deposit, totals", () => {
  test("X1 damages outside VAT, cleaning with it", async () => {
    expect(sums(await bill(await returned()))).toEqual({
      documents: [
        ["invoice", 1380, 352, 1732, 1732],
        ["damagesStatement", 19_470, 0, 19_470, 19_470],
      ],
      toPay: 21_202,
      refund: 0,
    });
  });

  test.each([
    ["X2 a deposit of 150.00 covers damages first", 15_000, [1732, 4470], 6202, 0],
    ["X3 a deposit of 300.00 leaves a refund", 30_000, [0, 0], 0, 8798],
    ["X8 what a deposit of 200.00 leaves over pays the invoice", 20_000, [1202, 0], 1202, 0],
  ])("%s", async (_, amount, payable, toPay, refund) => {
    const { documents, settlement } = await bill(await returned({ contract: deposit(amount) }));
    expect([documents.map((document) => document.payable), settlement.toPay, settlement.refund]).toEqual([payable, toPay, refund]);
  });

  test("X4 the price on a consumer's list is what is paid", async () => {
    const billing = await bill(await returned({ contract: party({ prices: "gross" }), answers: answers(CUPS) }));
    expect(sums(billing)).toEqual({ documents: [["invoice", 1100, 280, 1380, 1380]], toPay: 1380, refund: 0 });
  });

  test("X5 half a cent of VAT is rounded up", async () => {
    const billing = await bill(await returned({ answers: answers("  - { line: 2, dirty: 4 }") }));
    expect(sums(billing).documents).toEqual([["invoice", 500, 128, 628, 628]]);
  });

  test.each([
    ["2024-08-31", 2400, 331],
    ["2024-09-01", 2550, 352],
  ])("X6 cleaning of a return on %s is taxed at %i", async (day, rate, tax) => {
    const contract = party({ handOver: at("2024-08-30 10:00"), due: at(`${day} 12:00`) });
    const billing = await bill(await returned({ contract, answers: answers(CUPS, day) }));
    expect(billing.documents[0]?.vat).toEqual([{ treatment: "S", rate, base: 1380, tax }]);
  });

  test("X7 a net claim under gross prices stands as it is", async () => {
    const billing = await bill(await returned({ contract: party({ prices: "gross" }), answers: answers(CHAIRS) }));
    expect(billing.charges.map(({ unitAmount, amount }) => [unitAmount, amount])).toEqual([[5171, 15_513]]);
    expect(billing.settlement.toPay).toBe(15_513);
  });

  test("X9 the claim is credited in full before 62.02 was paid", async () => {
    const desk = await returned({ contract: deposit(15_000) });
    await bill(desk);
    const [note, ...others] = await credit(desk, "K-2026-0001");
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      number: "H-2026-0001",
      original: { kind: "damagesStatement", number: "K-2026-0001" },
      vat: [{ treatment: "O", rate: null, base: 19_470, tax: 0 }],
      total: 19_470,
      effect: { toPay: 0, refund: 13_268, released: 0 },
    });
  });

  test("X10 two lines credited one at a time give back exactly the VAT", async () => {
    const terms = readTerms(`${VALUE}dirty: [{ clause: "2", fee: 5.00 per unit }]`);
    const desk = await returned({ terms, answers: answers("  - { line: 1, dirty: 1 }\n  - { line: 2, dirty: 1 }") });
    const { documents } = await bill(desk);
    expect(documents.map(({ tax, lines }) => [tax, lines.map(({ charge, amount }) => [charge, amount])])).toEqual([
      [
        255,
        [
          ["C1", 500],
          ["C2", 500],
        ],
      ],
    ]);
    const taxes = [...(await credit(desk, "L-2026-0001", { lines: ["C1"] })), ...(await credit(desk, "2026-0117", { lines: ["2"] }))];
    expect(taxes.map(({ number, tax }) => [number, tax])).toEqual([
      ["H-2026-0001", 128],
      ["H-2026-0002", 127],
    ]);
    await expect(credit(desk, "L-2026-0001")).rejects.toMatchObject({ code: "credit-nothing-left" });
  });
});
