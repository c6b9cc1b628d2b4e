/** The stories of `fixtures/`, played with the programs as a clerk types them; every sum is reckoned here by hand. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bringBack, type Clerk, clerk, FIXTURES, sha256Of, textOfFile } from "../support/story-desk.ts";

interface Money {
  readonly cents: number;
  readonly currency: "EUR";
}
interface Bill {
  readonly documents: readonly { readonly number: string; readonly net: Money; readonly tax: Money; readonly total: Money }[];
  readonly charges: readonly { readonly kind: string; readonly clause: string; readonly amount: Money }[];
  readonly notCharged: readonly { readonly reason: string; readonly source: { readonly count: number } }[];
  readonly settlement: { readonly toPay: Money; readonly refund: Money; readonly card: { readonly released: Money } | null };
  readonly pdf: { readonly sha256: string; readonly path: string; readonly mirrorPath: string };
}

const charges = (bill: Bill) => bill.charges.map(({ kind, clause, amount }) => `${kind} ${clause} ${amount.cents}`);
const documents = (bill: Bill) => bill.documents.map(({ number, net, tax, total }) => [number, net.cents, tax.cents, total.cents]);
const held = (bill: Bill) =>
  bill.notCharged
    .filter(({ reason }) => reason === "waiting" || reason === "disputed")
    .map(({ reason, source }) => `${source.count} ${reason}`);

/** Words that only a letter in that language has. */
const SPOKEN = {
  fi: ["Kiitos", "Korvauserittely", "kunnossa", "vakuu", "käypä arvo"],
  sv: ["Tack för", "Ersättningsspecifikation", "i gott skick", "Vad som inte debiteras", "gängse värde"],
  en: ["Thank you", "in good order", "To be refunded", "current value", "the deposit"],
} as const;

const speaks = (text: string): string[] =>
  Object.entries(SPOKEN).flatMap(([language, words]) => (words.some((word) => text.includes(word)) ? [language] : []));

let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
});
afterAll(() => desk.close());

const bill = async (at: string, typed: string, ...more: string[]): Promise<Bill> =>
  (await desk.done(at, `invoice ${typed} --yes --json`, more)).json<never>();
const listed = async (at: string, typed: string): Promise<string[][]> =>
  (await desk.done(at, typed)).stdout
    .split("\n")
    .slice(1, -1)
    .map((row) => row.split("\t"));

