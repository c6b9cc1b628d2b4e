/** What a contract's file may say. Keys are camelCase, values are plain words; the descriptions are what an editor shows. */
import { z } from "zod";
import type { Customer } from "./contract.ts";
import { electronicAddress, operatorId } from "./reading/electronic-address.ts";
import { businessId, contractNumber, country, email, iban, phone, postalCode, vatId } from "./reading/identifiers.ts";
import { amount, calendarDay, count, localTime, months } from "./reading/quantities.ts";
import { key, longText, name, oneOf, scalar, words, wrong } from "./reading/scalar.ts";
import { optional, orEmpty, withDefault } from "./reading/shapes.ts";

const addressSchema = z.strictObject({
  street: name("Street, house and door", ["Satakunnankatu 12 A 4"]),
  postalCode: postalCode("Postal code"),
  city: name("City", ["Tampere"]),
  country: withDefault(country("Country as two letters; FI when left out"), "FI"),
});

const eInvoiceSchema = z
  .strictObject({
    address: optional(electronicAddress("E-invoice address: an OVT id, a Peppol id with its scheme, or the account of a consumer's bank")),
    operator: optional(operatorId("Id of the e-invoice operator, or the BIC of a bank")),
    reference: optional(name("What the customer wants to read on each e-invoice", ["PO 4512"])),
  })
  .meta({ description: "Where the customer's e-invoices go" });

const customerSchema = z.strictObject({
  kind: oneOf(["consumer", "business"], "A consumer or a business: decides consumer rules, VAT texts and late interest"),
  name: name("Name of the person or firm"),
  contact: optional(name("The person to talk to, where the customer is a firm")),
  address: addressSchema,
  phone: optional(phone("Telephone number")),
  email: optional(email("E-mail address")),
  businessId: optional(businessId("Finnish business id of a firm")),
  vatId: optional(vatId("VAT id of a firm")),
  iban: optional(iban("Where a refund goes")),
  eInvoice: optional(eInvoiceSchema),
}) satisfies z.ZodType<Customer>;

const partSchema = z.strictObject({
  name: name("Name of the part", ["lid"]),
  price: optional(amount("Replacement price of the part alone; left out, the terms price it as the whole unit")),
});

const lineSchema = z.strictObject({
  product: key("Short name of the product, the same on every contract", ["chair-folding"]),
  category: optional(key("Category, by which terms set lives and prices", ["chairs"])),
  name: name("Name as printed", ["Taittotuoli, musta"]),
  quantity: count("Units handed over", 1, 100_000),
  countLimit: optional(count("Above this many units the walkthrough asks for the counted number", 0, 100_000)),
  dailyRent: amount("Rent of one unit for one day, in euros"),
  replacementPrice: amount("Price of a new unit, in euros"),
  purchasePrice: optional(amount("What the unit cost when it was bought, in euros")),
  inService: optional(calendarDay("The day the units were taken into service; ages count from it")),
  life: optional(months("Expected life of a unit; left out, its category's in the terms")),
  parts: orEmpty(partSchema).meta({ description: "Parts that can be missing or broken on their own" }),
  serials: orEmpty(name("Serial number")).meta({ description: "Serial numbers of the units" }),
});

const extensionSchema = (zone: string) =>
  z.strictObject({
    to: localTime("The new due time", zone),
    agreedOn: calendarDay("The day it was agreed"),
    note: optional(longText("Who agreed it, and how")),
  });

const depositSchema = z.strictObject({
  kind: words({ cash: "cash", transfer: "transfer", cardHold: "cardHold" }, "How it was paid"),
  amount: amount("The sum held, in euros"),
});

const sha256 = scalar((text) => (/^[0-9a-f]{64}$/u.test(text) ? { value: text } : wrong("bad-hash")), {
  description: "Refuse any other text of the terms than the one with this SHA-256",
});

const termsFile = scalar((text) => (text.length <= 500 ? { value: { file: text } } : wrong("long-file-name")), {
  description: "The terms' file, seen from this file",
  examples: ["../terms/furniture-and-tableware.yaml"],
});

const termsSchema = z
  .union([termsFile, z.strictObject({ name: key("Name of terms added before"), version: key("Their version"), sha256: optional(sha256) })])
  .meta({ description: "The terms that were signed: their file, or name and version of terms added before" });

/** Times are the wall clock of the desk's zone. */
export const contractFileSchema = (zone: string) =>
  z
    .strictObject({
      number: contractNumber("The firm's own number of the contract"),
      language: oneOf(["fi", "sv", "en"], "The language the customer is written to in"),
      desk: optional(name("The desk that handed the goods over; left out, this desk", ["Tampere"])),
      prices: oneOf(["net", "gross"], "Whether prices are without VAT (net) or with it (gross)"),
      terms: termsSchema,
      customer: customerSchema,
      handOver: localTime("When the goods left, by the desk's clock", zone),
      due: localTime("When they are due back", zone),
      extensions: orEmpty(extensionSchema(zone)).meta({ description: "Later due times that were agreed, in order" }),
      deposit: optional(depositSchema),
      waiver: optional(key("The id of the waiver in the terms that the customer chose", ["deductible"])),
      lines: z.array(lineSchema).min(1).max(1_000).meta({ description: "What was handed over, in the order of the contract" }),
    })
    .meta({ title: "Rental contract" });

export type ContractFile = z.output<ReturnType<typeof contractFileSchema>>;
