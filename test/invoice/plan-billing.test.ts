import { describe, expect, test } from "vitest";
import { paymentOf } from "../../src/invoice/payment.ts";
import { numberBilling, planBilling } from "../../src/invoice/plan-billing.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { cents } from "../../src/kernel/money.ts";
import { LANGUAGES } from "../../src/kernel/text.ts";
import { buildBilling, buildBillingFacts, buildPartyContract, buildStory, STORY_NAMES } from "../support/build-billing.ts";
import { buildFirm } from "../support/build-firm.ts";

describe("a planned billing", () => {
  test("carries everything the letter says, and no number yet", () => {
    const facts = buildBillingFacts({ release: { reason: "Kuvat luovutuksesta", by: "Mira" } });
    const { documents, settlement, ...rest } = planBilling(facts);
    expect(rest).toEqual({
      schemaVersion: 1,
      inspection: "R-1",
      contract: "2026-0117",
      customer: facts.contract.customer,
      firm: facts.firm,
      language: "fi",
      issuedOn: "2026-05-21",
      returnedOn: "2026-05-20",
      inOrder: facts.assessment.inOrder,
      charges: facts.assessment.charges,
      words: Object.fromEntries(facts.assessment.charges.map((charge) => [charge.id, facts.say(charge)])),
      notCharged: [],
      reply: facts.reply,
      release: { reason: "Kuvat luovutuksesta", by: "Mira" },
    });
    expect(documents.map((document) => document.number)).toEqual([null, null]);
    expect([settlement.reference, settlement.rfReference, settlement.dueDate]).toEqual([null, null, "2026-06-22"]);
    expect(settlement.refundBy).toBeNull();
  });

  test("freezes the day until which a refund is paid, by the terms of that day", () => {
    const { settlement } = buildStory("refund").billing;
    expect([settlement.refund, settlement.dueDate, settlement.refundBy]).toEqual([8798, null, "2026-06-04"]);
  });

  test("a document that the deposit covers in full does not move the due date", () => {
    const contract = { ...buildPartyContract(), deposit: { kind: "cash" as const, amount: cents(20_000) } };
    expect(planBilling(buildBillingFacts({ contract })).settlement.dueDate).toBe("2026-06-04");
  });

  test("is the same text for the same facts", () => {
    expect(canonicalJson(planBilling(buildBillingFacts()))).toBe(canonicalJson(planBilling(buildBillingFacts())));
  });
});

describe("numbering", () => {
  const plan = planBilling(buildBillingFacts());

  test("changes nothing but the numbers and the reference", () => {
    const numbered = numberBilling(plan, { invoice: "L-2026-0007", damagesStatement: "K-2026-0003" }, 42);
    expect(numbered.documents.map((document) => document.number)).toEqual(["L-2026-0007", "K-2026-0003"]);
    expect([numbered.settlement.reference, numbered.settlement.rfReference]).toEqual(["2026000422", "RF242026000422"]);
    const without = {
      ...numbered,
      documents: numbered.documents.map((document) => ({ ...document, number: null })),
      settlement: { ...numbered.settlement, reference: null, rfReference: null },
    };
    expect(without).toEqual(plan);
  });

  test("refuses a document without a number and a sum to pay without a serial", () => {
    expect(() => numberBilling(plan, { invoice: "L-2026-0007" }, 42)).toThrow("no number for the damagesStatement");
    expect(() => numberBilling(plan, { invoice: "L-2026-0007", damagesStatement: "K-2026-0003" }, null)).toThrow("settlement serial");
  });

  test("with nothing to pay there is no reference", () => {
    const nothing = planBilling(buildBillingFacts({ charges: [] }));
    expect(numberBilling(nothing, {}, null)).toEqual(nothing);
    expect(numberBilling(nothing, {}, 42)).toEqual(nothing);
  });
});

describe("the payment", () => {
  test("has everything the payment block prints", () => {
    expect(paymentOf(buildBilling())).toEqual({
      name: "Tampereen Juhlakalusto Oy",
      iban: "FI2112345600000785",
      bic: "NDEAFIHH",
      amount: 21_202,
      dueDate: "2026-06-22",
      reference: "2026000011",
      rfReference: "RF632026000011",
      barcode: "421123456000007850002120200000000000002026000011260622",
      qr: "BCD\n001\n1\nSCT\nNDEAFIHH\nTampereen Juhlakalusto Oy\nFI2112345600000785\nEUR212.02\n\nRF632026000011\n\nReqdExctnDt/2026-06-22",
    });
  });

  test("has no bank barcode for a foreign account", () => {
    expect(paymentOf(buildBilling({ firm: buildFirm({ iban: "SE4550000000058398257466" }) }))?.barcode).toBeNull();
  });

  test("is none in a preview or with nothing to pay", () => {
    expect(paymentOf(planBilling(buildBillingFacts()))).toBeNull();
    expect(paymentOf(buildBilling({ charges: [] }))).toBeNull();
  });
});

describe("the stories for letters", () => {
  test("are what their names say", () => {
    const shape = STORY_NAMES.map((name) => {
      const { documents, settlement } = buildStory(name).billing;
      const sums = [settlement.toPay > 0 ? "pay" : "", settlement.refund > 0 ? "refund" : "", settlement.depositHeld > 0 ? "held" : ""];
      return [name, documents.map((document) => document.lines.length), sums.filter((text) => text !== "").join(" ")];
    });
    expect(shape).toEqual([
      ["ordinary", [1, 1], "pay"],
      ["oneLine", [1], "pay"],
      ["sixtyLines", [20, 40], "pay"],
      ["refund", [1, 1], "refund"],
      ["nothingToPay", [], "refund"],
      ["onlyClaim", [1], "pay"],
      ["onlyInvoice", [1], "pay"],
      ["held", [1], "held"],
      ["cardHold", [1, 1], ""],
      ["business", [1, 1], "pay"],
    ]);
    expect(LANGUAGES.map((language) => buildStory("ordinary", language).billing.language)).toEqual(["fi", "sv", "en"]);
  });
});
