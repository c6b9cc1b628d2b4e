import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import type { Settings } from "../../src/app/ports.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { buildLine } from "../support/build-contract.ts";
import { codesOn, textOf } from "../support/read-document.ts";
import { assetsOf, returnedDesk, THREE_CRACKED } from "../support/returned-desk.ts";
import { type Ran, runProgram } from "../support/run-program.ts";

interface Told {
  readonly reminders: readonly Record<string, never>[];
  readonly waiting: readonly { code: string }[];
}

/** Billed on 2026-05-21: 199.70 by 2026-06-22, reference 2026000011. */
async function billed(settings: Partial<Settings> = {}, answers = THREE_CRACKED, contract: Partial<Contract> = {}) {
  const returned = await returnedDesk({ answers, contract, desk: { settings } });
  const { desk } = returned;
  await issueBilling(desk, await previewBilling(desk, "2026-0117", "all"), "all", assetsOf(desk));
  const run = (at: string, ...words: readonly string[]): Promise<Ran> =>
    runProgram("invoice", words, { home: desk.home, at: `${at}T09:00:00Z`, env: { RETURNDESK_STAFF: "mira" } });
  const remind = async (at: string, ...words: readonly string[]): Promise<Told> => {
    const ran = await run(at, "remind", ...(words.length > 0 ? words : ["L-2026-0001"]), "--yes", "--json");
    if (ran.exitCode !== 0) throw new Error(JSON.parse(ran.stderr).error.code);
    return ran.json<never>() as Told;
  };
  const open = async (at: string) =>
    (await run(at, "show", "L-2026-0001", "--json")).json<{ account: { open: { cents: number } } }>().account.open.cents;
  return { desk, run, remind, open };
}

/** Three of line 1 and two of line 2 cracked, four of line 1 dirty. */
const TWO_LINES = `${THREE_CRACKED.replace(
  "rest:",
  `  - product: chair-stacking
    damaged:
      - count: 2
        findings: [{ type: cracked, severity: severe }]
rest:`,
)}`;

const PAID = { "2026H2": "2,25 %" };

