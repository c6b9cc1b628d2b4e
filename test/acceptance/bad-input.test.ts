/** Bad input: each kind has its own code and says what is wrong, and nothing is half-done. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databasePath } from "../../src/storage/open-store.ts";
import { pdfOf, pngSheet } from "../support/build-scan.ts";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, FIXTURES, handOver } from "../support/story-desk.ts";
import { traceOf } from "../support/traces.ts";

const NOW = "2026-05-18T12:00:00Z";
const DRY = "This was a dry run: nothing was stored.";
const LONG = "x".repeat(10_000);
const ESCAPE = "\u001b[31mred";

let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
  await handOver(desk, "party");
  await desk.done(NOW, "contracts add", [join(FIXTURES, "clean", "contract.yaml")]);
  const signed = await readFile(join(FIXTURES, "party", "signed.pdf"));
  for (const [name, bytes] of [
    ["good.pdf", signed],
    ["empty.pdf", Buffer.alloc(0)],
    ["cut.pdf", signed.subarray(0, 150_000)],
    ["text.pdf", Buffer.from("Dear customer, this is a letter.")],
    ["letter.docx", Buffer.from("PK\u0003\u0004 a zipped letter")],
    ["broken.png", Buffer.concat([(await pngSheet({ dpi: 60 })).subarray(0, 3_000)])],
    ["other.pdf", await pdfOf([{ text: "A second signed copy" }])],
    ["latin1.yaml", Buffer.from([0x6e, 0xe4, 0x6d, 0x65])],
  ] as const)
    await writeFile(join(desk.root, name), bytes);
});
afterAll(() => desk.close());

interface Told {
  readonly exitCode: number;
  readonly code: string;
  /** Message, problems and hints as one text. */
  readonly text: string;
}

/** The last line on stderr is the one JSON document of an error. */
function told(ran: Ran): Told {
  const error = JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error;
  return { exitCode: ran.exitCode, code: error.code, text: JSON.stringify(error) };
}

/** Runs what must be refused, and holds it to leaving no trace. */
async function refused(typed: string, more: readonly string[] = [], stdin?: string, who: Clerk = desk): Promise<Told> {
  const before = traceOf(who.data, who.mirror, who.home);
  const ran = await who.run(NOW, typed, [...more, "--json"], stdin === undefined ? {} : { stdin });
  expect(traceOf(who.data, who.mirror, who.home)).toEqual(before);
  expect(ran.stdout).toBe("");
  return told(ran);
}

const refusal = (exitCode: number, code: string, ...words: readonly string[]) => ({
  exitCode,
  code,
  text: expect.stringMatching(new RegExp(words.map((word) => `(?=.*${word})`).join(""), "u")),
});

describe("an id that leads nowhere", () => {
  test.each([
    ["contracts show 2026-0171", "contract-unknown", "2026-0171", "2026-0117"],
    ["contracts form 2026-9999 --out x.pdf", "contract-unknown", "2026-9999"],
    ["contracts export 2026-0171 --out x", "contract-unknown", "2026-0117"],
    ["contracts archive 2026-0171 good.pdf --yes", "contract-unknown", "2026-0117"],
    ["contracts verify 2026-0171", "contract-unknown", "2026-0117"],
    ["contracts show 2026-0117 --clause 99.9", "clause-unknown", "99.9", "5.3"],
    ["inspect handover 2026-0171 --answers -", "contract-unknown", "2026-0117"],
    ["inspect 2026-0171 --answers -", "contract-unknown", "2026-0117"],
    ["inspect show R-99", "inspection-unknown", "R-99"],
    ["inspect record R-99", "inspection-unknown", "R-99"],
    ["invoice R-99 --yes", "return-unknown", "R-99"],
    ["invoice L-2026-0099 --yes", "document-unknown", "L-2026-0099"],
    ["invoice R-1 --yes", "not-a-return", "R-1"],
    ["invoice 2026-0117 --yes", "nothing-returned", "2026-0117"],
    ["invoice 2026-0171 --yes", "contract-unknown", "2026-0117"],
    ["desk staff sign-in onni", "unknown-staff", "onni"],
    ["contracts list --as onni", "unknown-staff", "onni"],
  ])("%s: %s", async (typed, code, ...words) => {
    expect(await refused(typed, [], "rest: in order\n")).toEqual(refusal(1, code, ...words));
  });
});

