import { describe, expect, test } from "vitest";
import { type SepaPayment, sepaQrText } from "../../src/invoice/sepa-qr.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";

const payment = (over: Partial<SepaPayment> = {}): SepaPayment => ({
  name: "Asiakas T. Meikäläinen",
  iban: "FI7944052020036082",
  bic: "OKOYFIHH",
  amount: cents(15_824),
  rfReference: "RF07663321328510",
  dueDate: day("2014-01-22"),
  ...over,
});

describe("the SEPA payment code", () => {
  test("the published example", () => {
    const text = sepaQrText(payment());
    expect(text).toBe(
      "BCD\n001\n1\nSCT\nOKOYFIHH\nAsiakas T. Meikäläinen\nFI7944052020036082\nEUR158.24\n\nRF07663321328510\n\nReqdExctnDt/2014-01-22",
    );
    expect(new TextEncoder().encode(text)).toHaveLength(118);
  });

  test("without BIC it is version 002; without a due date nothing trails the reference", () => {
    expect(sepaQrText(payment({ bic: null, dueDate: null, amount: cents(5), iban: "FI79 4405 2020 0360 82" }))).toBe(
      "BCD\n002\n1\nSCT\n\nAsiakas T. Meikäläinen\nFI7944052020036082\nEUR0.05\n\nRF07663321328510",
    );
  });

  test("a long name is cut at 70 characters, which are not bytes", () => {
    const name = `${"ä".repeat(68)} 👍x`;
    expect(sepaQrText(payment({ name })).split("\n")[5]).toBe(`${"ä".repeat(68)} 👍`);
  });

  test.each([{ rfReference: "RF19539007547034" }, { amount: cents(0) }, { amount: cents(100_000_000_000) }, { name: "👍".repeat(70) }])(
    "refuses %j",
    (over) => {
      expect(() => sepaQrText(payment(over))).toThrow(RangeError);
    },
  );
});
