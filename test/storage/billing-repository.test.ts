import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EarlierUse } from "../../src/assessment/assessment.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { cents } from "../../src/kernel/money.ts";
import { addUse, NO_USE } from "../../src/storage/use.ts";
import { buildBilling } from "../support/build-billing.ts";
import { addBilling, NOON, storeWithReturn, temporaryStore } from "../support/temporary-store.ts";

const sha256 = (value: unknown): string => createHash("sha256").update(canonicalJson(value)).digest("hex");

test("each kind and year has a series of its own from one; settlements count on over the years", async () => {
  const { store } = await temporaryStore();
  const taken = await store.write(async ({ billings }) => [
    await billings.takeNumber("invoice", 2026),
    await billings.takeNumber("damagesStatement", 2026),
    await billings.takeNumber("invoice", 2026),
    await billings.takeNumber("invoice", 2027),
    await billings.takeNumber("invoice", 2026),
    await billings.takeSettlement(),
    await billings.takeSettlement(),
  ]);
  expect(taken).toEqual(["L-2026-0001", "K-2026-0001", "L-2026-0002", "L-2027-0001", "L-2026-0003", 1, 2]);
});

test("a series outlives its four digits", async () => {
  const { store, raw } = await temporaryStore();
  await store.write(({ billings }) => billings.takeNumber("invoice", 2026));
  const database = raw();
  for (let last = 1; last < 9_999; last += 1) database.exec("update number_series set last = last + 1");
  expect(await store.write(({ billings }) => billings.takeNumber("invoice", 2026))).toBe("L-2026-10000");
});

test("an issued billing comes back by id, by either number, by its return, and as what still wants its PDF", async () => {
  const { store, inspection } = await storeWithReturn();
  const billing = buildBilling();
  const id = await addBilling(store, billing);
  const issued = { id, billing, sha256: sha256(billing), issuedAt: NOON, issuedBy: "mira", pdf: null };
  const seen = () =>
    store.read(({ billings }) =>
      Promise.all([
        billings.get(id),
        billings.byNumber("l-2026-0001"),
        billings.byNumber(" K-2026-0001 "),
        billings.byNumber("L-2026-0002"),
        billings.ofInspection(inspection),
        billings.list(),
        billings.list({ unrendered: true }),
      ]),
    );
  expect(await seen()).toEqual([issued, issued, issued, null, [issued], [issued], [issued]]);
  const pdf = { sha256: "d".repeat(64), name: "L-2026-0001_K-2026-0001.pdf" };
  await store.write(({ billings }) => billings.attachPdf(id, pdf));
  const rendered = { ...issued, pdf };
  expect(await seen()).toEqual([rendered, rendered, rendered, null, [rendered], [rendered], []]);
});

test("a PDF is attached once", async () => {
  const { store } = await storeWithReturn();
  const id = await addBilling(store, buildBilling());
  const attach = (letter: string) => store.write(({ billings }) => billings.attachPdf(id, { sha256: letter.repeat(64), name: "a.pdf" }));
  await attach("a");
  await expect(attach("b")).rejects.toThrow("what is issued is never changed");
  expect(await store.read(async ({ billings }) => (await billings.get(id))?.pdf)).toEqual({ sha256: "a".repeat(64), name: "a.pdf" });
});

test("a number is used once, and a preview or a wrong hash is never entered", async () => {
  const { store } = await storeWithReturn();
  const billing = buildBilling();
  await addBilling(store, billing);
  const settlement = { ...billing.settlement, reference: null };
  await expect(addBilling(store, { ...billing, settlement })).rejects.toThrow("what is issued is never changed");
  await expect(addBilling(store, { ...billing, documents: [] })).rejects.toThrow("billings_by_reference");
  const preview = { ...billing, settlement, documents: billing.documents.map((document) => ({ ...document, number: null })) };
  await expect(addBilling(store, preview)).rejects.toThrow(/preview/u);
  const wrong = store.write(({ billings }) => billings.add(billing, "0".repeat(64), NOON, "mira", NO_USE, []));
  await expect(wrong).rejects.toThrow(/hash/u);
  expect(await store.read(async ({ billings }) => (await billings.list()).length)).toBe(1);
});