describe("a wrong command line", () => {
  test.each([
    ["contracts shw 2026-0117", "show"],
    ["contracts show 2026-0117 --claus 5.3", "--clause"],
    ["invoice 2026-0117 --agred-only", "--agreed-only"],
    ["inspect 2026-0117 --answer x", "--answers"],
    ["desk doctr", "doctor"],
    ["contracts form 2026-0117", "--out", "contracts form --help"],
    ["contracts add", "file", "contracts add --help"],
    ["desk contracts form 2026-0117", "--out", "desk contracts form --help"],
    ["desk staff add", "name", "desk staff add --help"],
    ["invoice R-2 R-3 R-4", "", "invoice --help"],
  ])("%s names %s", async (typed, ...words) => {
    expect(await refused(typed)).toEqual(refusal(2, "command-line", ...words));
    const ran = await desk.run(NOW, typed);
    expect([ran.exitCode, ran.stdout, ran.stderr.startsWith("error: ")]).toEqual([2, "", true]);
  });

  test.each([
    ["inspect", "answers-needed", "--answers"],
    ["inspect 2026-0117", "answers-needed", "--answers"],
    ["inspect handover 2026-0163", "answers-needed", "--answers"],
    ["inspect release R-1", "reason-missing", "--reason"],
    ["contracts archive 2026-0163 other.pdf", "signature-unconfirmed", "--yes", "--signed-by", "--signed-on"],
    ["contracts archive 2026-0163 other.pdf --signed-on 2026-02-30", "not-a-day", "2026-02-30"],
    ["contracts archive 2026-0117", "no-scan-of-contract", "SCAN"],
    ["contracts list --due 2026-02-30", "not-a-due-day", "2026-02-30"],
    ["desk staff pin mira", "new-pin-needed", "--new-pin-fd"],
    ["desk staff add Onni --role boss", "unknown-role", "boss", "clerk", "desk staff add --help"],
    ["desk staff add Onni --until 2026-02-30", "not-a-day", "2026-02-30"],
    ["inspect 2026-0117 --answers - --came-back yesterday", "not-a-time", "--came-back"],
  ])("%s off a terminal: %s", async (typed, code, ...words) => {
    expect(await refused(typed, [], "rest: in order\n")).toEqual(refusal(2, code, ...words));
  });
});

describe("a scan that is none", () => {
  test.each([
    ["empty.pdf", "scan-empty"],
    ["cut.pdf", "scan-truncated"],
    ["text.pdf", "scan-unknown-format"],
    ["letter.docx", "scan-unknown-format"],
    ["broken.png", "scan-truncated"],
    ["nowhere.pdf", "file-missing"],
    [".", "file-is-folder"],
  ])("%s: %s", async (file, code) => {
    expect(await refused("contracts archive 2026-0163 --yes", [file])).toEqual(refusal(1, code));
    // One bad file among good ones, and none of them is stored.
    expect(await refused("contracts archive 2026-0163 --yes", ["other.pdf", file])).toEqual(refusal(1, code));
  });

  test("without a code, somebody must name the contract; a signing day must have come", async () => {
    expect(await refused("contracts archive other.pdf --yes")).toEqual(refusal(1, "scan-without-code", "contracts archive NUMBER"));
    expect(await refused("contracts archive 2026-0163 other.pdf --yes --signed-on 2026-05-19")).toEqual(
      refusal(1, "signed-in-future", "2026-05-19"),
    );
    expect(await refused("contracts archive 2026-0163 other.pdf --yes --signed-by", [LONG])).toEqual(refusal(1, "signed-by-too-long"));
  });
});

/** The party's answers with one line said otherwise. */
const answers = (line: string, head = "cameBackAt: 2026-05-18 13:20"): string =>
  `${head}\nlines:\n  - product: chair-folding\n    ${line}\nrest: in order\nanswer: { all: agrees }\nacknowledgement: declined\n`;
const damaged = (detail: string, count = "1"): string =>
  `damaged: [{ count: ${count}, findings: [{ type: dented, severity: minor, ${detail} }] }]`;

