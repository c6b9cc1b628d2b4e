/** The walk as clerks do it: the real program in a real pseudo-terminal. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { type OpenTerminal, openTerminal } from "../support/terminal.ts";

const CUPS = buildLine({ product: "cup", name: "Coffee cup", quantity: 120, countLimit: 50 });
const PLATES = buildLine({ product: "plate", name: "Dinner plate", quantity: 40 });
const CHAIRS = buildLine({ product: "chair", name: "Folding chair", quantity: 10 });

const deskWith = (lines = [CHAIRS, PLATES, CUPS]): Promise<TemporaryDesk> => deskWithContracts([{ lines }]);

/** At the first line, without a signed copy. */
async function beginWalk(desk: TemporaryDesk, env: Readonly<Record<string, string>> = {}): Promise<OpenTerminal> {
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, env });
  const finnish = env.RETURNDESK_LANGUAGE === "fi";
  await terminal.until(finnish ? "Enter: myöhemmin" : "Enter: later");
  await terminal.answer("\r", finnish ? "rivi 1/" : "line 1 of");
  return terminal;
}

const eventsOf = async (desk: TemporaryDesk, id = "R-1"): Promise<readonly WalkEvent[]> =>
  (await desk.store()).read(async ({ inspections }) => (await inspections.entries(id)).map((entry) => entry.event));

const inspectionOf = async (desk: TemporaryDesk) => (await showInspection(desk, "R-1")).walk.inspection;

const countsOf = (line: Awaited<ReturnType<typeof inspectionOf>>["lines"][number]) =>
  [line.ok, line.damaged, line.missing, line.stillOut, line.dirty] as const;

test("a whole walk: in order, a quick entry with details, a counted number, the answer, the acknowledgement", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk);
  await terminal.until("Folding chair                                                           10 out");
  await terminal.answer("\r", "line 2 of 3");
  await terminal.answer("3 cracked, 2 missing\r", "Understood: 35 in order · 3 × cracked · 2 missing");
  await terminal.answer("\r", "marks each");
  await terminal.answer("2", "[2 moderate]");
  await terminal.answer("n", "as a fact about the thing");
  await terminal.answer("At the rim\r", /note +At the rim/);
  await terminal.answer("\r", "line 3 of 3");
  await terminal.answer("o", "How many did you count?");
  await terminal.answer("118\r", "You counted 118: 2 fewer than expected.");
  await terminal.answer("2", "What does the customer say?");
  await terminal.answer("1", "Anything seen differently?");
  await terminal.answer("2", "How many units does this concern? (1–2)");
  await terminal.answer("1\r", "In the customer's own words");
  await terminal.answer("One stayed in your van\r", "Is it as it was said?");
  await terminal.answer("\r", "sees it differently (1 of 2)");
  const readBack = await terminal.answer("\r", "read back");
  expect(readBack.indexOf("163 of the 166 that came back are in order.")).toBeLessThan(readBack.indexOf("What we found:"));
  expect(readBack).toMatch(/• 2 missing – Dinner plate – sees it differently \(1 of 2\) “One stayed in\s+your van”/);
  expect(readBack).not.toContain("€");
  await terminal.answer("\r", "How is the record acknowledged?");
  await terminal.answer("\r", "› Aino Mäkelä");
  await terminal.answer("\r", "The walkthrough R-1 of contract 2026-0117 is finished.");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });

  const inspection = await inspectionOf(desk);
  expect(inspection.lines.map(countsOf)).toEqual([
    [10, 0, 0, 0, 0],
    [35, 3, 2, 0, 0],
    [118, 0, 0, 2, 0],
  ]);
  expect(inspection.lines.map((line) => line.counted)).toEqual([null, null, 118]);
  const [finding] = inspection.lines[1]?.groups[0]?.findings ?? [];
  expect(finding).toMatchObject({ id: "F1", type: "cracked", severity: "moderate", marks: 1, note: "At the rim", cause: "unknown" });
  expect(inspection.answer).toEqual({
    all: "agrees",
    words: null,
    exceptions: [{ position: 2, group: null, subject: "missing", count: 1, stance: "disputes", words: "One stayed in your van" }],
  });
  expect(inspection.acknowledgement).toMatchObject({ kind: "name", name: "Aino Mäkelä" });
  expect(inspection.signedCopy).toBe("absent");
});