describe("three returns on one desk", () => {
  test("a party in Finnish: damage under its deductible, washing, and a refund", async () => {
    await bringBack(desk, "party", { signed: "scan" });
    const shown = (await desk.done("2026-05-18T11:30:00Z", "inspect show 2026-0117 --json")).json<{
      inspection: { signedCopy: string; lines: { ok: number; damaged: number; missing: number; dirty: number }[] };
    }>().inspection;
    // Of 384 units 9 + 1 + 5 + 1 are damaged and 2 missing; 23 of the cups are dirty.
    expect([shown.signedCopy, shown.lines.map(({ ok, damaged, missing, dirty }) => [ok, damaged, missing, dirty])]).toEqual([
      "verified",
      [
        [51, 9, 0, 0],
        [9, 1, 0, 0],
        [113, 5, 2, 23],
        [60, 0, 0, 0],
        [60, 0, 0, 0],
        [71, 1, 0, 0],
        [2, 0, 0, 0],
      ],
    ]);
    // The same day: the two cups wait their seven days.
    const first = await bill("2026-05-18T12:00:00Z", "2026-0117", "--out", "party.pdf");
    // Chair: 89.00 − 89.00 × 255/1255 (18.08) = 70.92; 26 of 96 months old: 70.92 × 70/96 = 51.71. Three are 155.13.
    // Scratches of 40 mm on five, two of them at hand-over already: 51.71 × 25 % = 12.93, three are 38.79.
    // Table: 145.00 − 29.46 = 115.54; 37 of 120 months: 115.54 × 83/120 = 79.92; × 25 % = 19.98.
    // Cups cracked: 5 − 2 at hand-over = 3 × 3.00 = 9.00. Glass 2.80. Together 225.70, of which the deductible leaves 100.00:
    // 68.73 + 17.18 + 8.85 + 3.98 + 1.24 = 99.98; the two odd cents go to the largest remainders (cups .76, scratches .65).
    // Washing 23 × 0.60 = 13.80 with VAT: 13.80 × 255/1255 = 2.80, net 11.00.
    expect(charges(first)).toEqual([
      "diminution 5.2 6873",
      "diminution 5.4 1719",
      "diminution 5.4 885",
      "diminution 5.5 399",
      "cleaning 6.1 1380",
      "diminution 5.5 124",
    ]);
    expect([documents(first), held(first)]).toEqual([
      [
        ["L-2026-0001", 1_100, 280, 1_380],
        ["K-2026-0001", 10_000, 0, 10_000],
      ],
      ["2 waiting"],
    ]);
    // Of 113.80 the deposit covers 50.00.
    expect([first.settlement.toPay.cents, first.settlement.refund.cents]).toEqual([6_380, 0]);
    const letter = await textOfFile(join(desk.root, "party.pdf"));
    expect(speaks(letter)).toEqual(["fi"]);
    for (const words of [
      "Aino Mäkelä",
      "Pirkan Juhlavuokraus Oy",
      "L-2026-0001",
      "K-2026-0001",
      "68,73",
      "113,80",
      "63,80",
      "5.4",
      "Mira Lahti",
    ])
      expect(letter).toContain(words);
  });

  test("what is missing is billed when its days are over, and asked for: the deposit is used up", async () => {
    // Seven days after 18 May is 25 May: on that day the cups may still come.
    expect((await desk.done("2026-05-25T20:00:00Z", "invoice")).stderr).toBe("Everything inspected is billed.\n");
    const early = await desk.run("2026-05-25T20:00:00Z", "invoice 2026-0117 --yes --json");
    expect([early.exitCode, JSON.parse(early.stderr).error.code]).toEqual([1, "already-billed"]);
    expect((await listed("2026-05-26T06:00:00Z", "invoice")).map((row) => row[0])).toEqual(["R-2"]);
    const second = await bill("2026-05-26T06:00:00Z", "2026-0117");
    // 2 × 3.00; a waiver never covers what is missing. Nothing of the deposit is left.
    expect([charges(second), documents(second), held(second)]).toEqual([["lost 5.6 600"], [["K-2026-0002", 600, 0, 600]], []]);
    expect([second.settlement.toPay.cents, second.settlement.refund.cents]).toEqual([600, 0]);
    expect(await textOfFile(second.pdf.path)).toContain("6,00");
  });

  test("an event in Swedish: agreed damage first, what is disputed waits", async () => {
    await bringBack(desk, "event", { signed: "scan" });
    const first = await bill("2026-06-15T12:00:00Z", "2026-0142 --agreed-only", "--out", "event.pdf");
    // Net prices and a share of 30 %, rounded on each unit. Chairs torn: repair 18.00 → 5.40, six are 32.40.
    // Tables: 235.00 × 71/120 = 139.04, 25 % = 34.76 → 10.43; three less one at hand-over are 20.86.
    // Plates 4.50 → 1.35 × 4; cups 3.00 → 0.90 × 2; washing 40 × 0.60; glasses 2.80 → 0.84 × 9; cloths 12.00 → 3.60 × 3.
    expect(charges(first)).toEqual([
      "repair 5.3 3240",
      "diminution 5.4 2086",
      "diminution 5.5 540",
      "diminution 5.5 180",
      "cleaning 6.1 2400",
      "diminution 5.5 756",
      "repair 5.3 1080",
    ]);
    // 24.00 × 25.5 % = 6.12. 32.40 + 20.86 + 5.40 + 1.80 + 7.56 + 10.80 = 78.82.
    expect([documents(first), held(first)]).toEqual([
      [
        ["L-2026-0002", 2_400, 612, 3_012],
        ["K-2026-0003", 7_882, 0, 7_882],
      ],
      ["3 waiting", "1 waiting", "5 waiting", "7 waiting", "1 disputed"],
    ]);
    const letter = await textOfFile(join(desk.root, "event.pdf"));
    expect(speaks(letter)).toEqual(["sv"]);
    for (const words of ["Norrskärs Evenemang Ab", "2345671-3", "FI01120389", "30,12", "78,82", "25,5"]) expect(letter).toContain(words);
  });

  test("its second load: two tables late, two glasses found", async () => {
    await desk.done("2026-06-16T13:00:00Z", "inspect 2026-0142 --answers", [join(FIXTURES, "event", "second-load.yaml")]);
    // Due on the 15th at noon, back on the 16th at three: two days begun. 8.50 × 150 % = 12.75 a day, 25.50 a table, 51.00 for both;
    // VAT 51.00 × 25.5 % = 13.005, half up 13.01.
    const second = await bill("2026-06-16T13:30:00Z", "2026-0142");
    expect([charges(second), documents(second)]).toEqual([["late 7.1 5100"], [["L-2026-0003", 5_100, 1_301, 6_401]]]);
  });

  test("then what was missing and not found, all at once; and what was disputed when it is settled", async () => {
    const listening = process.listenerCount("SIGINT");
    const running = desk.run("2026-06-23T06:00:00Z", "invoice --all --yes");
    await vi.waitUntil(() => process.listenerCount("SIGINT") > listening, { interval: 1, timeout: 20_000 });
    process.emit("SIGINT");
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/Stopped\. [01] of 1 bills are issued\. (?:No PDF is made yet|1 PDF is made)\. Go on with: invoice --all\n/u);
    await desk.done("2026-06-23T06:00:00Z", "invoice --all --yes");
    const rest = (await desk.done("2026-06-23T06:01:00Z", "invoice show K-2026-0004 --json")).json<never>() as Bill;
    // Plates 3 × 4.50, cup 3.00, glasses (5 − 2 found) × 2.80, cutlery 7 × 5.20: 61.30.
    expect([charges(rest), documents(rest), held(rest)]).toEqual([
      ["lost 5.6 1350", "lost 5.6 300", "lost 5.6 840", "lost 5.6 3640"],
      [["K-2026-0004", 6_130, 0, 6_130]],
      ["1 disputed"],
    ]);
    const last = await bill("2026-07-01T06:00:00Z", "2026-0142");
    // The cloth: 64.00 × 35/48 = 46.67, 30 % of it is 14.00. Of the 500.00 held on the card,
    // 30.12 + 78.82 + 64.01 + 61.30 + 14.00 = 248.25 are taken; 251.75 are let go.
    expect([charges(last), documents(last)]).toEqual([["diminution 5.3 1400"], [["K-2026-0005", 1_400, 0, 1_400]]]);
    expect(last.settlement.card?.released.cents).toBe(25_175);
    expect(await textOfFile(last.pdf.path)).toContain("Duken hade hålet redan när vi packade upp den.");
  });

  test("a clean return in English: a thank-you note, no number, the whole deposit back", async () => {
    await bringBack(desk, "clean", { signed: "scan" });
    const ran = await desk.done("2026-07-06T08:00:00Z", "invoice 2026-0163 --yes --out", ["clean.pdf"]);
    expect(ran.stdout).toBe(`Thank-you note for R-7: nothing is charged.\nTo be refunded €50.00\nPDF: ${join(desk.root, "clean.pdf")}\n`);
    const letter = await textOfFile(join(desk.root, "clean.pdf"));
    expect(speaks(letter)).toEqual(["en"]);
    for (const words of ["Eleanor Whitfield", "€50.00", "Garden chair, birch"]) expect(letter).toContain(words);
    expect(letter).not.toMatch(/[LK]-2026-\d/u);
  });

  test("numbers have no gaps, and every letter is stored twice as it was issued", async () => {
    const at = "2026-07-06T09:00:00Z";
    const rows = await listed(at, "invoice list");
    expect(rows.map((row) => `${row[0]} ${row[1]}`)).toEqual([
      "L-2026-0001 K-2026-0001 R-2",
      "K-2026-0002 R-2",
      "L-2026-0002 K-2026-0003 R-4",
      "L-2026-0003 R-5",
      "K-2026-0004 R-4",
      "K-2026-0005 R-4",
      "– R-7",
    ]);
    const { billings } = (await desk.done(at, "invoice list --json")).json<{ billings: Bill[] }>();
    for (const { pdf } of billings) expect(await Promise.all([pdf.path, pdf.mirrorPath].map(sha256Of))).toEqual([pdf.sha256, pdf.sha256]);
    const walks = (await desk.done(at, "inspect list --json")).json<{ inspections: { id: string; kind: string; finishedAt: string }[] }>();
    expect(walks.inspections.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual([
      "R-1 handover",
      "R-2 return",
      "R-3 handover",
      "R-4 return",
      "R-5 return",
      "R-6 handover",
      "R-7 return",
    ]);
    const { findings } = (await desk.run(at, "desk doctor --json")).json<{ findings: { key: string }[] }>();
    expect(findings.map(({ key }) => key)).toEqual(["mirror.sameDisk", "staff.noPin", "backup.never", "verification.overdue"]);
  });

  test("every contract names its signed copy by hash and by both places", async () => {
    const { contracts } = (await desk.done("2026-07-06T09:00:00Z", "contracts list --json")).json<{
      contracts: { number: string; signed: boolean; state: string }[];
    }>();
    expect(contracts.map(({ number, signed, state }) => [number, signed, state])).toEqual([
      ["2026-0117", true, "back"],
      ["2026-0142", true, "back"],
      ["2026-0163", true, "back"],
    ]);
    for (const [story, number, pages] of [
      ["party", "2026-0117", 5],
      ["event", "2026-0142", 6],
      ["clean", "2026-0163", 5],
    ] as const) {
      const shown = (await desk.done("2026-07-06T09:00:00Z", `contracts show ${number} --json`)).json<{
        contract: { lines: { dailyRent: Money }[] };
        signedCopies: { version: number; files: { sha256: string; copies: { path: string }[]; pages: number }[] }[];
      }>();
      const [copy] = shown.signedCopies;
      const [file] = copy?.files ?? [];
      const original = await sha256Of(join(FIXTURES, story, "signed.pdf"));
      expect([shown.signedCopies.length, copy?.version, copy?.files.length, file?.sha256, file?.pages]).toEqual([1, 1, 1, original, pages]);
      expect(await Promise.all((file?.copies ?? []).map((copy) => sha256Of(copy.path)))).toEqual([original, original]);
      expect(shown.contract.lines.every(({ dailyRent }) => dailyRent.currency === "EUR" && dailyRent.cents > 0)).toBe(true);
    }
  });
});

