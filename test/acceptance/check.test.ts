/** What somebody holds, held against the books with the programs alone: their forgeries, our own, and what only looks like one. */
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import BetterSqlite3 from "better-sqlite3";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Contract } from "../../src/contract/contract.ts";
import type { Terms } from "../../src/contract/terms.ts";
import type { LetterValues } from "../../src/document/letter/letter.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import type { Billing } from "../../src/invoice/billing.ts";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { buildInspection } from "../support/build-inspection.ts";
import { pdfOf } from "../support/build-scan.ts";
import { assetsIn, textOfPages } from "../support/read-document.ts";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES } from "../support/story-desk.ts";

const { number } = STORIES.party;
const BILLED = "2026-06-02T12:00:00Z";
const AMENDED = "2026-06-04T09:00:00Z";
const CORRECTED = "2026-06-05T09:00:00Z";
const NOW = "2026-09-01T09:00:00Z";

interface Point {
  readonly code: string;
  readonly outcome: string;
  readonly message: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly differences: readonly { readonly issued: string | null; readonly here: string | null }[];
}

let desk: Clerk;
const path = (name: string): string => join(desk.root, name);
const check = (name: string, more: readonly string[] = []): Promise<Ran> => desk.run(NOW, "desk check", [path(name), ...more]);

/** The codes of what was looked at, with how it ended. */
async function pointsOf(
  name: string,
): Promise<{ readonly exitCode: number; readonly points: readonly Point[]; readonly seen: readonly string[] }> {
  const ran = await check(name, ["--json"]);
  const { points } = ran.json<{ points: readonly Point[] }>();
  return { exitCode: ran.exitCode, points, seen: points.map(({ code, outcome }) => `${code}: ${outcome}`) };
}

const books = <T>(work: (database: BetterSqlite3.Database) => T): T => {
  const database = new BetterSqlite3(join(desk.data, "returndesk.sqlite"));
  try {
    return work(database);
  } finally {
    database.close();
  }
};
const stored = <T>(table: string): T =>
  books(
    (database) => JSON.parse((database.prepare(`select value from ${table} order by id limit 1`).get() as { value: string }).value) as T,
  );

/** Changes rows behind the triggers that guard them, for the time of some work. */
async function tampered(table: string, change: string, undo: string, work: () => Promise<void>): Promise<void> {
  const run = (sql: string): void =>
    books((database) => {
      const triggers = database.prepare("select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?").all(table) as {
        name: string;
        sql: string;
      }[];
      for (const { name } of triggers) database.exec(`drop trigger ${name}`);
      expect(database.prepare(sql).run().changes).toBe(1);
      for (const trigger of triggers) database.exec(trigger.sql);
    });
  run(change);
  try {
    await work();
  } finally {
    run(undo);
  }
}

/** The letter as somebody might set it who has our fonts and words. */
async function forge(name: string, change: (billing: Billing) => Billing): Promise<void> {
  const [contract, terms] = [stored<Contract>("contracts"), stored<Terms>("terms")];
  const values: LetterValues = { billing: change(stored<Billing>("billings")), contract, terms, inspection: buildInspection() };
  await writeFile(path(name), await renderLetter(values, assetsIn("fi")));
}

/** Days and sums have spaces that do not break. */
const spaced = (text: string): string => text.replaceAll("\u00a0", " ");

const SOUND = ["record.unchanged: proved", "journal.holds: proved", "sums.follow: proved"];

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party", { signed: "scan" });
  await desk.done(BILLED, `inspect record R-2 --out`, ["record.pdf"]);
  await desk.done(BILLED, `invoice ${number} --yes --out`, ["bill.pdf"]);
}, 180_000);
afterAll(() => desk.close());

