/** The firm of every test. */
import type { Firm } from "../../src/invoice/billing.ts";

export const buildFirm = (over: Partial<Firm> = {}): Firm => ({
  name: "Tampereen Juhlakalusto Oy",
  address: { street: "Hatanpään valtatie 24", postalCode: "33100", city: "Tampere", country: "FI" },
  businessId: "0112038-9",
  vatId: "FI01120389",
  iban: "FI2112345600000785",
  bic: "NDEAFIHH",
  phone: "+358 3 123 4567",
  email: "tiski@juhlakalusto.example",
  logo: null,
  eInvoice: null,
  ...over,
});