test("what several billings used adds up, and what they charged is listed once", async () => {
  const { store, inspection, contract } = await storeWithReturn();
  const first: EarlierUse = {
    waiver: { contract: { before: cents(10_000), paid: cents(5_000) } },
    caps: { "cap.1": cents(700) },
    minimums: {},
    deposit: cents(5_000),
  };
  const second: EarlierUse = {
    waiver: { contract: { before: cents(100), paid: cents(0) }, fall: { before: cents(1), paid: cents(1) } },
    caps: { "cap.1": cents(1), "cap.2/1": cents(2) },
    minimums: { "dirty.1": cents(2_500) },
    deposit: cents(0),
  };
  const issued = buildBilling();
  const bare = { ...issued, documents: [], settlement: { ...issued.settlement, reference: null } };
  await addBilling(store, bare, first, ["1/group/G1/0", "2/dirty//0", "1/group/G1/0"]);
  await addBilling(store, bare, second, ["1/missing//0", "1/group/G1/0"]);
  const seen = await store.read(({ billings }) =>
    Promise.all([billings.used(contract.number), billings.billed(inspection), billings.used("other"), billings.billed("R-2")]),
  );
  expect(seen).toEqual([
    {
      waiver: { contract: { before: 10_100, paid: 5_000 }, fall: { before: 1, paid: 1 } },
      caps: { "cap.1": 701, "cap.2/1": 2 },
      minimums: { "dirty.1": 2_500 },
      deposit: 5_000,
    },
    ["1/group/G1/0", "1/missing//0", "2/dirty//0"],
    NO_USE,
    [],
  ]);
});

test("adding up use does not depend on the order, and nothing adds nothing", () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map(cents);
  const amounts = fc.dictionary(fc.constantFrom("a", "b", "constructor", "__proto__"), amount);
  const use = fc.record({
    waiver: fc.dictionary(fc.constantFrom("contract", "fall"), fc.record({ before: amount, paid: amount })),
    caps: amounts,
    minimums: amounts,
    deposit: amount,
  });
  fc.assert(
    fc.property(use, use, (a, b) => {
      expect(addUse(a, b)).toEqual(addUse(b, a));
      expect(canonicalJson(addUse(a, NO_USE))).toBe(canonicalJson(addUse(NO_USE, a)));
    }),
  );
});

test("a billing that was changed behind the triggers' back is not shown as issued", async () => {
  const { store, raw } = await storeWithReturn();
  const id = await addBilling(store, buildBilling());
  const database = raw();
  database.exec("drop trigger billings_no_update");
  database.exec(`update billings set value = replace(value, 'Mäkelä', 'Virtanen')`);
  await expect(store.read(({ billings }) => billings.get(id))).rejects.toMatchObject({ code: "billing-altered" });
});

test.each([
  "update billings set issued_by = 'eve'",
  "update billings set value = '{}'",
  "delete from billings",
  "update billed_documents set number = 'L-2026-0009'",
  "delete from billed_documents",
  "delete from billed_sources",
  "update billing_pdfs set name = 'b.pdf'",
  "delete from billing_pdfs",
  "update number_series set last = last + 2",
  "update number_series set last = last - 1",
  "update number_series set year = 2027",
  "delete from number_series",
  "insert into number_series values ('invoice', 2030, 7)",
  "insert into number_series values ('other', 2030, 1)",
])("the database refuses: %s", async (sql) => {
  const { store, raw } = await storeWithReturn();
  await store.write(({ billings }) => billings.takeNumber("invoice", 2026));
  const id = await addBilling(store, buildBilling(), NO_USE, ["1/group/G1/0"]);
  await store.write(({ billings }) => billings.attachPdf(id, { sha256: "a".repeat(64), name: "a.pdf" }));
  expect(() => raw().exec(sql)).toThrow(/never|only counts on|starts at one|CHECK/u);
});