describe("what is ours", () => {
  test("a bill, byte for byte, in both languages", async () => {
    const ran = await check("bill.pdf");
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(spaced(ran.stdout).split("\n")).toEqual([
      "Summary of the return L-2026-0001 K-2026-0001 · 2026-0117 · Aino Mäkelä · 2 June 2026",
      "",
      "proven  This file is byte for byte what was issued as L-2026-0001 K-2026-0001 on 2 June 2026.",
      expect.stringMatching(
        /^proven {2}The record behind it is unchanged: the \d+ entries of walkthrough R-2 give the fingerprint on it\.$/u,
      ),
      expect.stringMatching(/^proven {2}The journal up to row \d+ is the one named on it: /u),
      "proven  The sums follow from it: assessed again by the terms of contract 2026-0117, every charge and total is the same.",
      "",
      "Proven.",
      "",
    ]);
    const finnish = await desk.run(NOW, "desk check", [path("bill.pdf")], { env: { RETURNDESK_LANGUAGE: "fi" } });
    expect(spaced(finnish.stdout)).toContain("todettu  Tiedosto on tavulleen se, joka annettiin 2.6.2026");
  });

  test("a record, the same bytes each time, with the head of the row that closed the walk", async () => {
    await desk.done(NOW, "inspect record R-2 --out", ["again.pdf"]);
    expect(await readFile(path("again.pdf"))).toEqual(await readFile(path("record.pdf")));
    expect(await pointsOf("record.pdf")).toMatchObject({
      exitCode: 0,
      seen: ["file.same.record: proved", "record.unchanged: proved", "journal.holds: proved"],
    });
  });

  test("a bill that some program saved anew", async () => {
    await writeFile(path("anew.pdf"), Buffer.concat([await readFile(path("bill.pdf")), Buffer.from("\n% saved\n")]));
    expect(await pointsOf("anew.pdf")).toMatchObject({ exitCode: 0, seen: ["file.savedAnew: proved", "value.agrees: proved", ...SOUND] });
  });

  test("a bill whose pages some program drew again: what agrees is said, and that the bytes are not those issued", async () => {
    const pages = (await readFile(path("bill.pdf"), "latin1")).replaceAll(
      "/MediaBox [0 0 595.28 841.89]",
      "/MediaBox [.2 .2 595.48 842.09]",
    );
    await writeFile(path("redrawn.pdf"), pages, "latin1");
    expect(await pointsOf("redrawn.pdf")).toMatchObject({ exitCode: 1, seen: ["file.redrawn: open", "value.agrees: proved", ...SOUND] });
    const ran = await check("redrawn.pdf");
    expect(ran.stdout).toContain("Not proven to be the very file. All that could be compared agrees with the books.\n");
    expect(ran.stderr).toContain("try: contracts export 2026-0117 --out DIR\n");
  });

  test("a signed copy is told from a bill", async () => {
    await writeFile(path("signed.pdf"), await readFile(join(import.meta.dirname, "../../fixtures/party/signed.pdf")));
    expect((await pointsOf("signed.pdf")).seen).toEqual(["file.same.signedCopy: proved"]);
  });

  test("a picture of a page shows what its payment code asks, and that no more can be read", async () => {
    const pages = await textOfPages(await readFile(path("bill.pdf")));
    const page = pages.findIndex((text) => text.includes("Virtuaaliviivakoodi") || text.includes("Saajan tilinumero")) + 1;
    const { data, width, height } = await rasterisePage(await readFile(path("bill.pdf")), page || pages.length - 1, 200);
    await writeFile(
      path("photo.png"),
      await sharp(data, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
    expect(await pointsOf("photo.png")).toMatchObject({ exitCode: 1, seen: ["file.picture: open", "code.agrees: proved", ...SOUND] });
  });
});

describe("what a customer might bring", () => {
  test("a bill whose inside can no longer be read", async () => {
    const bytes = await readFile(path("bill.pdf"));
    const inside = bytes.indexOf("/Type /EmbeddedFile");
    const stream = bytes.indexOf("stream\n", inside) + "stream\n".length;
    await writeFile(path("inside.pdf"), Buffer.concat([bytes.subarray(0, stream), Buffer.alloc(64, 7), bytes.subarray(stream + 64)]));
    const { exitCode, seen } = await pointsOf("inside.pdf");
    expect({ exitCode, seen }).toEqual({ exitCode: 1, seen: ["file.savedAnew: proved", "value.unreadable: failed", ...SOUND] });
  });

  test("a bill without its last page", async () => {
    const whole = await readFile(path("bill.pdf"), "latin1");
    await writeFile(
      path("shorter.pdf"),
      whole.replace(/(\/Type \/Pages\s+\/Count )5(\s+\/Kids \[.*) \d+ 0 R\]/u, (_, count, kids) => `${count}4${kids}]`),
      "latin1",
    );
    expect((await pointsOf("shorter.pdf")).seen.slice(0, 2)).toEqual(["file.pages: failed", "file.altered: failed"]);
  });

  test("a bill with another sum: which lines and which values differ", async () => {
    await forge("lower.pdf", (billing) => ({ ...billing, settlement: { ...billing.settlement, toPay: 980 as never } }));
    const { exitCode, points, seen } = await pointsOf("lower.pdf");
    expect({ exitCode, seen }).toEqual({ exitCode: 1, seen: ["file.altered: failed", "value.altered: failed", ...SOUND] });
    expect(points[1]?.differences).toEqual([{ issued: "settlement.toPay: 6980", here: "settlement.toPay: 980" }]);
    expect(points[0]?.differences).toContainEqual({ issued: expect.stringContaining("69,80"), here: expect.stringContaining("9,80") });
    const ran = await check("lower.pdf");
    expect(ran.stdout).toContain("      this file: settlement.toPay: 980\n");
    expect(ran.stderr).toContain("error: This was not proven");
  });

  test("another journal's head on it", async () => {
    await forge("head.pdf", (billing) => {
      if (!billing.witness) throw new Error("no witness");
      return { ...billing, witness: { ...billing.witness, journal: { ...billing.witness.journal, hash: "0".repeat(64) } } };
    });
    expect((await pointsOf("head.pdf")).seen).toContain("journal.other: failed");
  });

  test.each([
    ["a number that was never issued", (billing: Billing) => renumbered(billing), "identity.notIssued: failed"],
    [
      "another firm's bill",
      (billing: Billing) => ({ ...renumbered(billing), firm: { ...billing.firm, name: "Toinen Oy", businessId: "1572860-0" } }),
      "identity.otherFirm: failed",
    ],
    [
      "another firm's bill with a number that is one of ours, too",
      (billing: Billing) => ({ ...billing, firm: { ...billing.firm, name: "Toinen Oy", businessId: "1572860-0" } }),
      "identity.otherFirm: failed",
    ],
  ])("%s", async (_, change, seen) => {
    await forge("other.pdf", change);
    expect(await pointsOf("other.pdf")).toMatchObject({ exitCode: 1, seen: [seen] });
  });

  test.each([
    ["nothing", Buffer.alloc(0), "check-empty"],
    ["a web page", Buffer.from("<html><body>Lasku L-2026-0001</body></html>"), "check-other-format"],
    ["a damaged PDF", Buffer.from(`%PDF-1.7\n${"1 0 obj <<".repeat(500)}`), "check-damaged"],
    ["a PDF of nothing of ours", null, "identity.nothingNamed"],
  ])("%s", async (_, bytes, code) => {
    await writeFile(path("file.pdf"), bytes ?? (await pdfOf([{ text: "Hei" }])));
    const ran = await check("file.pdf", ["--json"]);
    expect(ran.exitCode).toBe(1);
    expect(`${ran.stdout}${ran.stderr}`).toContain(code);
  });

  test("a small PDF that unpacks to far more than memory holds", async () => {
    const packed = deflateSync(Buffer.alloc(130_000_000));
    const parts = ["%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n", packed, "\nendstream endobj\n%%EOF\n"];
    await writeFile(path("swells.pdf"), Buffer.concat(parts.map((part) => Buffer.from(part as string))));
    expect((await check("swells.pdf")).stderr).toContain("swells.pdf is not opened: unpacked it would fill the memory");
  });

  test("an encrypted PDF, and one that is far too large", async () => {
    await writeFile(path("locked.pdf"), await pdfOf([{ text: "Hei" }], { userPassword: "salasana" }));
    expect((await check("locked.pdf")).stderr).toContain("locked.pdf is encrypted");
    await writeFile(path("huge.pdf"), "%PDF-1.7\n");
    await truncate(path("huge.pdf"), 60_000_000);
    expect((await check("huge.pdf")).stderr).toContain("at most 50 MB are read");
  });
});

describe("what a desk might do behind its own triggers", () => {
  test("an entry of the record edited", () =>
    tampered(
      "inspection_entries",
      `update inspection_entries set event = replace(event, '"found":0', '"found":0,"x":1') where inspection_id = 2 and seq = (select min(seq) from inspection_entries where inspection_id = 2 and event like '%"found":0%')`,
      `update inspection_entries set event = replace(event, '"found":0,"x":1', '"found":0') where inspection_id = 2 and event like '%"x":1%'`,
      async () => {
        const { exitCode, seen, points } = await pointsOf("bill.pdf");
        expect({ exitCode, seen: seen.slice(0, 3) }).toEqual({
          exitCode: 1,
          seen: ["file.same.billing: proved", "record.rewritten: failed", "journal.holds: proved"],
        });
        expect(points.at(-1)).toMatchObject({ code: "rows.edited", values: { count: 1 } });
      },
    ));

  test("a row of the journal edited", () =>
    tampered(
      "journal",
      "update journal set staff = 'other' where seq = 2 and staff = 'mira'",
      "update journal set staff = 'mira' where seq = 2",
      async () => {
        const ran = await check("bill.pdf");
        expect(ran.exitCode).toBe(1);
        expect(ran.stdout).toMatch(
          /differs {2}Our journal was changed at row 2, before row \d+ that this document names\. The fault is on our side\./u,
        );
      },
    ));

  test("the value of the bill edited", () =>
    tampered(
      "billings",
      `update billings set value = replace(value, '"toPay":6980', '"toPay":9980')`,
      `update billings set value = replace(value, '"toPay":9980', '"toPay":6980')`,
      async () => expect(await pointsOf("bill.pdf")).toMatchObject({ exitCode: 1, seen: ["books.altered: failed"] }),
    ));

  test("terms edited, so that the sums no longer follow", () =>
    tampered(
      "contracts",
      `update contracts set value = replace(value, '"replacementPrice":8900', '"replacementPrice":9900')`,
      `update contracts set value = replace(value, '"replacementPrice":9900', '"replacementPrice":8900')`,
      async () => {
        const { exitCode, points } = await pointsOf("bill.pdf");
        const sums = points.find(({ code }) => code === "sums.differ");
        expect({ exitCode, outcome: sums?.outcome }).toEqual({ exitCode: 1, outcome: "failed" });
        expect(sums?.differences.length).toBeGreaterThan(0);
      },
    ));
});

test("a record amended since, and the credit note that followed: what the customer holds is still proven", async () => {
  await writeFile(path("recount.yaml"), "lines: [{ line: 1 }]\n");
  await desk.done(AMENDED, "inspect amend R-2 --answers", [path("recount.yaml"), "--reason", "Tuolit olivat ehjiä"]);
  await desk.done(CORRECTED, `invoice correct ${number} --yes --out .`, ["--reason", "Tuolit olivat ehjiä"]);
  const bill = await pointsOf("bill.pdf");
  expect(bill).toMatchObject({
    exitCode: 0,
    seen: ["file.same.billing: proved", "record.amended: proved", "journal.holds: proved", "sums.follow: proved", "credited: note"],
  });
  expect(spaced(bill.points.at(-1)?.message ?? "")).toContain("The credit note H-2026-0001 of 5 June 2026 gives back ");
  expect(await pointsOf("record.pdf")).toMatchObject({ exitCode: 0 });
  expect(await pointsOf("H-2026-0001.pdf")).toMatchObject({
    exitCode: 0,
    seen: ["file.same.creditNote: proved", "record.unchanged: proved", "journal.holds: proved", "sums.credit.follow: proved"],
  });
});

const renumbered = (billing: Billing): Billing => ({
  ...billing,
  documents: billing.documents.map((document) => ({ ...document, number: document.number?.replace("0001", "0999") ?? null })),
});