describe("answers that cannot be", () => {
  test.each([
    ["negative", "missing: -1", "-1", "negative"],
    ["fractional", "missing: 2.5", "2.5", "whole"],
    ["no number", "missing: many", "many", "number"],
    ["huge", "missing: 99999999999999999999", "99999999999999999999"],
    ["an exponent", "missing: 1e3", "1e3"],
    ["more missing than out", "missing: 61", "61", "60"],
    ["more damaged than out", damaged("marks: 1", "61"), "61", "60"],
    ["more said than out", "say: 61 severe broken", "61", "60"],
    ["more dirty than came", "dirty: 61", "61", "60"],
    ["a count that does not add up", "counted: 70", "70", "60"],
    ["a negative sum", damaged("repair: { cost: -5, days: 1, source: a }"), "-5", "negative"],
    ["a sum of three decimals", damaged("repair: { cost: 1.999, days: 1, source: a }"), "1.999"],
    ["a huge sum", damaged("repair: { cost: 99999999999999, days: 1, source: a }"), "99999999999999"],
    ["a sum in words", damaged("repair: { cost: lots, days: 1, source: a }"), "lots"],
    ["control characters in a note", `note: "a\\u001b[31mred"`, "U\\+001B"],
    ["a note of 10,000 characters", `note: ${LONG}`, "10,?000", "2,?000"],
    ["an incident of 10,000 characters", damaged(`incident: ${LONG}`), "10,?000"],

    ["a finding nobody knows", "damaged: [{ count: 1, findings: [{ type: brokn, severity: severe }] }]", "brokn", "broken"],
  ])("%s", async (_, line, ...words) => {
    expect(await refused("inspect 2026-0117 --answers -", [], answers(line))).toEqual(refusal(1, "answers-wrong", ...words));
  });

  test.each([
    ["a day that does not exist", "cameBackAt: 2026-02-30 10:00", "answers-wrong", "2026-02-30"],
    ["a time the clocks skip", "cameBackAt: 2026-03-29 03:30", "answers-wrong", "03:30"],
    ["before the hand-over", "cameBackAt: 2026-05-14 10:00", "came-back-too-early", "2026-05-14"],
    ["still to come", "cameBackAt: 2026-05-19 10:00", "came-back-in-future", "2026-05-19"],
  ])("%s", async (_, head, code, word) => {
    expect(await refused("inspect 2026-0117 --answers -", [], answers("missing: 0", head))).toEqual(refusal(1, code, word));
  });

  test("a line nobody rented", async () => {
    const text = "lines: [{ product: chair-foldng, missing: 1 }]\nrest: in order\n";
    expect(await refused("inspect 2026-0117 --answers -", [], text)).toEqual(refusal(1, "answers-wrong", "chair-foldng", "chair-folding"));
  });

  test("names and words that steer a terminal or never end", async () => {
    for (const part of [
      `answer: { all: agrees, words: ${LONG} }`,
      `acknowledgement: { name: ${LONG} }`,
      'acknowledgement: { name: "a\\u0000" }',
    ])
      expect(await refused("inspect 2026-0117 --answers -", [], `rest: in order\n${part}\n`)).toEqual(refusal(1, "answers-wrong"));
    for (const text of ["", "[1, 2", "a: &a [*a]", "- 1", "rest: nothing"])
      expect(await refused("inspect 2026-0117 --answers -", [], text)).toEqual(refusal(1, "answers-wrong"));
    expect(await refused("inspect 2026-0117 --answers latin1.yaml")).toEqual(refusal(1, "not-utf8", "latin1.yaml"));
    expect(await refused("inspect 2026-0117 --answers nowhere.yaml")).toEqual(refusal(1, "file-missing", "nowhere.yaml"));
  });
});

