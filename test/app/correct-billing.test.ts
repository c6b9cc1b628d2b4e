/** What is billed follows the facts: less is credited, more is billed, and the sums are those of a fresh assessment. */
import { describe, expect, test } from "vitest";
import { amendFromFile } from "../../src/app/answer-from-file.ts";
import { type CorrectionPreview, correctBilling, listUncorrected, previewCorrection } from "../../src/app/correct-billing.ts";
import { creditBilling, previewCredit } from "../../src/app/credit-billing.ts";
import { issueBilling, issueUnrendered } from "../../src/app/issue-billing.ts";
import { listBillings, listCreditNotes, listUnbilled } from "../../src/app/list-billings.ts";
import type { Include } from "../../src/app/plan-return-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { payByHand } from "../../src/app/record-payment.ts";
import { listRefunds } from "../../src/app/refunds.ts";
import { finishRendering } from "../../src/app/render-billing.ts";
import { settleDispute } from "../../src/app/settle-dispute.ts";
import { simulateBilling } from "../../src/app/simulate-billing.ts";
import type { DocumentKind } from "../../src/invoice/billing.ts";
import { cents } from "../../src/kernel/money.ts";
import type { Language } from "../../src/kernel/text.ts";
import { at, buildLine } from "../support/build-contract.ts";
import { buildCap, buildTerms } from "../support/build-terms.ts";
import { saidIn } from "../support/read-document.ts";
import { assetsOf, type Books, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";
import { advancingClock } from "../support/temporary-desk.ts";

const CONTRACT = "2026-0117";
const noPhotos = (name: string): Promise<never> => Promise.reject(new Error(`no photo ${name} here`));
const cracked = (count: number): string =>
  count === 0
    ? "lines: [{ line: 1, ok: 60 }]"
    : `lines: [{ line: 1, dirty: 4, damaged: [{ count: ${count}, findings: [{ type: cracked, severity: severe }] }] }]`;

async function bill({ desk }: ReturnedDesk, include: Include = "all", id = CONTRACT) {
  const shown = await previewBilling(desk, id, include);
  return issueBilling(desk, shown, include, assetsOf(desk));
}

/** Sixty chairs at 64.90 each, three cracked, four dirty for 5.00; billed, 199.70 in all. */
async function billed(over: Books = {}): Promise<ReturnedDesk> {
  const returned = await returnedDesk(over);
  await bill(returned);
  return returned;
}

const amend = ({ desk }: ReturnedDesk, text: string, id = "R-2") =>
  amendFromFile(desk, { id, reason: "Laskettiin uudelleen.", source: { name: "corrections.yaml", text, readPhoto: noPhotos } });

const wishOf = ({ desk }: ReturnedDesk, reason: string | null = null) => ({
  reason,
  texts: async (language: Language) => (await assetsOf(desk)(language)).messages,
});

const preview = (returned: ReturnedDesk): Promise<CorrectionPreview> => previewCorrection(returned.desk, CONTRACT, wishOf(returned));

async function correct(returned: ReturnedDesk, reason: string | null = null) {
  const wish = wishOf(returned, reason);
  return correctBilling(returned.desk, await previewCorrection(returned.desk, CONTRACT, wish), wish, assetsOf(returned.desk));
}

/** What is billed less what is credited, by kind of document. */
async function standing({ desk }: ReturnedDesk): Promise<Partial<Record<DocumentKind | "rent", number>>> {
  const sums: Partial<Record<DocumentKind | "rent", number>> = {};
  for (const { billing } of await listBillings(desk))
    for (const { kind, total } of billing.documents) sums[kind] = (sums[kind] ?? 0) + total;
  for (const { note } of await listCreditNotes(desk)) sums[note.original.kind] = (sums[note.original.kind] ?? 0) - note.total;
  return Object.fromEntries(Object.entries(sums).filter(([, total]) => total !== 0));
}

/** What the return comes to as if nothing had been billed. */
async function fresh({ desk }: ReturnedDesk): Promise<Partial<Record<DocumentKind, number>>> {
  const { signed } = await simulateBilling(desk, "R-2", { terms: null, withoutWaiver: false, agreedOnly: false });
  return Object.fromEntries(signed.documents.map(({ kind, total }) => [kind, total]));
}

describe("an amended return", () => {
  test("with fewer cracked chairs is credited, naming the original, in whole units", async () => {
    const returned = await billed();
    await amend(returned, cracked(2));
    await expect(previewBilling(returned.desk, CONTRACT, "all")).rejects.toMatchObject({
      code: "correction-due",
      hints: [`invoice correct ${CONTRACT}`],
    });
    expect(await listUncorrected(returned.desk)).toEqual([{ contract: CONTRACT, customer: "Aino Mäkelä" }]);
    const { creditNotes, billings } = await correct(returned, "Yksi tuoli oli ehjä.");
    expect(billings).toEqual([]);
    expect(creditNotes.map(({ cause, note, pdf }) => [cause, note.number, note.original.number, note.total, pdf?.name])).toEqual([
      ["correction", "H-2026-0001", "K-2026-0001", 6_490, "H-2026-0001.pdf"],
    ]);
    expect(creditNotes[0]?.note).toMatchObject({
      reason: "Palautus on laskettu uudelleen: Yksi tuoli oli ehjä.",
      lines: [{ quantity: 1, units: 1, unitAmount: 6_490, amount: 6_490 }],
    });
    expect(await standing(returned)).toEqual(await fresh(returned));
    expect(await listUncorrected(returned.desk)).toEqual([]);
    expect(await preview(returned)).toMatchObject({ unchanged: true });
    expect((await previewBilling(returned.desk, CONTRACT, "all")).obstacles.map(({ code }) => code)).toEqual(["already-billed"]);
  });

  test("with more is billed on top, and the step says what was billed before", async () => {
    const returned = await billed();
    await amend(returned, cracked(5));
    const { creditNotes, billings } = await correct(returned);
    expect(creditNotes).toEqual([]);
    expect(billings.map(({ billing, pdf }) => [billing.documents.map(({ number, total }) => [number, total]), pdf !== null])).toEqual([
      [[["K-2026-0002", 12_980]], true],
    ]);
    expect(billings[0]?.billing.charges[0]?.trace.at(-1)).toMatchObject({
      sentence: "billedBefore",
      values: { all: { cents: 32_450 }, before: { cents: 19_470 } },
      out: 12_980,
    });
    expect(billings[0]?.billing.settlement).toMatchObject({ toPay: 12_980, reference: expect.stringMatching(/^\d+$/u) });
    expect(await standing(returned)).toEqual(await fresh(returned));
    expect((await previewBilling(returned.desk, CONTRACT, "all")).obstacles.map(({ code }) => code)).toEqual(["already-billed"]);
  });

  test("that comes to the same changes nothing for the customer, and the rest can be billed again", async () => {
    const returned = await billed();
    await amend(returned, "lines: []");
    expect(await preview(returned)).toMatchObject({ unchanged: false, amended: true, credits: [], billings: [] });
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
    expect(await preview(returned)).toMatchObject({ unchanged: true });
    expect((await previewBilling(returned.desk, CONTRACT, "all")).obstacles.map(({ code }) => code)).toEqual(["already-billed"]);
  });

  test("leaves the earlier letter as it was when it was billed", async () => {
    const letters: string[] = [];
    for (const amended of [false, true]) {
      const returned = await returnedDesk();
      const { desk } = returned;
      await issueUnrendered(desk, await previewBilling(desk, CONTRACT, "all"), "all");
      if (amended) await amend(returned, cracked(1));
      const [issued] = await finishRendering(desk, assetsOf(desk));
      letters.push(await saidIn(await (await desk.archive()).read(issued?.pdf?.sha256 ?? "none")));
    }
    expect(letters[1]).toBe(letters[0]);
  });
});

test("nothing changed: nothing is done", async () => {
  const returned = await billed();
  expect(await preview(returned)).toMatchObject({ unchanged: true, obstacles: [] });
  expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
  const store = await returned.desk.store();
  expect(await store.read(({ creditNotes }) => creditNotes.lastCorrection(CONTRACT))).toBeNull();
});

test("what somebody credited by decision is neither billed anew nor credited twice", async () => {
  const returned = await billed();
  const { desk } = returned;
  const wish = { lines: ["C1"], amount: null, quantity: 2, reason: "Sovittu." };
  const shown = await previewCredit(desk, "K-2026-0001", wish, wishOf(returned).texts);
  await creditBilling(desk, "K-2026-0001", shown, { wish, decidedBy: "mira" }, assetsOf(desk));
  await amend(returned, cracked(2));
  expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
  await amend(returned, cracked(4));
  const { billings } = await correct(returned);
  // Of four chairs three were billed; the two that were let go stay let go.
  expect(billings.flatMap(({ billing }) => billing.documents.map(({ total }) => total))).toEqual([6_490]);
});

test("what was paid goes back: it is listed among the refunds", async () => {
  const returned = await billed();
  const { desk } = returned;
  await payByHand(desk, { id: CONTRACT, amount: null, on: null, how: "transfer" }, true);
  await amend(returned, cracked(0));
  const { creditNotes } = await correct(returned);
  expect(creditNotes.map(({ note }) => [note.original.kind, note.effect.refund])).toEqual([
    ["invoice", 500],
    ["damagesStatement", 19_470],
  ]);
  expect((await listRefunds(desk)).map(({ due }) => due)).toEqual([19_970]);
  expect(await standing(returned)).toEqual({});
});

describe("a dispute that is let go after the bill", () => {
  test("is credited", async () => {
    const disputed = cracked(3).replace("lines:", "cameBackAt: 2026-05-18 11:00\nlines:");
    const answers = `${disputed}\nrest: in order\nanswer: { all: agrees, exceptions: [{ line: 1, group: 1, count: 2, stance: disputes }] }\nacknowledgement: { name: Aino Mäkelä }\n`;
    const returned = await billed({ answers });
    const choice = { position: 1, part: "G1", count: 1 };
    await settleDispute(returned.desk, CONTRACT, choice, { outcome: "dropped", reason: "Kuvat katsottiin.", decidedBy: "Mira Salo" });
    expect(await listUncorrected(returned.desk)).toHaveLength(1);
    const { creditNotes } = await correct(returned);
    expect(creditNotes.map(({ note }) => note.total)).toEqual([6_490]);
    expect(await standing(returned)).toEqual(await fresh(returned));
  });

  test("what was left out of the bill as disputed stays out", async () => {
    const disputed = cracked(3).replace("lines:", "cameBackAt: 2026-05-18 11:00\nlines:");
    const answers = `${disputed}\nrest: in order\nanswer: { all: agrees, exceptions: [{ line: 1, group: 1, stance: disputes }] }\nacknowledgement: { name: Aino Mäkelä }\n`;
    const returned = await returnedDesk({ answers });
    await bill(returned, "agreed");
    await amend(returned, "lines: []");
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
    expect((await bill(returned, "all")).billing.documents.map(({ total }) => total)).toEqual([19_470]);
  });
});

describe("two missing chairs, billed when their seven days are over", () => {
  const MISSING =
    "cameBackAt: 2026-05-18 11:00\nlines: [{ line: 1, missing: 2 }]\nrest: in order\nanswer: { all: agrees }\nacknowledgement: { name: Aino Mäkelä }\n";
  const found = (when: string) =>
    `cameBackAt: ${when}\nlines: [{ line: 1, ok: 2, found: 2 }]\nanswer: { all: agrees }\nacknowledgement: { name: Aino Mäkelä }\n`;
  const missing = () => billed({ answers: MISSING, desk: { clock: advancingClock(at("2026-06-01 10:00")) } });

  test("brought within them and entered later, they cost nothing", async () => {
    const returned = await missing();
    const before = await standing(returned);
    await returned.comesBack(found("2026-05-25 12:00"));
    const { creditNotes } = await correct(returned);
    expect(creditNotes.map(({ note }) => note.total)).toEqual([before.damagesStatement]);
    expect(await standing(returned)).toEqual({});
  });

  test("brought after them, the charge stands", async () => {
    const returned = await missing();
    const before = await standing(returned);
    await returned.comesBack(found("2026-05-26 12:00"));
    expect(await listUncorrected(returned.desk)).toEqual([]);
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
    expect(await standing(returned)).toEqual(before);
    expect((await listUnbilled(returned.desk)).map(({ id }) => id)).toEqual(["R-3"]);
  });
});

test("after any amendments and corrections, what is billed less what is credited is what the facts come to", async () => {
  const returned = await billed();
  for (const count of [5, 1, 0, 4, 60, 2]) {
    await amend(returned, cracked(count));
    await correct(returned);
    expect([count, await standing(returned)]).toEqual([count, await fresh(returned)]);
  }
});

describe("under a cap of 300.00 for the whole contract, which is shared over chairs and tables", () => {
  const found = (chairs: number, tables: number): string => {
    const line = (number: number, count: number): string =>
      count === 0
        ? `{ line: ${number}, ok: 60 }`
        : `{ line: ${number}, ok: ${60 - count}, damaged: [{ count: ${count}, findings: [{ type: cracked, severity: severe }] }] }`;
    return `lines: [${line(1, chairs)}, ${line(2, tables)}]`;
  };
  const answers = `cameBackAt: 2026-05-18 11:00\n${found(3, 4)}\nanswer: { all: agrees }\nacknowledgement: { name: Aino Mäkelä }\n`;
  const lines = [buildLine(), buildLine({ product: "table-round", name: "Pyöreä pöytä" })];
  const capped = () => billed({ answers, contract: { lines }, terms: buildTerms({ caps: [buildCap({ amount: cents(30_000) })] }) });

  test("fewer tables and still at the cap: what moved between the lines is neither credited nor billed", async () => {
    const returned = await capped();
    expect(await standing(returned)).toEqual({ damagesStatement: 30_000 });
    await amend(returned, found(3, 2));
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
    expect(await standing(returned)).toEqual(await fresh(returned));
    expect(await preview(returned)).toMatchObject({ unchanged: true });
  });

  test("no tables at all: one credit note over the difference, which says why it is less than the line", async () => {
    const returned = await capped();
    await amend(returned, found(3, 0));
    const { creditNotes, billings } = await correct(returned);
    expect(billings).toEqual([]);
    expect(creditNotes.map(({ note }) => [note.original.number, note.total, note.lines.map(({ product, vat }) => [product, vat])])).toEqual(
      [["K-2026-0001", 10_530, [["Pyöreä pöytä", "O"]]]],
    );
    expect(creditNotes[0]?.note.reason).toBe(
      "Palautus on laskettu uudelleen. Sopimuksen omavastuu tai enimmäismäärä koskee koko palautusta, joten osa siitä on siirtynyt riviltä toiselle; tämä summa on erotus.",
    );
    expect(await standing(returned)).toEqual(await fresh(returned));
    await amend(returned, "lines: []");
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
  });

  test("more tables at the cap come to the same sum", async () => {
    const returned = await capped();
    await amend(returned, found(3, 9));
    expect(await correct(returned)).toEqual({ creditNotes: [], billings: [] });
    expect(await standing(returned)).toEqual(await fresh(returned));
  });
});
