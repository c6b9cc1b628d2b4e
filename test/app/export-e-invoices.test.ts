/** E-invoices of what is in the books: made once, stored, refused before anything is written. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { amendFromFile } from "../../src/app/answer-from-file.ts";
import { allToExport, documentsToExport, exportEInvoices, planExports, type WriteEInvoice } from "../../src/app/export-e-invoices.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { writeEInvoice } from "../../src/document/e-invoice/write-e-invoice.ts";
import type { EInvoiceFormat } from "../../src/invoice/e-invoice-format.ts";
import { cents } from "../../src/kernel/money.ts";
import { addCreditNote, buildCreditNote } from "../support/build-credit-note.ts";
import { buildBusiness } from "../support/build-e-invoice.ts";
import { insideOf, saidIn, textOf } from "../support/read-document.ts";
import { ALL_IN_ORDER, assetsOf, type Books, returnedDesk } from "../support/returned-desk.ts";

async function billedDesk(books: Books = { contract: { customer: buildBusiness() } }) {
  const { desk } = await returnedDesk(books);
  await issueBilling(desk, await previewBilling(desk, "2026-0117", "all"), "all", assetsOf(desk));
  return desk;
}

type BilledDesk = Awaited<ReturnType<typeof billedDesk>>;

async function exported(desk: BilledDesk, id: string, format: EInvoiceFormat) {
  const [document] = await documentsToExport(desk, id);
  if (!document) throw new Error("no document");
  const plans = await planExports(desk, [document], format);
  const [one] = await exportEInvoices(desk, plans, format, writeWith(desk));
  if (!one) throw new Error("nothing exported");
  return { ...one, bytes: await (await desk.archive()).read(one.stored.sha256) };
}

const writeWith =
  (desk: BilledDesk): WriteEInvoice =>
  async (values) =>
    writeEInvoice(values, await assetsOf(desk)(values.language));

test("a number leads to its document, a return and a contract to both", async () => {
  const desk = await billedDesk();
  const numbers = async (id: string) => (await documentsToExport(desk, id)).map(({ number }) => number);
  expect(await numbers("k-2026-0001")).toEqual(["K-2026-0001"]);
  expect(await numbers("2026-0117")).toEqual(["L-2026-0001", "K-2026-0001"]);
  expect((await allToExport(desk)).map(({ number }) => number)).toEqual(["L-2026-0001", "K-2026-0001"]);
});

describe.each(["peppol", "finvoice", "facturx"] as const)("as %s", (format) => {
  test("is stored with its hash and a row in the journal, and the same bytes go out again", async () => {
    const desk = await billedDesk();
    const first = await exported(desk, "L-2026-0001", format);
    const name = `L-2026-0001.${format}.${format === "facturx" ? "pdf" : "xml"}`;
    expect(first).toMatchObject({ before: false, stored: { number: "L-2026-0001", format, name, by: "mira" } });
    expect(createHash("sha256").update(first.bytes).digest("hex")).toBe(first.stored.sha256);
    const again = await exported(desk, "L-2026-0001", format);
    expect(again.before).toBe(true);
    expect(Buffer.compare(Buffer.from(again.bytes), Buffer.from(first.bytes))).toBe(0);
    const rows = await (await desk.store()).read(({ journal }) => journal.of("2026-0117"));
    expect(rows.filter(({ act }) => act === "e-invoice.rendered").map(({ staff, subject }) => ({ staff, subject }))).toEqual([
      { staff: "mira", subject: "L-2026-0001" },
    ]);
  });
});

test("a Factur-X is the document alone, with its XML inside and the words by which readers find it", async () => {
  const desk = await billedDesk();
  const { bytes } = await exported(desk, "K-2026-0001", "facturx");
  const text = await textOf(bytes);
  for (const said of ["Korvauserittely K-2026-0001", "194,70"]) expect(text).toContain(said);
  expect(text).not.toContain("L-2026-0001");
  const inside = insideOf(bytes);
  for (const part of ["/AFRelationship /Alternative", "factur-x.xml", "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>"])
    expect(inside).toContain(part);
});

test("a document that the deposit covers promises no refund of its own: the letter does", async () => {
  const desk = await billedDesk({ contract: { deposit: { kind: "cash", amount: cents(300_00) } } });
  const text = await textOf((await exported(desk, "K-2026-0001", "facturx")).bytes);
  expect(text).toMatch(/Maksettavaa\s+0,00/u);
  expect(text).not.toContain("Maksamme");
});

test("what is amended after the bill leaves the words of its e-invoices as they were", async () => {
  const [plain, amended] = [await billedDesk(), await billedDesk()];
  const text = "lines: [{ line: 1, dirty: 4, damaged: [{ count: 3, findings: [{ type: burnt, severity: minor }] }] }]";
  await amendFromFile(amended, {
    id: "R-2",
    reason: "Katsottiin uudelleen.",
    source: { name: "a.yaml", text, readPhoto: () => Promise.reject(new Error("none")) },
  });
  for (const format of ["peppol", "finvoice", "facturx"] as const) {
    const [first, second] = [await exported(plain, "K-2026-0001", format), await exported(amended, "K-2026-0001", format)];
    const said = format === "facturx" ? saidIn : (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
    expect(await said(second.bytes)).toBe(await said(first.bytes));
  }
});

test("a consumer has no address in Peppol: refused by the rule's name, and nothing is stored", async () => {
  const desk = await billedDesk({});
  const [document] = await documentsToExport(desk, "L-2026-0001");
  const plans = await planExports(desk, [document as never], "peppol");
  expect(plans[0]?.refusals.map(({ code, values }) => ({ code, rule: values.rule }))).toEqual([
    { code: "e-invoice-no-address", rule: "PEPPOL-EN16931-R010" },
  ]);
  await expect(exportEInvoices(desk, plans, "peppol", writeWith(desk))).rejects.toMatchObject({ code: "e-invoice-forbidden" });
  expect(await (await desk.store()).read(({ eInvoices }) => eInvoices.all())).toEqual([]);
});

test("a thank-you note has nothing to export", async () => {
  const desk = await billedDesk({ answers: ALL_IN_ORDER });
  await expect(documentsToExport(desk, "2026-0117")).rejects.toMatchObject({ code: "nothing-to-export" });
});

test("the database refuses to change what was stored, and what no document stands for", async () => {
  const desk = await billedDesk();
  const { stored } = await exported(desk, "L-2026-0001", "peppol");
  const store = await desk.store();
  await expect(store.write(({ eInvoices }) => eInvoices.add({ ...stored, sha256: "0".repeat(64) }))).rejects.toThrow("never changed");
  await expect(store.write(({ eInvoices }) => eInvoices.add({ ...stored, number: "L-2026-0009" }))).rejects.toThrow("in the books");
});

test("a credit note goes out in each format, and names what it changes", async () => {
  const desk = await billedDesk();
  const store = await desk.store();
  const [billing] = await store.read(({ billings }) => billings.list());
  if (!billing) throw new Error("no billing");
  await addCreditNote(store, billing.id, buildCreditNote({}, billing.billing));
  expect((await documentsToExport(desk, "H-2026-0001")).map(({ number }) => number)).toEqual(["H-2026-0001"]);
  const peppol = Buffer.from((await exported(desk, "H-2026-0001", "peppol")).bytes).toString();
  expect(peppol).toMatch(/<CreditNote .*<cac:InvoiceDocumentReference>\s*<cbc:ID>K-2026-0001<\/cbc:ID>/su);
  const inside = insideOf((await exported(desk, "H-2026-0001", "facturx")).bytes);
  expect(inside).toContain("<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>");
  expect(inside).not.toContain("credit-note.json");
});
