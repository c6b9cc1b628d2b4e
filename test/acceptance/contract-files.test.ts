import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { CONTRACT, edited, FAIR_TERMS as TERMS } from "../support/contract-texts.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import { type TemporaryDesk, temporaryDesk } from "../support/temporary-desk.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

let desk: TemporaryDesk;
beforeEach(async () => {
  desk = await temporaryDesk();
  writeFileSync(join(desk.home, "terms.yaml"), TERMS);
});
const file = (name: string, content: string | Uint8Array): void => writeFileSync(join(desk.home, name), content);
const contracts = (argv: readonly string[], stdin?: string): Promise<Ran> =>
  runProgram("contracts", argv, {
    home: desk.home,
    cwd: desk.home,
    env: { RETURNDESK_STAFF: "mira" },
    ...(stdin === undefined ? {} : { stdin }),
  });

describe("contracts add", () => {
  it("registers the three stories, and says so again without doing it again", async () => {
    const files = ["party", "event", "clean"].map((story) => join(FIXTURES, story, "contract.yaml"));
    const first = await contracts(["add", ...files]);
    expect([first.exitCode, first.stderr, first.stdout]).toEqual([
      0,
      "",
      "Contract 2026-0117 is registered: Aino Mäkelä, 7 lines, terms furniture-and-tableware 2026-1.\nContract 2026-0142 is registered: Norrskärs Evenemang Ab, 9 lines, terms furniture-and-tableware 2026-1.\nContract 2026-0163 is registered: Eleanor Whitfield, 3 lines, terms furniture-and-tableware 2026-1.\n",
    ]);
    expect((await contracts(["add", files[0] as string])).stdout).toBe(
      "Contract 2026-0117 is registered already and says the same: nothing was changed.\n",
    );
  });

  it("prints every problem as file, line and column, and registers nothing", async () => {
    file(
      "bad.yaml",
      edited(CONTRACT, ["quantity: 10", "quantity: -1"], ["due: 2026-05-18", "due: 2026-02-30"], ["name: Aino", "name: \u001b[31mAino"]),
    );
    const ran = await contracts(["add", "bad.yaml"]);
    expect([ran.exitCode, ran.stdout, ran.stderr]).toEqual([
      1,
      "",
      `error: 3 things have to be put right; nothing was registered.
bad.yaml:7:9: customer.name: holds the invisible character U+001B: delete it
bad.yaml:10:6: due: there is no "2026-02-30" in the calendar
bad.yaml:15:15: lines[0].quantity: "-1" is negative: write 1 or more
try: contracts schema
try: contracts add FILE --dry-run
`,
    ]);
  });

  it("reads one from stdin, and stores nothing in a dry run", async () => {
    const dry = await contracts(["add", "-", "--dry-run", "--json"], CONTRACT);
    expect([dry.exitCode, dry.stderr]).toEqual([0, "This was a dry run: nothing was stored.\n"]);
    expect(dry.json()).toMatchObject({
      schemaVersion: 1,
      dryRun: true,
      contracts: [{ file: "stdin", number: "T-1", existed: false }],
      warnings: [],
    });
    expect((await contracts(["list"])).stdout).not.toContain("T-1");
    expect((await contracts(["add", "-"], CONTRACT)).stdout).toBe("Contract T-1 is registered: Aino Mäkelä, 1 line, terms terms 1.\n");
    expect(await contracts(["add", "-", "-"], CONTRACT)).toMatchObject({
      exitCode: 2,
      stderr: "error: Only one contract can be read from stdin: name - once.\ntry: name the other contracts as files\n",
    });
  });

  it("refuses what is not text", async () => {
    file("scan.yaml", new Uint8Array([0xff, 0xfe, 0x41, 0x00]));
    expect(await contracts(["add", "scan.yaml"])).toMatchObject({
      exitCode: 1,
      stderr: "error: scan.yaml is not text in UTF-8.\ntry: save it as UTF-8 and try again\n",
    });
    expect(await contracts(["add", "-"], "x".repeat(4_000_001))).toMatchObject({
      exitCode: 1,
      stderr: "error: What came from stdin is larger than 4 MB: is it the right file?\ntry: name the file that is meant\n",
    });
    expect((await contracts(["add", "nowhere.yaml"])).stderr).toContain("Cannot read nowhere.yaml: there is no such file.");
  });

  it("notes what is worth knowing and goes on", async () => {
    file("net.yaml", edited(CONTRACT, ["prices: gross", "prices: net"]));
    expect(await contracts(["add", "net.yaml"])).toMatchObject({
      exitCode: 0,
      stderr: "note: net.yaml:3:9: prices: a consumer is told prices with VAT: write gross, and the prices with it\n",
    });
  });
});

describe("contracts terms and schema", () => {
  it("check a terms file", async () => {
    const fine = await contracts(["terms", "check", join(FIXTURES, "terms", "furniture-and-tableware.yaml")]);
    expect([fine.exitCode, fine.stderr, fine.stdout]).toEqual([
      0,
      "",
      expect.stringMatching(/^furniture-and-tableware 2026-1 is in order: 22 clauses, SHA-256 [0-9a-f]{64}\.\n$/u),
    ]);
    expect((await contracts(["terms", "check", "terms.yaml", "--json"])).json()).toMatchObject({
      terms: { name: "terms", version: "1" },
      languages: ["fi"],
      clauses: 1,
      warnings: [],
    });
    file("odd.yaml", edited(TERMS, ['late:\n  - clause: "1"', 'late:\n  - clause: "9"']));
    expect(await contracts(["terms", "check", "odd.yaml"])).toMatchObject({
      exitCode: 1,
      stderr:
        'error: Something has to be put right in these terms.\nodd.yaml:23:13: late[0].clause: there is no clause 9: did you mean "1"?\ntry: contracts terms schema\n',
    });
    file("open.yaml", edited(TERMS, ["    price: 150 % of rent", "    price: 150 % of rent\n    categories: tables"]));
    expect((await contracts(["terms", "check", "open.yaml"])).stderr).toContain(
      "note: open.yaml:23:3: late: nothing says what a delay costs on chairs; it will wait for a decision\n",
    );
  });

  it("print the schemas, without a desk", async () => {
    for (const [argv, title] of [
      [["schema"], "Rental contract"],
      [["terms", "schema"], "Rental terms"],
    ] as const) {
      const ran = await runProgram("contracts", argv, { home: join(desk.home, "none") });
      expect([ran.exitCode, ran.stderr, ran.json().title]).toEqual([0, "", title]);
    }
  });
});
