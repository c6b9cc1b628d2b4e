import BetterSqlite3 from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { cents } from "../../src/kernel/money.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { NO_USE } from "../../src/storage/use.ts";
import { buildBilling } from "../support/build-billing.ts";
import { addCreditNote, buildCreditNote } from "../support/build-credit-note.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addBilling, NOON, storeWithReturn, temporaryStore } from "../support/temporary-store.ts";

const part = (amount: number) => [{ charge: "C1", amount: cents(amount), quantity: null }];

test("an issued credit note comes back by its number, by its billing, and as what still wants its PDF", async () => {
  const { store } = await storeWithReturn();
  const billing = await addBilling(store, buildBilling());
  const note = buildCreditNote();
  const id = await addCreditNote(store, billing, note);
  const seen = () =>
    store.read(({ creditNotes }) =>
      Promise.all([creditNotes.byNumber(" h-2026-0001"), creditNotes.ofBilling(billing), creditNotes.list({ unrendered: true })]),
    );
  const [one] = await seen();
  expect(one).toMatchObject({ id, billing, note, cause: "decision", issuedAt: NOON, issuedBy: "mira", pdf: null });
  expect(await seen()).toEqual([one, [one], [one]]);
  const pdf = { sha256: "a".repeat(64), name: "H-2026-0001.pdf" };
  await store.write(({ creditNotes }) => creditNotes.attachPdf(id, pdf));
  expect(await seen()).toEqual([{ ...one, pdf }, [{ ...one, pdf }], []]);
});

test("the database itself lets nobody give back more than was billed", async () => {
  const { store } = await storeWithReturn();
  const billing = await addBilling(store, buildBilling());
  const of = (number: string, amount: number) => buildCreditNote({ number }, buildBilling(), "damagesStatement", part(amount));
  await addCreditNote(store, billing, of("H-2026-0001", 19_000));
  await expect(addCreditNote(store, billing, of("H-2026-0002", 471))).rejects.toThrow("never more is credited than was billed");
  await addCreditNote(store, billing, of("H-2026-0002", 470));
  expect(await store.read(async ({ creditNotes }) => (await creditNotes.list()).map(({ note }) => note.total))).toEqual([19_000, 470]);
});

test("a preview, a wrong hash and a number that is taken are refused", async () => {
  const { store } = await storeWithReturn();
  const billing = await addBilling(store, buildBilling());
  await expect(addCreditNote(store, billing, buildCreditNote({ number: null }))).rejects.toThrow("preview");
  const wrong = { billing, cause: "decision", sha256: "0".repeat(64), issuedAt: NOON, issuedBy: "mira" } as const;
  await expect(store.write(({ creditNotes }) => creditNotes.add(buildCreditNote(), wrong))).rejects.toThrow("hash");
  await expect(addCreditNote(store, billing, buildCreditNote({ number: "L-2026-0001" }))).rejects.toThrow("never given twice");
});

test("one that was changed behind the triggers' back is not shown as issued", async () => {
  const { store, raw } = await storeWithReturn();
  await addCreditNote(store, await addBilling(store, buildBilling()), buildCreditNote());
  const database = raw();
  database.exec("drop trigger credit_notes_no_update");
  database.exec("update credit_notes set value = replace(value, 'varastosta', 'kotoa')");
  await expect(store.read(({ creditNotes }) => creditNotes.list())).rejects.toMatchObject({ code: "credit-note-altered" });
});

test("what was reckoned anew takes the place of what earlier bills used, and later bills add to it", async () => {
  const { store, contract } = await storeWithReturn();
  const issued = buildBilling();
  const bare = { ...issued, documents: [], settlement: { ...issued.settlement, reference: null } };
  const use = (deposit: number) => ({ ...NO_USE, deposit: cents(deposit) });
  await addBilling(store, bare, use(100));
  await store.write(({ creditNotes }) =>
    creditNotes.addCorrection({ contract: contract.number, used: use(40), billed: {}, at: NOON, by: "mira" }),
  );
  await addBilling(store, bare, use(3));
  const seen = await store.read(({ billings, creditNotes }) =>
    Promise.all([billings.used(contract.number), creditNotes.lastCorrection(contract.number), creditNotes.lastCorrection("other")]),
  );
  expect(seen).toEqual([use(43), { contract: contract.number, used: use(40), billed: {}, at: NOON, by: "mira" }, null]);
});