test("in Finnish: the same keys, entries in Finnish words", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk, { RETURNDESK_LANGUAGE: "fi" });
  await terminal.answer("k", "rivi 2/3");
  await terminal.answer("3 halki, 2 puuttuu, 4 pesemättä\r", "Ymmärretty: 35 kunnossa · 3 × säröillä · 2 puuttuu · 4 pesemättä");
  await terminal.answer("\r", "jälkiä/kpl");
  await terminal.answer("d", "Näkyy läheltä.");
  await terminal.answer("1", "[1 vähäinen]");
  await terminal.answer("\r", "rivi 3/3");
  await terminal.answer("10 vielä vuokralla\r", "Ymmärretty: 110 kunnossa · 10 vielä vuokralla");
  await terminal.answer("\r", "Montako laskit?");
  await terminal.answer("\r", "Mitä asiakas sanoo?");
  await terminal.answer("3", "luetaan ääneen");
  await terminal.answer("\r", "Miten pöytäkirja kuitataan?");
  await terminal.answer("\r", "katselmus R-1 on valmis");
  const inspection = await inspectionOf(desk);
  expect(inspection.lines.map(countsOf)).toEqual([
    [10, 0, 0, 0, 0],
    [35, 3, 2, 0, 4],
    [110, 0, 0, 10, 0],
  ]);
  expect(inspection.answer).toEqual({ all: "notPresent", words: null, exceptions: [] });
  expect(inspection.acknowledgement).toMatchObject({ kind: "notPresent" });
});

test("what is not understood is told with a proposal and can be corrected where it stands", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk);
  await terminal.answer("3 chipped\r", "“chipped” can mean several things: cracked, broken.");
  await terminal.answer("\x17cracked\r", "Understood: 7 in order · 3 × cracked");
  await terminal.answer("b", "› 3 cracked");
  await terminal.answer("\x15" + "11 missing\r", "11 is more than the 10 that are out.");
  await terminal.answer("\x15", "All in order? If not");
  expect((await eventsOf(desk)).map((event) => event.type)).toEqual(["began"]);
  terminal.type("\x03");
  expect(await terminal.ended).toEqual({ code: 130, signal: null });
});

test("back, keep, skip, and a line answered anew loses what was found before", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk);
  await terminal.answer("1 broken\r", "Understood: 9 in order · 1 × broken");
  await terminal.answer("\r", "marks each");
  await terminal.answer("3\r", "line 2 of 3");
  await terminal.answer("b", "Recorded: 9 in order · 1 broken");
  await terminal.answer("\r", "line 2 of 3");
  await terminal.answer("s", "line 3 of 3");
  await terminal.answer("g", "Which line, or which lines?");
  await terminal.answer("1\r", "Recorded: 9 in order · 1 broken");
  await terminal.answer("o", "line 3 of 3");
  await terminal.answer("b", "line 2 of 3");
  await terminal.answer("b", "line 1 of 3");
  await terminal.answer("b", "This is the first line.");
  await terminal.answer("2 torn\r", "Understood: 8 in order · 2 × torn");
  await terminal.answer("\r", "2 × torn");
  await terminal.answer("1\r", "line 3 of 3");
  await terminal.answer("v", "line 2 of 3");
  await terminal.answer("\r", "What does the customer say?");
  const inspection = await inspectionOf(desk);
  expect(inspection.lines.map(countsOf)).toEqual([
    [8, 2, 0, 0, 0],
    [40, 0, 0, 0, 0],
    [0, 0, 0, 120, 0],
  ]);
  expect(inspection.lines[0]?.groups.map((group) => [group.count, group.findings.map((finding) => finding.type)])).toEqual([[2, ["torn"]]]);
  terminal.kill("SIGKILL");
  await terminal.ended;
});

const sixty = Array.from({ length: 60 }, (_, index) => buildLine({ product: `p-${index + 1}`, name: `Product ${index + 1}`, quantity: 4 }));

