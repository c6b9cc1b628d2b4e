/** What was ours: recorded as a fact, decided, on the bill as a line of its own with its credit note, or a credit note once the bill is out. */
import { expect, test } from "vitest";
import { checkCredit, checkSums } from "../../src/app/check/check-books.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { decideFault, type NewFault, recordFault } from "../../src/app/our-faults.ts";
import type { Desk } from "../../src/app/ports.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { issueRentCredit, previewRent } from "../../src/app/reduce-rent.ts";
import { listRefunds } from "../../src/app/refunds.ts";
import { makeCreditEInvoice } from "../../src/document/e-invoice/make-e-invoice.ts";
import { writeFinvoice } from "../../src/document/e-invoice/write-finvoice.ts";
import { writePeppol } from "../../src/document/e-invoice/write-peppol.ts";
import { voucherOfCreditNote } from "../../src/invoice/books/vouchers.ts";
import { duesOf } from "../../src/invoice/rent-credit.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildBusiness } from "../support/build-e-invoice.ts";
import { buildMatch, buildTerms } from "../support/build-terms.ts";
import { brokenRules } from "../support/check-en16931.ts";
import { assetsIn, textOf } from "../support/read-document.ts";
import { ALL_IN_ORDER, assetsOf, type Books, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";

const CONTRACT = "2026-0117";
const terms = {
  ...buildTerms(),
  ourFaults: [
    { id: "ourFaults.1", clause: "5.2", faults: ["short"], match: buildMatch(), reduction: { kind: "rent", rate: basisPoints(100_00) } },
  ],
} as const;

const tell = (desk: Desk, over: Partial<NewFault> = {}, id = CONTRACT) =>
  recordFault(desk, id, { kind: "short", position: 1, count: 4, days: null, note: null, seenBy: null, seenAt: null, ...over }, true);

async function issue({ desk }: ReturnedDesk) {
  const shown = await previewBilling(desk, CONTRACT, "all");
  return issueBilling(desk, shown, "all", assetsOf(desk));
}
const desked = (books: Books = {}): Promise<ReturnedDesk> => returnedDesk({ terms, ...books });
const lead = { id: "mira", name: "Mira Salo", role: "lead", phone: null, endsOn: null, hasPin: true } as const;

test("with the bill: off the rent with its VAT, beside damages that stay as they are, and the letter says why", async () => {
  const returned = await desked({ contract: { customer: buildBusiness() } });
  const { desk } = returned;
  const short = await tell(desk, { note: "Neljä tuolia jäi varastoon" });
  expect(short).toMatchObject({ seenBy: "Mira Salo", decision: { outcome: "terms" }, creditNote: null });
  const late = await tell(desk, { kind: "late", position: null, count: null });
  expect(late.decision).toBeNull();
  expect((await previewBilling(desk, CONTRACT, "all")).obstacles.map(({ code }) => code)).toEqual(["fault-undecided"]);
  await decideFault(desk, "V-2", { outcome: "sum", amount: cents(2000), reason: "Kuorma tuli illalla" }, lead);

  const { billing, id } = await issue(returned);
  // 4 chairs × 16.00 and 20.00: 84.00; damages of 194.70 and cleaning of 5.00 stand.
  expect(billing.documents.map(({ total }) => total)).toEqual([500, 19470]);
  expect(duesOf(billing)).toEqual({ toPay: 11570, refund: 0, refundBy: null });
  const [issued] = await (await desk.store()).read(({ creditNotes }) => creditNotes.ofBilling(id));
  expect(issued?.note).toMatchObject({
    number: "H-2026-0001",
    original: { kind: "rent", number: CONTRACT, issuedOn: "2026-05-15" },
    mode: "gross",
    lines: [{ amount: 6400, kind: "rent" }, { amount: 2000 }],
    vat: [{ treatment: "S", rate: 2550, base: 6693, tax: 1707 }],
    total: 8400,
    effect: { toPay: 11570, refund: 0 },
  });
  const archive = await desk.archive();
  const stored = await (await desk.store()).read(({ billings }) => billings.get(id));
  const letter = await textOf(await archive.read(stored?.pdf?.sha256 ?? ""));
  for (const said of [
    "Mikä oli meidän",
    "Neljä tuolia jäi varastoon",
    "Kuorma tuli illalla",
    "Vuokran alennus, hyvityslasku H-2026-0001",
    "115,70",
  ])
    expect(letter).toContain(said);
  expect(await textOf(await archive.read(issued?.pdf?.sha256 ?? ""))).toContain("vähennetään vuokraa sopimuksessa 2026-0117");

  if (!issued || !stored) throw new Error("nothing was issued");
  const xml = makeCreditEInvoice(issued.note, issued.issuedAt, assetsIn("fi").messages);
  expect(brokenRules(new TextDecoder().decode(writePeppol(xml)))).toEqual([]);
  expect(writeFinvoice(xml).byteLength).toBeGreaterThan(1000);
  expect(voucherOfCreditNote(issued.note).entries.map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
    ["rent", 6693, 0],
    ["vat", 1707, 0],
    ["receivable", 0, 8400],
  ]);
  const checked = await (await desk.store()).read(async (repositories) => [
    await checkSums(desk, repositories, stored),
    await checkCredit(repositories, issued),
  ]);
  expect(checked.map(({ outcome }) => outcome)).toEqual(["proved", "proved"]);
  expect((await previewRent(desk, CONTRACT)).reductions).toEqual([]);
  await expect(decideFault(desk, "V-1", { outcome: "nothing", reason: "x" }, lead)).rejects.toMatchObject({ code: "fault-credited" });
});

