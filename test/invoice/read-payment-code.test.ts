/** What we print as barcode and QR code reads back as the same payment; anybody else's code is none of ours. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readPaymentCode } from "../../src/invoice/read-payment-code.ts";
import { settlementReference, toRfReference } from "../../src/invoice/reference.ts";
import { sepaQrText } from "../../src/invoice/sepa-qr.ts";
import { virtualBarcode } from "../../src/invoice/virtual-barcode.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";

const IBAN = "FI2112345600000785";

it("barcode and QR code ask for the sum and the reference that were printed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 1, max: 99_999 }), (sum, serial) => {
      const [reference, amount, dueDate] = [settlementReference(2026, serial), cents(sum), day("2026-06-22")];
      const qr = sepaQrText({ name: "Juhlakalusto Oy", iban: IBAN, bic: null, amount, rfReference: toRfReference(reference), dueDate });
      const codes = [virtualBarcode({ iban: IBAN, reference, amount, dueDate }), qr];
      expect(codes.map(readPaymentCode)).toEqual([
        { reference, amount },
        { reference, amount },
      ]);
    }),
  );
});

it.each([
  ["a parcel's", "JJFI12345678901234567890"],
  ["another QR code", "https://example.com/"],
  ["a payment of another kind", "ABC\n002\n1\nSCT\n\nOy\nFI2112345600000785\nEUR1.00\n\nRF332348236"],
  ["a payment without a sum", "BCD\n002\n1\nSCT\n\nOy\nFI2112345600000785\n\n\nRF332348236"],
  ["a payment with a free text", "BCD\n002\n1\nSCT\n\nOy\nFI2112345600000785\nEUR1.00\n\n\nThank you"],
])("%s code is none of ours", (_, text) => expect(readPaymentCode(text)).toBeNull());