describe("contracts and terms with errors", () => {
  const contract = async (from: string | RegExp, to: string): Promise<Told> => {
    const text = await readFile(join(FIXTURES, "event", "contract.yaml"), "utf8");
    const changed = text.replace(from, () => to);
    if (changed === text) throw new RangeError(`no ${from}`);
    await mkdir(join(desk.root, "event"), { recursive: true });
    await writeFile(join(desk.root, "event", "contract.yaml"), changed);
    return refused("contracts add event/contract.yaml");
  };
  beforeAll(async () => {
    await mkdir(join(desk.root, "terms"), { recursive: true });
    await copyFile(join(FIXTURES, "terms", "furniture-and-tableware.yaml"), join(desk.root, "terms", "furniture-and-tableware.yaml"));
  });

  test.each<[what: string, from: string | RegExp, to: string, ...words: string[]]>([
    ["a negative quantity", "quantity: 160", "quantity: -160", "-160"],
    ["a fractional quantity", "quantity: 160", "quantity: 1.5", "1.5"],
    ["a quantity in words", "quantity: 160", "quantity: plenty", "plenty"],
    ["a huge quantity", "quantity: 160", "quantity: 99999999999", "99999999999"],
    ["a quantity as an exponent", "quantity: 160", "quantity: 1e3", "1e3"],
    ["a negative price", "replacementPrice: 96.00", "replacementPrice: -96.00", "-96"],
    ["a price of three decimals", "replacementPrice: 96.00", "replacementPrice: 96.001", "96.001"],
    ["a huge price", "replacementPrice: 96.00", "replacementPrice: 999999999999999", "999999999999999"],
    ["a day that does not exist", "due: 2026-06-15 12:00", "due: 2026-06-31 12:00", "2026-06-31"],
    ["due before the hand-over", "due: 2026-06-15 12:00", "due: 2026-06-10 12:00", "due"],
    ["a wrong IBAN", "FI79 4405 2020 0360 82", "FI79 4405 2020 0360 83", "iban"],
    ["a wrong business id", "2345671-3", "2345671-4", "2345671-4"],
    ["a wrong VAT id", "FI23456713", "FI23456714", "FI23456714"],
    ["an unknown waiver", "waiver: share", "waiver: shares", "share"],
    ["a waiver line lost", /^ {2}- product: chair-banquet/mu, "  - prodct: chair-banquet", "prodct", "product"],
    ["control characters in a name", "Lena Norrgård", '"Lena\\u0007"', "U\\+0007"],
    ["a name of 10,000 characters", "Lena Norrgård", LONG, "10,?000"],
    ["a name of one customer on two lines", "name: Norrskärs Evenemang Ab", 'name: "Norrskärs\\nEvenemang"', "customer.name"],
    ["terms that are not there", "../terms/furniture-and-tableware.yaml", "../terms/none.yaml", "none.yaml"],
  ])("%s", async (_, from, to, ...words) => {
    const { exitCode, code, text } = await contract(from, to);
    expect({ exitCode, text }).toEqual({ exitCode: 1, text: refusal(1, code, ...words).text });
    expect(["contract-has-errors", "file-missing"]).toContain(code);
  });

  test("terms with errors are refused with every place, alone and below a contract", async () => {
    const path = join(desk.root, "terms", "furniture-and-tableware.yaml");
    const good = await readFile(path, "utf8");
    try {
      await writeFile(path, good.replace("price: 25 % of value", "price: 25 of value").replace('clause: "5.2"', 'clause: "5.22"'));
      expect(await refused("contracts terms check terms/furniture-and-tableware.yaml")).toEqual(
        refusal(1, "terms-have-errors", "damaged\\[3\\].price", "25 %"),
      );
      expect(await contract("# Sommargala", "# Gala")).toEqual(
        refusal(1, "contract-has-errors", "terms/furniture-and-tableware.yaml:\\d+:\\d+", "25 %"),
      );
    } finally {
      await writeFile(path, good);
    }
  });

  test("a number that says something else already is not written over", async () => {
    const text = await readFile(join(FIXTURES, "clean", "contract.yaml"), "utf8");
    await mkdir(join(desk.root, "clean"), { recursive: true });
    await writeFile(join(desk.root, "clean", "contract.yaml"), text.replace("quantity: 16", "quantity: 17"));
    expect(await refused("contracts add clean/contract.yaml")).toMatchObject({ exitCode: 1, text: expect.stringContaining("2026-0163") });
  });
});

describe("people", () => {
  test.each([
    ["a name of 10,000 characters", ["staff", "add", LONG], "staff-name"],
    ["control characters", ["staff", "add", ESCAPE], "staff-name"],
    ["no name", ["staff", "add", " "], "staff-name"],
    ["a telephone that steers", ["staff", "add", "Onni", "--phone", ESCAPE], "staff-phone"],
    ["an id that is none", ["staff", "add", "Onni", "--id", "O N"], "staff-id"],
    ["an id that is taken", ["staff", "add", "Mira", "--id", "mira"], "staff-exists"],
    ["the last owner", ["staff", "end", "mira"], "last-owner"],
    ["nobody", ["staff", "end", LONG], "unknown-staff"],
  ])("%s", async (_, argv, code) => {
    const answer = await refused("desk", argv);
    expect(answer).toEqual(refusal(1, code));
    expect(answer.text.length).toBeLessThan(500);
  });

  test("a firm with a wrong IBAN, business id and name is not set up", async () => {
    const home = join(desk.root, "new-home");
    const argv = [
      "--from",
      join(FIXTURES, "firm.yaml"),
      "--data",
      home,
      "--mirror",
      "",
      "--iban",
      "FI2112345600000786",
      "--business-id",
      "0112038-8",
    ];
    const ran = await desk.run(NOW, "desk init --json", [...argv, "--name", ESCAPE, "--street", LONG], { home });
    expect(told(ran)).toEqual(refusal(1, "set-up-invalid", "--iban", "--business-id", "--name", "--street"));
    expect(traceOf(home)).toEqual([]);
  });
});

