import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { buildEntry, buildStatement } from "../support/build-camt.ts";
import { assetsOf, returnedDesk } from "../support/returned-desk.ts";
import { type Ran, runProgram } from "../support/run-program.ts";

/** L-2026-0001 (5.00) and K-2026-0001 (194.70) of 2026-05-21: 199.70 by 2026-06-22, reference 2026000011. */
async function billed() {
  const returned = await returnedDesk();
  const { desk } = returned;
  await issueBilling(desk, await previewBilling(desk, "2026-0117", "all"), "all", assetsOf(desk));
  const run = (words: readonly string[], at = "2026-06-10T09:00:00Z"): Promise<Ran> =>
    runProgram("invoice", words, { home: desk.home, at, env: { RETURNDESK_STAFF: "mira" } });
  const done = async (words: readonly string[], at?: string): Promise<Ran> => {
    const ran = await run(words, at);
    if (ran.exitCode !== 0) throw new Error(ran.stderr);
    return ran;
  };
  const file = async (text: string | Uint8Array, name = "statement.xml"): Promise<string> => {
    const path = join(desk.home, name);
    await writeFile(path, text);
    return path;
  };
  const account = async (at?: string) =>
    (await done(["show", "L-2026-0001", "--json"], at)).json<{ account: Record<string, unknown> }>().account;
  const sums = async (at?: string) => {
    const { state, payments, open, overpaid } = (await account(at)) as Record<string, { cents: number }>;
    return [state, payments?.cents, open?.cents, overpaid?.cents];
  };
  return { desk, run, done, file, account, sums };
}

const error = (ran: Ran): unknown => JSON.parse(ran.stderr).error.code;

describe("payments by hand", () => {
  test("in part, then what is open; then nothing is", async () => {
    const { run, done, account, sums } = await billed();
    const first = await done(["pay", "L-2026-0001", "--amount", "12,50", "--how", "cash", "--on", "2026-06-01", "--json"]);
    expect(first.json()).toMatchObject({
      payment: { id: "P-1", amount: { cents: 1250 }, receivedOn: "2026-06-01", how: "cash", entry: null, takesBack: null, reason: null },
      settlement: { documents: ["L-2026-0001", "K-2026-0001"], contract: "2026-0117", reference: "2026000011" },
      account: { state: "open", open: { cents: 18_720 } },
    });
    expect((await done(["pay", "2026000011"])).stdout).toContain("Settled");
    expect(await sums()).toEqual(["settled", 19_970, 0, 0]);
    expect(((await account()).received as unknown[]).length).toBe(2);
    expect(error(await run(["pay", "2026-0117", "--json"]))).toBe("nothing-open");
  });

  test("too much is recorded, shown and listed", async () => {
    const { done, sums } = await billed();
    await done(["pay", "K-2026-0001", "--amount", "200"]);
    expect(await sums()).toEqual(["overpaid", 20_000, 0, 30]);
    expect((await done(["list", "--overpaid", "--json"])).json()).toMatchObject({
      settlements: [{ documents: ["L-2026-0001", "K-2026-0001"], account: { overpaid: { cents: 30 } } }],
      totals: { open: { cents: 0 }, overdue: { cents: 0 }, overpaid: { cents: 30 } },
    });
  });

  test("a wrong entry is taken back with a reason, once, and stays on the record", async () => {
    const { desk, run, done, sums, account } = await billed();
    await done(["pay", "L-2026-0001"]);
    expect(error(await run(["pay", "--take-back", "P-1", "--json"]))).toBe("pay-reason-missing");
    await done(["pay", "--take-back", "P-1", "--reason", "wrong bill"]);
    expect(await sums()).toEqual(["open", 0, 19_970, 0]);
    expect((await account()).received).toMatchObject([
      { id: "P-1" },
      { id: "P-2", takesBack: "P-1", reason: "wrong bill", amount: { cents: -19_970 } },
    ]);
    expect(error(await run(["pay", "--take-back", "1", "--reason", "again", "--json"]))).toBe("payment-taken-back");
    const rows = await (await desk.store()).read(({ journal }) => journal.of("2026-0117"));
    expect(rows.map(({ act, subject }) => [act, subject]).slice(-2)).toEqual([
      ["payment.recorded", "P-1"],
      ["payment.taken-back", "P-2"],
    ]);
  });

  test("the books refuse to change or drop a payment", async () => {
    const { desk, done } = await billed();
    await done(["pay", "L-2026-0001"]);
    const { default: BetterSqlite3 } = await import("better-sqlite3");
    const database = new BetterSqlite3(join(desk.settings.data, "returndesk.sqlite"));
    try {
      for (const sql of ["update payments set amount = 1", "delete from payments"])
        expect(() => database.exec(sql)).toThrow(/never changed/u);
    } finally {
      database.close();
    }
  });

  test("a dry run records nothing; sums, days, ways and ids that are none are refused", async () => {
    const { run, done, sums } = await billed();
    expect((await done(["pay", "L-2026-0001", "--dry-run"])).stdout).toContain("Would record");
    expect(await sums()).toEqual(["open", 0, 19_970, 0]);
    const refused = async (...words: string[]) => error(await run(["pay", ...words, "--json"]));
    expect(await refused("L-2026-0001", "--amount", "0")).toBe("not-an-amount");
    expect(await refused("L-2026-0001", "--amount", "-5")).toBe("not-an-amount");
    expect(await refused("L-2026-0001", "--on", "2026-06-31")).toBe("not-a-day");
    expect(await refused("L-2026-0001", "--on", "2026-06-11")).toBe("payment-in-future");
    expect(await refused("L-2026-0001", "--how", "cheque")).toBe("unknown-way");
    expect(await refused("--take-back", "L-1")).toBe("not-a-key");
    expect(await refused("--assign", "E-1")).toBe("assign-to-what");
    expect(await refused("--assign", "E-1", "L-2026-0001")).toBe("bank-entry-unknown");
    expect(await refused("L-2026-0009")).toBe("document-unknown");
  });
});

