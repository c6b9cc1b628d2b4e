/** Which bytes of the archive are the e-invoice of a document. */
import type { EInvoiceRepository } from "../app/ports/e-invoices.ts";
import type { Trx } from "./schema.ts";

export function eInvoiceRepository(trx: Trx): EInvoiceRepository {
  const rows = () => trx.selectFrom("e_invoices").select(["number", "format", "sha256", "name", "at", "by"]);
  return {
    async add(stored) {
      await trx.insertInto("e_invoices").values(stored).execute();
    },
    get: async (number, format) => (await rows().where("number", "=", number).where("format", "=", format).executeTakeFirst()) ?? null,
    all: () => rows().orderBy("at").orderBy("number").orderBy("format").execute(),
  };
}