describe("the signed copy", () => {
  const flip = async (path: string): Promise<() => Promise<void>> => {
    const whole = await readFile(path);
    const changed = Buffer.from(whole);
    changed[1_000] = (changed[1_000] ?? 0) ^ 1;
    await writeFile(path, changed);
    return () => writeFile(path, whole);
  };

  test("a hand-over without one is refused; a return goes on, its record says so, and its bill is refused", async () => {
    const other = await clerk();
    try {
      await other.done("2026-07-03T12:05:00Z", "contracts add", [join(FIXTURES, "clean", "contract.yaml")]);
      const file = (name: string): string[] => [join(FIXTURES, "clean", name)];
      const before = traceOf(other.data, other.mirror);
      const handed = await other.run("2026-07-03T12:05:00Z", "inspect handover 2026-0163 --json --answers", file("handover.yaml"));
      expect(told(handed)).toEqual(refusal(1, "no-signed-copy", "2026-0163", "contracts archive 2026-0163"));
      expect(traceOf(other.data, other.mirror)).toEqual(before);
      const back = await other.done("2026-07-06T07:00:00Z", "inspect 2026-0163 --json --answers", file("answers.yaml"));
      expect(back.json<{ inspection: { signedCopy: string } }>().inspection.signedCopy).toBe("absent");
      const walked = traceOf(other.data, other.mirror);
      const billed = await other.run("2026-07-06T08:00:00Z", "invoice 2026-0163 --yes --json");
      expect(told(billed)).toEqual(refusal(1, "no-signed-copy", "2026-0163", "contracts archive 2026-0163"));
      expect(traceOf(other.data, other.mirror)).toEqual(walked);
      // Archived afterwards, it is billed.
      await other.done("2026-07-06T08:01:00Z", "contracts archive 2026-0163 --yes", file("signed.pdf"));
      await other.done("2026-07-06T08:02:00Z", "invoice 2026-0163 --yes");
    } finally {
      await other.close();
    }
  });

  test("a copy damaged in one place is told and still bears a bill; damaged in both it does not", async () => {
    const other = await clerk();
    try {
      await bringBack(other, "party");
      const [file] =
        (await other.done(NOW, "contracts show 2026-0117 --json")).json<{
          signedCopies: { files: { copies: { path: string }[] }[] }[];
        }>().signedCopies[0]?.files ?? [];
      const [first, second] = file?.copies ?? [];
      if (!first || !second) throw new RangeError("no stored file");
      const mendFirst = await flip(first.path);
      const verified = await other.run(NOW, "contracts verify 2026-0117 --json");
      expect([verified.exitCode, verified.stdout]).toEqual([1, expect.stringMatching(/"archive": "altered",\s+"mirror": "verified"/u)]);
      expect((await other.run(NOW, "invoice 2026-0117 --preview --json")).json<{ obstacles: unknown[] }>().obstacles).toEqual([]);
      const mendSecond = await flip(second.path);
      const walked = traceOf(other.data, other.mirror);
      expect(told(await other.run(NOW, "invoice 2026-0117 --yes --json"))).toEqual(
        refusal(1, "signed-copy-damaged", "2026-0117", "contracts verify"),
      );
      expect(traceOf(other.data, other.mirror)).toEqual(walked);
      await mendSecond();
      // The doctor makes the damaged one anew from the good one.
      await other.run(NOW, "desk doctor");
      expect((await other.run(NOW, "contracts verify 2026-0117")).exitCode).toBe(0);
      await mendFirst();
    } finally {
      await other.close();
    }
  });
});

