/** `inspect` off a terminal: answers from a file or stdin, and what shows, releases and hands out what was found. */
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { type Ran, type RunOptions, runProgram } from "../support/run-program.ts";
import { MIRAS_PIN } from "../support/temporary-desk.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Plate", quantity: 40 }),
];
const ANSWERS = `cameBackAt: 2026-05-18 11:20
lines:
  - product: plate
    say: 2 moderate cracked, 1 missing
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

/** `inspect` on a desk of its own; Mira acts. */
async function inspecting() {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const cwd = mkdtempSync(join(tmpdir(), "returndesk-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (argv: readonly string[], more: Partial<RunOptions> = {}): Promise<Ran> =>
    runProgram("inspect", argv, { home: desk.home, cwd, ...more, env: { RETURNDESK_STAFF: "mira", ...more.env } });
  return { desk, cwd, run };
}

test("answers on stdin make a finished walk, its record, and what to do next", async () => {
  const { run } = await inspecting();
  const ran = await run(["2026-0117", "--answers", "-"], { stdin: ANSWERS });
  expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
  expect(ran.stdout).toMatch(
    /^The walkthrough R-1 of contract 2026-0117 is finished\.\n47 of the 49 that came back are in order\.\nThe record for the customer: inspect record R-1 --out FOLDER, or --mail, or --print\nNext: invoice R-1 /,
  );
  expect((await run(["list"])).stdout).toBe(
    "id\tcontract\tcustomer\twhat\tload\tbegun\tstate\nR-1\t2026-0117\tAino Mäkelä\treturn\t1\t2026-05-20T11:00:00.000Z\tfinished\n",
  );
});

test("a flag says when the goods came back, where the file does not", async () => {
  const { run } = await inspecting();
  const ran = await run(["2026-0117", "--answers", "-", "--came-back", "2026-05-19 09:00", "--json"], {
    stdin: ANSWERS.replace(/^cameBackAt.*\n/u, ""),
  });
  expect(ran.json<{ inspection: { cameBackAt: string } }>().inspection.cameBackAt).toBe("2026-05-19T06:00:00.000Z");
});

test("a dry run reads the answers and stores nothing", async () => {
  const { run } = await inspecting();
  const ran = await run(["2026-0117", "--answers", "-", "--dry-run"], { stdin: ANSWERS });
  expect([ran.exitCode, ran.stdout, ran.stderr]).toEqual([0, "", "This was a dry run: nothing was stored.\n"]);
  expect((await run(["list"])).stderr).toBe("Nothing has been walked through yet.\n");
});

test("without a terminal and without answers, the flag is named", async () => {
  const { run } = await inspecting();
  const ran = await run(["2026-0117"]);
  expect([ran.exitCode, ran.stdout, ran.stderr]).toEqual([
    2,
    "",
    "error: Without a terminal the walk is answered from a file.\ntry: inspect 2026-0117 --answers FILE\n",
  ]);
  expect((await run([])).stderr).toContain("try: inspect NUMBER --answers FILE\n");
  expect((await run(["2026-0117", "--came-back", "2026-02-30 10:00"])).exitCode).toBe(2);
});

test("what is found is shown as facts, without sums", async () => {
  const { run } = await inspecting();
  await run(["2026-0117", "--answers", "-"], { stdin: ANSWERS });
  const shown = await run(["show", "2026-0117"]);
  const [facts, record] = shown.stdout.split("\nThe record as it was handed out\n");
  expect(record).toMatch(/^ {2}Version 1, finished 20\sMay\s2026 at\s14:00, the one the customer acknowledged\n {4}sha256 [0-9a-f]{64}\n/u);
  expect(facts).toBe(`R-1 · return of contract 2026-0117 · Aino Mäkelä
Came back 18\u00A0May\u00A02026 at\u00A011:20, walked through by Mira Salo
There was no signed copy in the archive.

47 of the 49 that came back are in order.
   1  Folding chair: 10 in order
   2  Plate: 37 in order · 2 cracked · 1 missing
       2 × cracked, moderate  (F1)

The customer sees it the same way.

Acknowledged by Aino Mäkelä
`);
  const json = (await run(["show", "R-1", "--json"])).json<{ inspection: { lines: unknown[] }; openLines: unknown[] }>();
  expect([json.inspection.lines.length, json.openLines]).toEqual([2, []]);
});

test("what the customer will read and may take as blame is remarked on, and holds nothing up", async () => {
  const { run } = await inspecting();
  const stdin = ANSWERS.replace("say: 2 moderate cracked, 1 missing", "say: 2 moderate cracked\n    note: Obviously dropped")
    .replace("all: agrees", "all: disputes, words: They were ruined before")
    .replace("\nrest", "\n  - { product: chair, note: Your fault }\nrest");
  const dry = await run(["2026-0117", "--answers", "-", "--dry-run"], { stdin });
  const remarks = [
    "Line 2: the customer will read “Obviously”, and it can sound like blame. Calmer: Dropped",
    "Line 1: the customer will read “Your fault”, and it can sound like blame. What can be seen in the thing itself?",
  ];
  expect(dry.stderr.split("\n").slice(0, 2)).toEqual(remarks);
  const ran = await run(["2026-0117", "--answers", "-", "--json"], { stdin });
  expect([ran.exitCode, ran.stderr]).toEqual([0, `${[...remarks].reverse().join("\n")}\n`]);
  expect(ran.json()).toMatchObject({
    tone: [
      { line: 1, finding: null, text: "Your fault", words: ["Your fault"], offer: null },
      { line: 2, finding: null, text: "Obviously dropped", words: ["Obviously"], offer: "Dropped" },
    ],
  });
  const amended = await run(["amend", "R-1", "--reason", "You claim otherwise", "--answers", "-"], { stdin: "lines: []\n" });
  expect(amended.stderr).toMatch(
    /^The reason: the customer will read “You claim”, and it can sound like blame\. Calmer: You say otherwise\n/,
  );
});

test("a release needs a reason and somebody who may", async () => {
  const { cwd, run } = await inspecting();
  await run(["2026-0117", "--answers", "-"], { stdin: ANSWERS });
  expect((await run(["release", "R-1"])).stderr).toContain('try: --reason "…"');
  const reason = ["release", "R-1", "--reason", "Said so by the customer"];
  expect((await run(reason, { env: { RETURNDESK_STAFF: "onni" } })).exitCode).toBe(2);
  writeFileSync(join(cwd, "pin"), `mira:${MIRAS_PIN}\n`);
  const pinned = [...reason, "--pin-fd", String(openSync(join(cwd, "pin"), "r"))];
  const ran = await run(pinned, { env: { RETURNDESK_STAFF: "onni" } });
  expect([ran.stdout, ran.stderr]).toEqual(["R-1 is released by Mira Salo: Said so by the customer\n", ""]);
  expect((await run(["show", "R-1"])).stdout).toContain("Released by Mira Salo, ");
});

test("the record is a PDF, copied where asked and never over a file", async () => {
  const { cwd, run } = await inspecting();
  await run(["2026-0117", "--answers", "-"], { stdin: ANSWERS });
  const ran = await run(["record", "R-1", "--out", "."]);
  expect(ran.stdout).toBe(`${join(cwd, "R-1_2026-0117.pdf")}\n`);
  expect(readFileSync(join(cwd, "R-1_2026-0117.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
  expect((await run(["record", "R-1", "--out", "."])).exitCode).toBe(1);
});