describe("numbers", () => {
  test("credit notes count for themselves; without the year a series counts on over the years; a pattern may change in between", async () => {
    const { store } = await temporaryStore();
    const taken = await store.write(async ({ billings }) => [
      await billings.takeNumber("creditNote", 2026),
      await billings.takeNumber("creditNote", 2026, "HYV-{year}-{number:3}"),
      await billings.takeNumber("invoice", 2026, "LASKU{number:5}"),
      await billings.takeNumber("invoice", 2027, "LASKU{number:5}"),
      await billings.takeNumber("invoice", 2027),
      await billings.takeNumber("creditNote", 2027, "HYV-{year}-{number:3}"),
    ]);
    expect(taken).toEqual(["H-2026-0001", "HYV-2026-002", "LASKU00001", "LASKU00002", "L-2027-0001", "HYV-2027-001"]);
  });

  test("a pattern that counts into what another one gave is refused, and the number is given back", async () => {
    const { store } = await storeWithReturn();
    await addCreditNote(store, await addBilling(store, buildBilling()), buildCreditNote());
    const take = () => store.write(({ billings }) => billings.takeNumber("invoice", 2026, "H-{year}-{number:4}"));
    await expect(take()).rejects.toMatchObject({ code: "number-taken", values: { number: "H-2026-0001", field: "numbers.invoice" } });
    expect(await store.write(({ billings }) => billings.takeNumber("invoice", 2026, "X-{number}-{year}"))).toBe("X-1-2026");
  });

  test("a database from before credit notes keeps its series", async () => {
    const folder = await temporaryFolder();
    const file = databasePath(folder);
    const database = new BetterSqlite3(file);
    migrate(database, file, MIGRATIONS.slice(0, 1));
    database.exec("insert into number_series values ('invoice', 2026, 1); update number_series set last = 2");
    database.close();
    const store = await openStore(folder);
    try {
      expect(await store.write(({ billings }) => billings.takeNumber("invoice", 2026))).toBe("L-2026-0003");
    } finally {
      await store.close();
    }
  });
});

test.each([
  "update credit_notes set issued_by = 'eve'",
  "delete from credit_notes",
  "insert or replace into credit_notes select id, number, billing_id, document, 1, cause, sha256, issued_at, 'eve', value from credit_notes",
  "replace into credit_notes select null, number, billing_id, document, 1, cause, sha256, issued_at, 'eve', value from credit_notes",
  "update or replace credit_notes set cause = 'correction'",
  "update credit_note_pdfs set name = 'b.pdf'",
  "delete from credit_note_pdfs",
  "insert or replace into credit_note_pdfs select credit_note_id, sha256, 'b.pdf' from credit_note_pdfs",
  "insert or replace into billings select id, contract, inspection_id, sha256, issued_at, 'eve', used, value from billings",
  "insert or replace into billed_documents select number, kind, billing_id from billed_documents",
  "insert or replace into billed_documents select 'L-2026-0009', kind, billing_id from billed_documents",
  "insert or replace into billed_sources select * from billed_sources",
  "insert or replace into billing_pdfs select billing_id, sha256, 'b.pdf' from billing_pdfs",
  "insert or replace into number_series values ('invoice', 2026, 1)",
  "insert or replace into journal select * from journal",
  "update corrections set used = '{}'",
  "delete from corrections",
  "insert or replace into corrections select id, contract, after_billing, '{}', at, by from corrections",
])("the database refuses: %s", async (sql) => {
  const { store, raw, contract } = await storeWithReturn();
  await store.write(async ({ billings, journal, creditNotes }) => {
    await billings.takeNumber("invoice", 2026);
    await journal.append({ at: NOON, staff: "mira", contract: null, act: "tried", subject: "R-1" });
    await creditNotes.addCorrection({ contract: contract.number, used: NO_USE, billed: {}, at: NOON, by: "mira" });
  });
  const billing = await addBilling(store, buildBilling(), NO_USE, ["1/group/G1/0+3"]);
  const id = await addCreditNote(store, billing, buildCreditNote());
  const pdf = { sha256: "a".repeat(64), name: "a.pdf" };
  await store.write(async ({ billings, creditNotes }) => {
    await billings.attachPdf(billing, pdf);
    await creditNotes.attachPdf(id, pdf);
  });
  expect(() => raw().exec(sql)).toThrow(/never|only counts on|only written on/u);
});