test("a database from a newer version is left alone", async () => {
  const other = await clerk();
  try {
    const database = new Database(databasePath(other.data));
    const version = database.pragma("user_version", { simple: true });
    database.pragma("user_version = 9999");
    const ran = await other.run(NOW, "contracts list --json");
    expect(told(ran)).toEqual(refusal(1, "database-newer"));
    // Whoever closes the desk looks into its books.
    database.pragma(`user_version = ${version}`);
    database.close();
  } finally {
    await other.close();
  }
});

describe("a dry run leaves no trace", () => {
  test.each([
    "contracts add event.yaml --dry-run",
    "contracts archive 2026-0163 other.pdf --yes --dry-run",
    "contracts form 2026-0117 --out form.pdf --dry-run",
    "contracts export 2026-0117 --out exported --dry-run",
    "inspect 2026-0117 --answers back.yaml --dry-run",
    "inspect record R-1 --out record.pdf --dry-run",
    "desk staff add Onni --dry-run",
    "desk staff end mira --dry-run --on 2026-12-31",
    "desk staff sign-in mira --dry-run",
    "desk doctor --dry-run",
    "desk demo --out demo --dry-run",
  ])("%s", async (typed) => {
    await writeFile(
      join(desk.root, "event.yaml"),
      (await readFile(join(FIXTURES, "event", "contract.yaml"), "utf8")).replace("../terms", join(FIXTURES, "terms")),
    );
    await writeFile(join(desk.root, "back.yaml"), answers("missing: 0"));
    const before = traceOf(desk.data, desk.root);
    const ran = await desk.run(NOW, typed);
    // The doctor ends with 1: nobody has a PIN yet.
    expect([ran.exitCode, ran.stderr]).toEqual([typed.includes("doctor") ? 1 : 0, expect.stringContaining(DRY)]);
    expect(traceOf(desk.data, desk.root)).toEqual(before);
  });
});

test("a customer's name is a cell and no formula, row or colour in a list", async () => {
  const other = await clerk();
  try {
    const text = await readFile(join(FIXTURES, "clean", "contract.yaml"), "utf8");
    const contract = text.replace("name: Eleanor Whitfield", `name: "=cmd|' /C calc'!A0"`).replace("../terms", join(FIXTURES, "terms"));
    await other.done(NOW, "contracts add -", [], contract);
    const rows = (await other.done(NOW, "contracts list")).stdout.split("\n");
    expect(rows.map((row) => row.split("\t").length)).toEqual([7, 7, 1]);
    expect(rows[1]?.split("\t")[1]).toBe("=cmd|' /C calc'!A0");
    for (const name of ['"a\\tb"', '"a\\nb"', '"a\\u001b[2Jb"', '"a\\u202eb"']) {
      const ran = await other.run(NOW, "contracts add - --json", [], {
        stdin: text.replace("Eleanor Whitfield", name).replace("2026-0163", "X-1"),
      });
      expect(told(ran)).toMatchObject({ exitCode: 1, code: "contract-has-errors" });
    }
  } finally {
    await other.close();
  }
});

test("a Finnish screen says what is wrong, where, and what to do", async () => {
  const env = { RETURNDESK_LANGUAGE: "fi" };
  const said = async (typed: string, stdin: string): Promise<string> => (await desk.run(NOW, typed, [], { env, stdin })).stderr;
  expect(await said("contracts show 2026-0171", "")).toBe("virhe: Sopimusta 2026-0171 ei ole.\nohje: tarkoititko 2026-0117?\n");
  expect(await said("contracts form 2026-0117", "")).toBe("virhe: Komennosta puuttuu --out <file>.\nohje: contracts form --help\n");
  expect(await said("inspect 2026-0117 --answers -", "lines:\n  - product: chair-folding\n    missing: -1\nrest: nothing\n")).toBe(
    [
      "virhe: Tiedostoa stdin ei voi käyttää: 2 kohtaa on korjattava. Mitään ei tallennettu.",
      "stdin:3:14: lines[0].missing: ”-1” on negatiivinen: kirjoita vähintään 0",
      "stdin:4:7: rest: ”nothing” ei ole mikään näistä: in order, still out",
      "ohje: korjaa yllä mainitut kohdat ja anna sama komento uudelleen; valinnalla --dry-run tiedosto vain tarkistetaan",
      "",
    ].join("\n"),
  );
});