describe("desk demo", () => {
  test.each([
    ["party", "2026-0117", "fi"],
    ["event", "2026-0142", "sv"],
    ["clean", "2026-0163", "en"],
  ])("plays the %s and leaves its PDFs at the top of the folder", async (story, number, language) => {
    const out = join(desk.root, `demo-${story}`);
    const ran = await desk.run("2026-11-22T08:00:00Z", `desk demo --story ${story} --out`, [out]);
    expect(ran.exitCode).toBe(0);
    const pdfs = (await readdir(out)).filter((name) => name.endsWith(".pdf")).sort();
    expect(pdfs).toEqual([`${number}-bill.pdf`, `${number}-form.pdf`, `${number}-record.pdf`]);
    for (const pdf of pdfs) expect(ran.stdout).toContain(join(out, pdf));
    expect(speaks(await textOfFile(join(out, `${number}-bill.pdf`)))).toEqual([language]);
    // The record says what was found, and no sums.
    expect(await textOfFile(join(out, `${number}-record.pdf`))).not.toMatch(/€\s?\d|\d\s?€/u);
    expect((await desk.run("2026-11-22T08:00:00Z", `desk demo --story ${story} --out`, [out])).exitCode).toBe(1);
  });
});

test("what turns up within its days costs nothing", async () => {
  const other = await clerk();
  try {
    await bringBack(other, "party");
    await other.done("2026-05-18T12:00:00Z", "invoice 2026-0117 --yes");
    const found =
      "cameBackAt: 2026-05-20 09:00\nlines: [{ product: cup-coffee, found: 2 }]\nanswer: { all: agrees }\nacknowledgement: { name: Aino }\n";
    await other.done("2026-05-20T06:30:00Z", "inspect 2026-0117 --answers -", [], found);
    const last = (await other.done("2026-05-20T07:00:00Z", "invoice 2026-0117 --yes --json")).json<never>() as Bill;
    expect([documents(last), last.settlement.toPay.cents]).toEqual([[], 0]);
    expect((await other.done("2026-05-28T07:00:00Z", "invoice")).stderr).toBe("Everything inspected is billed.\n");
  } finally {
    await other.close();
  }
});