describe("a bank's file", () => {
  test("matches references in every form, counts each entry once, in whichever file", async () => {
    const { done, file, sums } = await billed();
    const statement = await file(
      buildStatement(
        buildEntry({ amount: "50.00", archiveId: "A1", reference: "0000000020 26000 011" }),
        buildEntry({ amount: "50.00", archiveId: "A2", reference: "RF63 2026 0000 11" }),
        buildEntry({ amount: "50.00", archiveId: "A3", reference: null, details: "" }).replace(
          "<RmtInf>",
          "<RmtInf><Ustrd>2026000011</Ustrd>",
        ),
      ),
    );
    const first = (await done(["pay", "--from", statement, "--yes", "--json"])).json<{ matched: unknown[]; known: number }>();
    expect([first.matched.length, first.known]).toEqual([3, 0]);
    const again = (await done(["pay", "--from", statement, "--yes", "--json"])).json<{ matched: unknown[]; known: number }>();
    expect([again.matched.length, again.known]).toEqual([0, 3]);
    const table = await file(
      "Kirjauspäivä;Määrä;Viite;Arkistointitunnus\n1.6.2026;50,00;2026000011;A1\n2.6.2026;49,70;2026000011;A4\n",
      "tili.csv",
    );
    expect((await done(["pay", "--from", table, "--yes", "--json"])).json()).toMatchObject({
      known: 1,
      matched: [{ amount: { cents: 4970 } }],
    });
    expect(await sums()).toEqual(["settled", 19_970, 0, 0]);
  });

  test("what it cannot match is kept, listed, and assigned later, also in parts", async () => {
    const { run, done, file, sums } = await billed();
    const statement = await file(
      buildStatement(
        buildEntry({ amount: "210.00", reference: "1232" }),
        buildEntry({
          archiveId: "A2",
          reference: null,
          parts: "<TxDtls><RmtInf><Ustrd>Lasku L-2026-0001, kiitos</Ustrd></RmtInf></TxDtls>",
        }),
      ),
    );
    const shown = await done(["pay", "--from", statement, "--dry-run"]);
    expect(shown.stdout).toContain("kiitos (no reference of ours; perhaps L-2026-0001, which it names)");
    expect((await done(["pay", "--from", statement, "--yes", "--json"])).json()).toMatchObject({
      matched: [],
      unmatched: [
        { why: "foreignReference", perhaps: null },
        { why: "noReference", perhaps: "L-2026-0001" },
      ],
    });
    expect((await done(["pay", "--json"])).json()).toMatchObject({
      entries: [{ id: "E-1", unassigned: { cents: 21_000 } }, { id: "E-2" }],
    });
    await done(["pay", "--assign", "E-1", "L-2026-0001", "--amount", "199,70"]);
    expect(await sums()).toEqual(["settled", 19_970, 0, 0]);
    expect((await done(["pay", "--json"])).json()).toMatchObject({ entries: [{ id: "E-1", unassigned: { cents: 1030 } }, { id: "E-2" }] });
    expect(error(await run(["pay", "--assign", "E-1", "L-2026-0001", "--amount", "11", "--json"]))).toBe("bank-entry-too-small");
    await done(["pay", "--assign", "E-1", "L-2026-0001"]);
    expect(error(await run(["pay", "--assign", "E-1", "L-2026-0001", "--json"]))).toBe("bank-entry-assigned");
    await done(["pay", "--take-back", "P-1", "--reason", "meant for another"]);
    expect((await done(["pay", "--json"])).json()).toMatchObject({
      entries: [{ id: "E-1", unassigned: { cents: 19_970 } }, { id: "E-2" }],
    });
  });

  test("a reversal takes the payment back, in the same file or a later one", async () => {
    const { done, file, sums, account } = await billed();
    const reversal = { direction: "DBIT", entry: "<RvslInd>true</RvslInd>", reference: null } as const;
    const first = await file(buildStatement(buildEntry(), buildEntry({ ...reversal }), buildEntry({ archiveId: "A2" })));
    await done(["pay", "--from", first, "--yes"]);
    expect(await sums()).toEqual(["settled", 19_970, 0, 0]);
    await done(["pay", "--from", await file(buildStatement(buildEntry({ ...reversal, archiveId: "A2" })), "later.xml"), "--yes"]);
    expect(await sums()).toEqual(["open", 0, 19_970, 0]);
    expect((await account()).received).toMatchObject([
      { id: "P-1" },
      { takesBack: "P-1", reason: "bank" },
      { id: "P-3" },
      { takesBack: "P-3" },
    ]);
    const unknown = await file(buildStatement(buildEntry({ ...reversal, archiveId: "A3", reference: "2026000011" })), "unknown.xml");
    expect((await done(["pay", "--from", unknown, "--yes", "--json"])).json()).toMatchObject({ unmatched: [{ why: "noPayment" }] });
  });

  test("is shown first: off a terminal it needs --yes, and a dry run records nothing", async () => {
    const { run, done, file, sums } = await billed();
    const statement = await file(buildStatement(buildEntry({ amount: "210.00" })));
    expect((await run(["pay", "--from", statement])).exitCode).toBe(2);
    const shown = await done(["pay", "--from", statement, "--dry-run"]);
    expect(shown.stdout).toContain("€10.30 too much");
    expect(await sums()).toEqual(["open", 0, 19_970, 0]);
  });

  test("that is damaged or too large leaves nothing behind", async () => {
    const { run, file, sums, done } = await billed();
    const whole = buildStatement(buildEntry(), buildEntry({ archiveId: "A2" }));
    const cut = await file(whole.slice(0, -30));
    expect(error(await run(["pay", "--from", cut, "--yes", "--json"]))).toBe("bank-file-cut-off");
    const large = await file(Buffer.alloc(50_000_000, 32), "large.xml");
    expect(error(await run(["pay", "--from", large, "--yes", "--json"]))).toBe("file-too-large");
    expect(await sums()).toEqual(["open", 0, 19_970, 0]);
    expect((await done(["pay", "--json"])).json()).toMatchObject({ entries: [] });
  });
});

describe("what is open and overdue", () => {
  test("by settlement, with totals", async () => {
    const { done } = await billed();
    await done(["pay", "L-2026-0001", "--amount", "100"]);
    expect((await done(["list", "--overdue", "--json"])).json()).toMatchObject({ settlements: [] });
    expect((await done(["list", "--open", "--json"], "2026-06-25T09:00:00Z")).json()).toMatchObject({
      settlements: [
        {
          customer: "Aino Mäkelä",
          account: { state: "overdue", overdueDays: 3, dueDate: "2026-06-22", open: { cents: 9970 }, payments: { cents: 10_000 } },
        },
      ],
      totals: { open: { cents: 9970 }, overdue: { cents: 9970 }, overpaid: { cents: 0 } },
    });
    const table = await done(["list", "--overdue"], "2026-06-25T09:00:00Z");
    expect(table.stdout.split("\n")[1]?.split("\t")).toEqual([
      "L-2026-0001 K-2026-0001",
      "2026-0117",
      "Aino Mäkelä",
      "2026-06-22",
      "3",
      "199.70",
      "100.00",
      "99.70",
      "0.00",
    ]);
    expect(table.stderr).toContain("One settlement: open €99.70, of that overdue €99.70");
  });
});
