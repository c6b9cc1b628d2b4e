/** Bills of 1 to 200 lines in all VAT and price modes, and credits of parts of them, obey the rules of EN 16931 to the cent. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Charge } from "../../../src/assessment/assessment.ts";
import { writePeppol } from "../../../src/document/e-invoice/write-peppol.ts";
import { creditParts, wholeLine } from "../../../src/invoice/credit-note.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildCharge, buildCleaning, buildPartyContract, buildSource } from "../../support/build-billing.ts";
import { buildCreditNote } from "../../support/build-credit-note.ts";
import { buildBusiness, businessBilling, creditEInvoiceOf, eInvoicesOf } from "../../support/build-e-invoice.ts";
import { brokenRules } from "../../support/check-en16931.ts";

const xmlOf = (invoice: Parameters<typeof writePeppol>[0]): string => new TextDecoder().decode(writePeppol(invoice));

/** A charge that is its units' product, less (a waiver, a cap), more (a minimum), or a sum without a unit; a part of it may have been given away. */
const anyCharge = fc
  .record({
    count: fc.integer({ min: 1, max: 500 }),
    unit: fc.integer({ min: 1, max: 90_000 }),
    sum: fc.constantFrom<"product" | "less" | "more" | "alone">("product", "product", "less", "more", "alone"),
    by: fc.integer({ min: 1, max: 5_000 }),
    given: fc.option(fc.integer({ min: 1, max: 10_000 }), { freq: 2 }),
    vat: fc.constantFrom<Charge["vat"]>("S", "S", "AA", "O"),
    mode: fc.constantFrom<Charge["mode"]>("net", "gross"),
  })
  .map(({ count, unit, sum, by, given, vat, mode }): Omit<Charge, "id"> => {
    const product = unit * count;
    const whole = sum === "less" ? Math.max(1, product - by) : sum === "more" ? product + by : product;
    // What is given away altogether is no charge any more.
    const conceded = Math.min(given ?? 0, whole - 1);
    return buildCharge({
      source: buildSource({ subject: "dirty", group: null, findings: [], count }),
      unitAmount: sum === "alone" ? null : cents(unit),
      amount: cents(whole - conceded),
      ...(conceded > 0 ? { conceded: cents(conceded) } : {}),
      vat,
      mode: vat === "O" ? "net" : mode,
      trace: [],
    });
  });

const anyBilling = fc
  .record({
    charges: fc.oneof(
      { weight: 3, arbitrary: fc.array(anyCharge, { minLength: 1, maxLength: 12 }) },
      { weight: 1, arbitrary: fc.array(anyCharge, { minLength: 100, maxLength: 200 }) },
    ),
    prices: fc.constantFrom<"net" | "gross">("net", "gross"),
    deposit: fc.option(fc.integer({ min: 1, max: 2_000_000 })),
  })
  .map(({ charges, prices, deposit }) =>
    businessBilling({
      contract: buildPartyContract({
        prices,
        customer: buildBusiness(),
        deposit: deposit === null ? null : { kind: "cash", amount: cents(deposit) },
      }),
      charges: charges.map((charge, index) => ({ ...charge, id: `C${index + 1}` })),
    }),
  );