test("once the bill is out it is a credit note at once; what is too much comes back", async () => {
  const returned = await desked();
  const { desk } = returned;
  await issue(returned);
  await tell(desk, { count: 15 }, "R-2");
  const shown = await previewRent(desk, CONTRACT);
  // 15 × 16.00 = 240.00 against 199.70.
  expect(shown.note).toMatchObject({ total: 24000, effect: { toPay: 0, refund: 4030 } });
  const [note] = await issueRentCredit(desk, shown, assetsOf(desk));
  expect(note?.pdf?.name).toBe("H-2026-0001.pdf");
  expect((await listRefunds(desk)).map(({ due }) => due)).toEqual([4030]);
  await expect(issueRentCredit(desk, shown, assetsOf(desk))).rejects.toMatchObject({ code: "credit-changed" });
});

test("a clean return with something of ours: thanks, and the rent's part comes back with the deposit", async () => {
  const returned = await desked({ answers: ALL_IN_ORDER, contract: { deposit: { kind: "cash", amount: cents(10000) } } });
  await tell(returned.desk);
  const { billing } = await issue(returned);
  expect([billing.documents, duesOf(billing).refund]).toEqual([[], 16400]);
  expect((await listRefunds(returned.desk)).map(({ due }) => due)).toEqual([16400]);
});

test("a temp's fact waits for a decision, a wrong one is refused, and nothing comes off where a lead says so", async () => {
  const returned = await desked();
  const onni = { ...returned.desk, actor: "onni" };
  expect((await tell(onni)).decision).toBeNull();
  for (const [over, code] of [
    [{ kind: "broken" }, "fault-kind-unknown"],
    [{ position: 9 }, "fault-line-unknown"],
    [{ count: 61 }, "fault-count"],
  ] as const)
    await expect(tell(onni, over)).rejects.toMatchObject({ code });
  await expect(decideFault(onni, "V-9", { outcome: "terms" }, lead)).rejects.toMatchObject({ code: "fault-unknown" });
  await decideFault(onni, "V-1", { outcome: "nothing", reason: "Vaihdettiin ennen käyttöä" }, lead);
  const { billing } = await issue(returned);
  expect(billing.rentCredit).toBeUndefined();
});

test("a clerk lets the terms decide up to what a clerk may give; beyond that somebody else does", async () => {
  const { desk } = await desked();
  const kalle = { id: "kalle", name: "Kalle Oja", role: "clerk", phone: null, endsOn: null } as const;
  await (await desk.store()).write((repositories) => repositories.staff.add(kalle));
  const his = { ...desk, actor: "kalle" };
  // 3 × 16.00 is within 50.00; a fourth chair is not.
  expect((await tell(his, { count: 3 })).decision).toMatchObject({ outcome: "terms" });
  expect((await tell(his, { count: 1 })).decision).toBeNull();
  expect((await tell(desk, { count: 1 })).decision).toMatchObject({ outcome: "terms" });
});
