/** What-ifs as a user meets them: prices before the party, a bill otherwise, changed terms on past returns, a dispute that is settled. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, FIXTURES, textOfFile } from "../support/story-desk.ts";

interface Money {
  readonly cents: number;
}

let desk: Clerk;
let changed: string;

/** Scratches, dents and stains at a half instead of a quarter; everything else as signed. */
async function changedTerms(folder: string): Promise<string> {
  const text = await readFile(join(FIXTURES, "terms/furniture-and-tableware.yaml"), "utf8");
  const path = join(folder, "changed.yaml");
  await writeFile(path, text.replace("version: 2026-1", "version: 2026-2").replace("price: 25 % of value", "price: 50 % of value"));
  return path;
}

beforeAll(async () => {
  desk = await clerk();
  changed = await changedTerms(desk.root);
  await bringBack(desk, "party");
  await bringBack(desk, "event");
}, 120_000);
afterAll(() => desk.close());

describe("contracts prices", () => {
  test("what it would cost on these very items, as a table and as JSON", async () => {
    const ran = await desk.done("2026-05-14T08:00:00Z", "contracts prices 2026-0117");
    const rows = ran.stdout
      .replace(/\n$/u, "")
      .split("\n")
      .map((row) => row.split("\t"));
    expect(rows.slice(0, 7)).toEqual([
      ["line", "product", "what", "price"],
      // 89.00 is 70.92 without VAT; 26 of 96 months old: 70.92 × 70 / 96 = 51.71, and 25 % of it 12.93.
      ["1", "Taittotuoli, musta", "Cracked or broken (severe) (5.2)", "51.71"],
      ["1", "Taittotuoli, musta", "Cracked or broken (minor or moderate), burnt or torn: price of the repair (5.3)", "51.71"],
      ["1", "Taittotuoli, musta", "Scratched, dented or stained (5.4)", "12.93"],
      ["1", "Taittotuoli, musta", "Missing (5.6)", "51.71"],
      ["1", "Taittotuoli, musta", "Dirty (6.1)", "3.00"],
      ["1", "Taittotuoli, musta", "Late, each started day (7.1)", "6.00"],
    ]);
    expect(ran.stderr).toContain("If it comes to less than €5.00 in all, nothing is billed (clause 8.4).");
    const { lines } = (await desk.done("2026-05-14T08:00:00Z", "contracts prices 2026-0117 --json")).json<{
      lines: { positions: number[]; rows: { what: string; amount: Money }[] }[];
    }>();
    // A cup: 3.00 by the list, also when it is missing; 0.60 for washing; 150 % of 0.35 a day.
    expect(lines[2]?.rows.map(({ what, amount }) => [what, amount.cents])).toEqual([
      ["damaged", 300],
      ["missing", 300],
      ["dirty", 60],
      ["late", 53],
    ]);
  });

  test("as one page in the customer's language", async () => {
    await desk.done("2026-05-14T08:00:00Z", "contracts prices 2026-0142 --out", ["prices.pdf"]);
    const text = await textOfFile(join(desk.root, "prices.pdf"));
    expect(text).toContain("Vad det skulle kosta");
    expect(text).toContain("Det valda skadeskyddet är inräknat: Skadeskydd, självrisk 30 % (punkt 8.2).");
  });
});