describe("any bill", () => {
  test("keeps every rule, in each of its documents", () => {
    fc.assert(
      fc.property(anyBilling, (billing) => {
        for (const invoice of eInvoicesOf(billing)) expect(brokenRules(xmlOf(invoice))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("comes to what the letter says: total, share of the deposit, to pay, due day and reference", () => {
    fc.assert(
      fc.property(anyBilling, (billing) => {
        const said = eInvoicesOf(billing).map(({ totals, dueOn, payment }) => ({ ...totals, dueOn, reference: payment?.reference }));
        expect(said).toEqual(
          billing.documents.map((document) => ({
            net: document.net,
            tax: document.tax,
            gross: document.total,
            prepaid: document.fromDeposit,
            payable: document.payable,
            dueOn: billing.settlement.dueDate,
            reference: billing.settlement.reference,
          })),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("net prices need no cent of tolerance: the tax is base × rate, half up", () => {
    const charge = buildCharge({ vat: "S", amount: cents(500), unitAmount: cents(500), source: buildSource({ count: 1 }) });
    const [invoice] = eInvoicesOf(businessBilling({ charges: [charge] }));
    expect(invoice?.vat).toEqual([{ category: "S", rate: 2550, base: 500, tax: 128, exemption: null }]);
  });

  test("what was given away is an allowance of its own, beside what the terms take off", () => {
    const given = { conceded: cents(2_000), amount: cents(10_000) };
    const [claim] = eInvoicesOf(businessBilling({ charges: [buildCharge(given)] }));
    expect(claim?.lines.map(({ quantity, price, differences, net }) => ({ quantity, price, differences, net }))).toEqual([
      {
        quantity: 3,
        price: { net: 6490, per: 1 },
        differences: [
          { kind: "allowance", amount: 7_470, reason: "Sopimuksen mukainen vähennys" },
          { kind: "allowance", amount: 2_000, reason: "Sovittu alennus" },
        ],
        net: 10_000,
      },
    ]);
    const minimum = buildCleaning({ source: buildSource({ count: 4 }), conceded: cents(100), amount: cents(400) });
    const [invoice] = eInvoicesOf(businessBilling({ charges: [minimum] }));
    expect(invoice?.lines.map(({ differences }) => differences)).toEqual([
      [
        { kind: "charge", amount: 260, reason: "Sopimuksen mukainen vähimmäisveloitus" },
        { kind: "allowance", amount: 100, reason: "Sovittu alennus" },
      ],
    ]);
  });

  test("prices with VAT are said per quantity where no cent expresses one: 11.00 per 23", () => {
    const contract = buildPartyContract({ prices: "gross", customer: buildBusiness() });
    const [invoice] = eInvoicesOf(businessBilling({ contract, charges: [buildCleaning({ mode: "gross" })] }));
    expect(invoice?.lines.map(({ quantity, price, net }) => ({ quantity, price, net }))).toEqual([
      { quantity: 23, price: { net: 1100, per: 23 }, net: 1100 },
    ]);
    expect(invoice?.totals).toEqual({ net: 1100, tax: 280, gross: 1380, prepaid: 0, payable: 1380 });
  });
});

test("a credit of any lines of any bill keeps the rules too", () => {
  fc.assert(
    fc.property(anyBilling, fc.infiniteStream(fc.boolean()), (billing, choices) => {
      for (const document of billing.documents) {
        const chosen = document.lines.filter(() => choices.next().value === true);
        const first = (chosen.length === 0 ? document.lines.slice(0, 1) : chosen).map((line) => wholeLine(line, []));
        const rest = document.lines
          .filter(({ charge }) => !first.some((part) => part.charge === charge))
          .map((line) => wholeLine(line, []));
        const notes = [creditParts(document, first), ...(rest.length === 0 ? [] : [creditParts(document, rest, first)])];
        for (const { lines, vat, net, tax, total } of notes) {
          const note = buildCreditNote(
            { vat, net, tax, total, lines: lines.map((line) => ({ ...line, source: buildSource(), product: "Tuoli", fact: "3 kpl" })) },
            billing,
            document.kind,
          );
          expect(brokenRules(xmlOf(creditEInvoiceOf(note)))).toEqual([]);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test.each([
  ["BR-CO-10", '<cbc:LineExtensionAmount currencyID="EUR">13.80<', '<cbc:LineExtensionAmount currencyID="EUR">13.81<'],
  ["BR-CO-14", '<cbc:TaxAmount currencyID="EUR">3.52<', '<cbc:TaxAmount currencyID="EUR">3.53<'],
  ["BR-CO-15", "17.32</cbc:TaxInclusiveAmount>", "17.33</cbc:TaxInclusiveAmount>"],
  ["BR-CO-16", "17.32</cbc:PayableAmount>", "17.31</cbc:PayableAmount>"],
  ["BR-CO-17", "<cbc:Percent>25.5<", "<cbc:Percent>24<"],
  ["PEPPOL-EN16931-R120", ">0.60</cbc:PriceAmount>", ">0.61</cbc:PriceAmount>"],
  ["BR-S-02", "FI01120389", ""],
])("the check itself finds %s broken", (rule, right, wrong) => {
  const [invoice] = eInvoicesOf(businessBilling());
  const xml = xmlOf(invoice as never);
  expect(xml).toContain(right);
  const broken = rule === "BR-S-02" ? xml.replace(/<cac:PartyTaxScheme>.*?<\/cac:PartyTaxScheme>/su, "") : xml.replace(right, wrong);
  expect(brokenRules(broken)).toContain(rule);
});