describe("reminding a consumer", () => {
  test("not before the due day, nor before 14 days after it; then with a new due day and interest by the table", async () => {
    const { remind, open } = await billed({ interest: PAID, reminders: { consumer: { fee: "5,00" } } });
    await expect(remind("2026-06-20")).rejects.toThrow("remind-not-due");
    await expect(remind("2026-07-05")).rejects.toThrow("remind-too-early");
    const { reminders } = await remind("2026-07-06");
    // 199.70: 8 days at 9.5 % and 6 at 9.25 %, on 5.00 and on 194.70.
    expect(reminders).toMatchObject([
      {
        number: 1,
        open: { cents: 19_970 },
        fee: { cents: 500 },
        interest: { cents: 1 + 1 + 41 + 30 },
        toPay: { cents: 20_543 },
        dueDate: "2026-07-20",
        customer: "Aino Mäkelä",
      },
    ]);
    expect(reminders[0]).toMatchObject({ payment: { reference: "2026000011", amount: { cents: 20_543 }, dueDate: "2026-07-20" } });
    expect(await open("2026-07-06")).toBe(20_543);
    await expect(remind("2026-07-20")).rejects.toThrow("remind-too-early");
    expect((await remind("2026-07-21")).reminders).toMatchObject([{ number: 2, open: { cents: 20_543 } }]);
  });

  test("without settings there is no fee, and in a half-year nobody has entered no interest", async () => {
    const { remind, desk } = await billed();
    const { reminders } = await remind("2026-07-06");
    expect(reminders).toMatchObject([{ fee: { cents: 0 }, interest: { cents: 1 + 41 } }]);
    const pdf = (reminders[0] as unknown as { pdf: { path: string } }).pdf.path;
    const text = await textOf(await readFile(pdf));
    expect(text).toContain("Viivästyskorko korkolain mukaan");
    expect(text).toContain("Jos olet jo maksanut, kiitos");
    const { payment } = reminders[0] as unknown as { payment: { barcode: string; qr: string } };
    const codes = (await codesOn(await readFile(pdf), 1)).map((code) => code.text);
    expect(codes.sort()).toEqual([payment.barcode, payment.qr].sort());
    expect((await (await desk.store()).read(({ journal }) => journal.of("2026-0117"))).slice(-2).map(({ act }) => act)).toEqual([
      "reminder.issued",
      "reminder.rendered",
    ]);
  });

  test("who has paid a part is thanked for it, and reminded of the rest", async () => {
    const { remind, run } = await billed();
    await run("2026-06-25", "pay", "L-2026-0001", "--amount", "100");
    const { reminders } = await remind("2026-07-06");
    expect(reminders).toMatchObject([{ open: { cents: 9970 } }]);
    expect(await textOf(await readFile((reminders[0] as unknown as { pdf: { path: string } }).pdf.path))).toContain(
      "Kiitos siitä, mitä on jo maksettu",
    );
  });

  test("who paid before it was sent owes nothing more, though the payment was entered later", async () => {
    const { remind, open, run } = await billed({ interest: PAID });
    await remind("2026-07-06");
    await run("2026-07-07", "pay", "L-2026-0001", "--amount", "199,70", "--on", "2026-07-06");
    expect(await open("2026-07-07")).toBe(0);
    await expect(remind("2026-08-20")).rejects.toThrow("remind-nothing-open");
  });

  test("never while a line is disputed; --all says who waits and why", async () => {
    const { remind } = await billed({}, THREE_CRACKED.replace("all: agrees", "all: disputes, words: Ne olivat jo rikki"));
    await expect(remind("2026-07-06")).rejects.toThrow("remind-disputed");
    expect(await remind("2026-07-06", "--all")).toMatchObject({ reminders: [], waiting: [{ code: "remind-disputed" }] });
  });

  test("never while a case about the bill, its line or its contract is open, and without interest for its days", async () => {
    const { remind, desk } = await billed({ interest: PAID });
    const cases = async (at: string, ...words: readonly string[]) => {
      const ran = await runProgram("desk", ["cases", ...words], {
        home: desk.home,
        at: `${at}T09:00:00Z`,
        env: { RETURNDESK_STAFF: "mira" },
      });
      expect(ran.exitCode).toBe(0);
    };
    const about = ["L-2026-0001", "2026-0117"];
    for (const [index, id] of about.entries()) {
      await cases("2026-06-25", "open", id, "--words", "Ne olivat jo rikki.");
      await expect(remind("2026-07-10")).rejects.toThrow("remind-case");
      await cases("2026-06-28", "reply", `A-${index + 1}`, "--told", "Soitin.");
      await cases("2026-06-28", "close", `A-${index + 1}`, "--done", "Soitin.", "--changed", "nothing");
    }
    // What is about no contract holds nothing back.
    await cases("2026-06-28", "open", "--name", "Aino Mäkelä", "--words", "Tuolit olivat hyvät.");
    const { reminders } = await remind("2026-07-06");
    // Of June two days before and two after are left, at 9.5 %: 0.26 and 10.13 cents each time. Then six at 9.25 %: 0.76 and 29.60.
    expect(reminders).toMatchObject([{ interest: { cents: 0 + 10 + 0 + 10 + 1 + 30 } }]);
  });

  test("a case about a line holds that line alone: the rest is reminded of and bears interest", async () => {
    const lines = [buildLine(), buildLine({ product: "chair-stacking", name: "Pinottava tuoli", quantity: 10 })];
    const { remind, run, desk } = await billed({ interest: PAID }, TWO_LINES, { lines });
    const words = ["open", "L-2026-0001", "--line", "1", "--words", "Ne olivat jo rikki."];
    await runProgram("desk", ["cases", ...words], { home: desk.home, at: "2026-06-25T09:00:00Z", env: { RETURNDESK_STAFF: "mira" } });
    // Two chairs of line 2 at 64.90; three of line 1 and their cleaning, 199.70, are held.
    const { reminders } = await remind("2026-07-06");
    expect(reminders).toMatchObject([
      {
        open: { cents: 19_970 + 12_980 },
        held: { amount: { cents: 19_970 }, cases: ["A-1"] },
        // On all of it for two days at 9.5 %, then on 129.80: six days at 9.5 % and six at 9.25 %.
        interestParts: [
          { document: "invoice", from: "2026-06-23", to: "2026-06-24", principal: { cents: 500 } },
          { document: "damagesStatement", from: "2026-06-23", to: "2026-06-24", principal: { cents: 32_450 }, amount: { cents: 17 } },
          { document: "damagesStatement", from: "2026-06-25", to: "2026-06-30", principal: { cents: 12_980 }, amount: { cents: 20 } },
          { document: "damagesStatement", from: "2026-07-01", to: "2026-07-06", principal: { cents: 12_980 }, amount: { cents: 20 } },
        ],
        toPay: { cents: 12_980 + 17 + 20 + 20 },
      },
    ]);
    const { path } = (reminders[0] as unknown as { pdf: { path: string } }).pdf;
    const page = (await textOf(await readFile(path))).replace(/\s+/gu, " ");
    expect(page).toContain("Laskusta maksamatta 329,50 € Odottaa vastaustamme asiaan A-1 −199,70 €");
    // What was paid was paid on the rest: nothing else is open then.
    await run("2026-07-07", "pay", "L-2026-0001", "--amount", "130,37");
    await expect(remind("2026-08-10")).rejects.toThrow("remind-case");
  });

  test("a dry run issues nothing, and off a terminal it needs --yes", async () => {
    const { run, open } = await billed({ interest: PAID });
    expect((await run("2026-07-06", "remind", "--all", "--dry-run", "--json")).json()).toMatchObject({
      dryRun: true,
      reminders: [{ number: 1 }],
    });
    expect((await run("2026-07-06", "remind", "--all")).exitCode).toBe(2);
    expect((await run("2026-07-06", "remind")).exitCode).toBe(2);
    expect(await open("2026-07-06")).toBe(19_970);
  });
});

test("settings above the law's limits are refused by name", async () => {
  for (const [settings, field] of [
    [{ reminders: { consumer: { fee: "5,01" } } }, "reminders.consumer.fee"],
    [{ reminders: { business: { fee: "12,01" } } }, "reminders.business.fee"],
    [{ reminders: { consumer: { daysAfterDue: 13 } } }, "reminders.consumer.daysAfterDue"],
    [{ reminders: { business: { daysApart: 9 } } }, "reminders.business.daysApart"],
    [{ interest: { "2026H3": "2,5 %" } }, "interest.2026H3"],
    [{ interest: { "2026H2": "2.5" } }, "interest.2026H2"],
  ] as const) {
    const { run } = await billed(settings as Partial<Settings>);
    const ran = await run("2026-07-06", "list");
    expect([ran.exitCode, ran.stderr.includes(field)]).toEqual([1, true]);
  }
});