describe("invoice simulate", () => {
  test("by other terms, side by side; the books stay as they are", async () => {
    const ran = await desk.done("2026-05-18T12:00:00Z", "invoice simulate 2026-0117 --without-waiver");
    expect(
      ran.stdout
        .replace(/\n$/u, "")
        .split("\n")
        .map((row) => row.split("\t").slice(1)),
    ).toEqual([
      ["as signed", "otherwise", "difference"],
      // 225.70 without the waiver; of it 100.00 with.
      ["68.73", "155.13", "86.40"],
      ["17.19", "38.79", "21.60"],
      ["8.85", "19.98", "11.13"],
      ["3.99", "9.00", "5.01"],
      ["13.80", "13.80", "0.00"],
      ["1.24", "2.80", "1.56"],
      ["113.80", "239.50", "125.70"],
    ]);
    expect((await desk.done("2026-05-18T12:00:00Z", "invoice list --json")).json()).toMatchObject({ billings: [] });
  });

  test("by a terms file, also when the bill is issued", async () => {
    await desk.done("2026-05-18T12:00:00Z", "invoice 2026-0117 --yes");
    const ran = await desk.done("2026-05-18T12:00:00Z", "invoice simulate 2026-0117 --json --terms", [changed]);
    const { signed, otherwise, difference } = ran.json<{ signed: { total: Money }; otherwise: { total: Money }; difference: Money }>();
    // The deductible of 100.00 stays what it is.
    expect([signed.total.cents, otherwise.total.cents, difference.cents]).toEqual([11_380, 11_380, 0]);
  });

  test("what is to be different must be said", async () => {
    const ran = await desk.run("2026-05-18T12:00:00Z", "invoice simulate 2026-0117");
    expect([ran.exitCode, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toMatch(/^error: Say what is to be different\.\ntry: --terms FILE\n/u);
  });

  test("terms with errors are refused with their places", async () => {
    const broken = join(desk.root, "broken.yaml");
    await writeFile(broken, (await readFile(changed, "utf8")).replace("price: 50 % of value", "price: 50 of value"));
    const ran = await desk.run("2026-05-18T12:00:00Z", "invoice simulate 2026-0117 --terms", [broken]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(/broken\.yaml:\d+:\d+/u);
  });
});

describe("contracts terms try", () => {
  test("who would have paid more, rules that never applied, clauses that were disputed; and a file for a spreadsheet", async () => {
    const at = "2026-11-22T08:00:00Z";
    const ran = await desk.done(at, "contracts terms try", [changed]);
    const rows = ran.stdout
      .replace(/\n$/u, "")
      .split("\n")
      .map((row) => row.split("\t"));
    expect(rows[0]).toEqual(["contract", "customer", "then", "now", "difference", "remark"]);
    expect(
      rows
        .slice(1)
        .map(([contract]) => contract)
        .sort(),
    ).toEqual(["2026-0117", "2026-0142"]);
    // With two cups that never came back: 113.80 + 2 × 3.00.
    expect(rows.find(([contract]) => contract === "2026-0117")).toEqual(["2026-0117", "Aino Mäkelä", "119.80", "119.80", "0.00", ""]);
    expect(ran.stderr).toContain("Rules that never applied:");
    expect(ran.stderr).toContain("Clauses that customers saw differently, most often first:");
    await desk.done(at, "contracts terms try --csv comparison.csv", [changed]);
    const csv = await readFile(join(desk.root, "comparison.csv"), "utf8");
    expect(csv).toContain("\uFEFFcontract;customer;then;now;difference;remark\r\n");
    expect(csv).toContain("2026-0117;Aino Mäkelä;119,80;119,80;0,00;\r\n");
  });

  test("the same table on stdout and nothing else, where the file's name is -", async () => {
    const ran = await desk.done("2026-11-22T08:00:00Z", "contracts terms try --csv -", [changed]);
    const rows = ran.stdout.split("\r\n");
    expect([rows[0], rows.length, rows.at(-1)]).toEqual(["\uFEFFcontract;customer;then;now;difference;remark", 4, ""]);
    expect(ran.stderr).toContain("Rules that never applied:");
    const mixed = await desk.run("2026-11-22T08:00:00Z", "contracts terms try --csv - --json", [changed]);
    expect([mixed.exitCode, mixed.stdout, JSON.parse(mixed.stderr).error.code]).toEqual([2, "", "stdout-twice"]);
  });

  test("only since a day; a day that is none is refused", async () => {
    const since = await desk.done("2026-11-22T08:00:00Z", "contracts terms try --json --since 2026-06-01", [changed]);
    expect(since.json<{ contracts: { contract: string }[] }>().contracts.map(({ contract }) => contract)).toEqual(["2026-0142"]);
    expect((await desk.run("2026-11-22T08:00:00Z", "contracts terms try --since yesterday", [changed])).exitCode).toBe(2);
  });
});

test("a PDF goes to a file, never to stdout", async () => {
  for (const command of ["contracts prices 2026-0117", "contracts form 2026-0117", "inspect record 2026-0117", "invoice 2026-0117 --yes"]) {
    const ran = await desk.run("2026-05-21T08:00:00Z", `${command} --json --out -`);
    expect([command, ran.exitCode, ran.stdout, JSON.parse(ran.stderr).error.code]).toEqual([command, 1, "", "output-is-stdout"]);
  }
});

describe("inspect settle", () => {
  test("what the customer agrees about after all is billed with the next bill", async () => {
    const at = "2026-06-15T12:00:00Z";
    await desk.done(at, "invoice 2026-0142 --agreed-only --yes");
    const harsh = await desk.done(at, "inspect settle 2026-0142 --agreed --dry-run --reason", ["Asiakas oli huolimaton."]);
    expect(harsh.stderr).toContain("The reason: the customer will read “huolimaton”, and it can sound like blame.");
    const settled = (await desk.done(at, "inspect settle 2026-0142 --agreed --json --reason", ["Kuvat katsottiin yhdessä."])).json<{
      outcome: string;
      left: number;
      inspection: string;
    }>();
    expect([settled.outcome, settled.left]).toEqual(["agreed", 0]);
    const shown = (await desk.done(at, "inspect show", [settled.inspection])).stdout.replace(/\s+/gu, " ");
    expect(shown).toMatch(/Agreed after all, noted by Mira Lahti, 15 June 2026 at \d\d:\d\d: Kuvat katsottiin yhdessä\. \d+ × /u);
    const next = (await desk.done(at, `invoice ${settled.inspection} --agreed-only --preview --json`)).json<{
      charges: { disputed: boolean }[];
    }>();
    expect(next.charges.length).toBeGreaterThan(0);
    expect(next.charges.every(({ disputed }) => !disputed)).toBe(true);
  });

  test("to drop one takes the authority of a lead", async () => {
    const ran = await desk.run("2026-06-15T12:00:00Z", "inspect settle 2026-0142 --dropped --reason", ["Sovittiin."]);
    expect(ran.exitCode).not.toBe(0);
    expect(ran.stdout).toBe("");
  });
});