test("sixty lines in order take sixty key presses, even when they are typed ahead in one burst", async () => {
  const desk = await deskWith(sixty);
  const terminal = await beginWalk(desk);
  await terminal.answer("o".repeat(30) + "\r".repeat(30), "What does the customer say?");
  expect((await eventsOf(desk)).map((event) => event.type)).toEqual(["began", ...sixty.map(() => "counted")]);
  await terminal.answer("\r", "All 240 that came back are in order.");
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("or one: everything else is in order", async () => {
  const desk = await deskWith(sixty);
  const terminal = await beginWalk(desk);
  await terminal.answer("e", "What does the customer say?");
  expect(await eventsOf(desk)).toEqual([
    expect.objectContaining({ type: "began" }),
    { type: "restInOrder", positions: sixty.map((_, index) => index + 1) },
  ]);
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("Ctrl-C keeps everything, says how to go on, and the walk goes on where it stopped", async () => {
  const desk = await deskWith();
  const first = await beginWalk(desk);
  await first.answer("\r", "line 2 of 3");
  await first.answer("2 scratched\r", "Understood");
  await first.answer("\r", "marks each");
  await first.answer("x", "How many marks");
  await first.answer("3\r", /marks each +3/);
  const stopped = await first.answer("\x03", "inspect 2026-0117");
  expect(stopped).toBe("R-1 is kept: 1 of 3 lines answered.\nGo on with: inspect 2026-0117");
  expect(await first.ended).toEqual({ code: 130, signal: null });

  const second = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  const resumed = await second.until("goes on where it stopped");
  expect(resumed).toContain("line 2 of 3");
  expect(resumed).toMatch(/marks each +3/);
  second.kill("SIGKILL");
  await second.ended;
});

test("a closed terminal loses nothing", async () => {
  const desk = await deskWith();
  const first = await beginWalk(desk);
  await first.answer("\r", "line 2 of 3");
  first.kill("SIGHUP");
  expect((await first.ended).code === 0).toBe(false);
  const second = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  expect(await second.until("goes on where it stopped")).toContain("line 2 of 3");
  await second.answer("\x04", "R-1 is kept: 1 of 3 lines answered.");
  expect(await second.ended).toEqual({ code: 130, signal: null });
});

test("a resized window is drawn anew, also a small one", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk);
  terminal.resize(50, 16);
  const small = await terminal.until(/Folding chair {29}10 out/);
  expect(small.split("\n").length).toBeLessThanOrEqual(16);
  expect(small).toContain("line 1 of 3");
  await terminal.answer("?", /10 out +still with the customer/);
  await terminal.answer("\r", "line 1 of 3");
  terminal.resize(100, 30);
  // The screen is drawn again for the new size and again for the answer: what counts is one that is whole.
  const large = await terminal.answer("\r", /^(?!.*line 1 of 3).*line 2 of 3/su);
  expect(large.match(/line \d of 3/g)).toEqual(["line 2 of 3"]);
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("sums and a sentence to say only when asked", async () => {
  const desk = await deskWith();
  const terminal = await beginWalk(desk);
  await terminal.answer("2 missing\r", "Understood");
  await terminal.answer("\r", "line 2 of 3");
  expect(terminal.screen()).not.toContain("€");
  await terminal.answer("p", "Katsotaan rivi kerrallaan yhdessä.");
  await terminal.answer("\r", "line 2 of 3");
  expect(await terminal.answer("m", "As things stand")).toContain("€");
  await terminal.answer("\r", "line 2 of 3");
  expect(terminal.screen()).not.toContain("€");
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("a signed copy that is missing is archived on the spot; a file that is none is told", async () => {
  const desk = await deskWith();
  await writeFile(join(desk.home, "scan.pdf"), "not a scan");
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, cwd: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("nowhere.pdf\r", "Cannot read nowhere.pdf: there is no such file.");
  await terminal.answer("scan.pdf\r", /scan\.pdf[\s\S]+Enter: later\)$/);
  await terminal.answer("\r", /No signed copy: the\s+record says so\./);
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("the contract is found as one types", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS] }, { number: "2026-0200", lines: [PLATES] }]);
  const terminal = openTerminal("inspect", [], { home: desk.home });
  await terminal.until("2026-0200");
  await terminal.answer("0200", /❯ 2026-0200/);
  terminal.type("\r");
  await terminal.until(/Contract 2026-0200 has no signed copy[\s\S]+Enter: later/);
  terminal.type("\x03");
  expect(await terminal.ended).toEqual({ code: 130, signal: null });
});
