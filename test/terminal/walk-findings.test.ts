/** What a walk records besides counts: details and photos of findings, groups that differ, the customer's own words, further loads. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { showInspection } from "../../src/app/show-inspection.ts";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { buildLine } from "../support/build-contract.ts";
import { jpegSheet } from "../support/build-scan.ts";
import { buildDamaged, buildTerms } from "../support/build-terms.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { runProgram } from "../support/run-program.ts";
import { textOfFile } from "../support/story-desk.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { openTerminal } from "../support/terminal.ts";

const CHAIRS = buildLine({ product: "chair", name: "Folding chair", quantity: 10 });
const PLATES = buildLine({ product: "plate", name: "Dinner plate", quantity: 40 });
const REPAIRED = buildTerms({ damaged: [buildDamaged({ price: { kind: "repairOrValue" } })] });

const inspectionOf = async (desk: TemporaryDesk, id: string) => (await showInspection(desk, id)).walk.inspection;

const noPhotos = (): Promise<never> => Promise.reject(new Error("no photos here"));

test("a hand-over: the signed copy is archived on the spot, what is scratched already is noted, and it is read back", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS, PLATES] }]);
  await writeFile(join(desk.home, "scan.jpg"), await jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: 1, pages: 1 }) }));
  await writeFile(join(desk.home, "before.jpg"), await jpegSheet({ code: null }));
  await writeFile(join(desk.home, "after.jpg"), await jpegSheet({ code: encodeFormCode({ contract: "none", page: 1, pages: 1 }) }));
  const terminal = openTerminal("inspect", ["handover", "2026-0117"], { home: desk.home, cwd: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("scan.jpg\r", /Is this[\s\S]+2026-0117/);
  await terminal.answer("\r", "Who signed");
  await terminal.answer("\r", "When was it signed?");
  await terminal.answer("\r", "line 1 of 2");
  expect(terminal.screen()).toContain("10 to hand over");
  await terminal.answer("2 scratched\r", "Understood: 8 in order · 2 × scratched");
  await terminal.answer("\r", "marks each");
  await terminal.answer("n", "as a fact about the thing");
  await terminal.answer("On the seat\r", /note +On the seat/);
  await terminal.answer("f", "Path of the photo file");
  await terminal.answer("before.jpg\r", /photos +before\.jpg/);
  await terminal.answer("\r", "line 2 of 2");
  const readBack = await terminal.answer("\r", "read back");
  expect(readBack).toContain("48 of the 50 go out in order.");
  expect(readBack).toContain("• 2 × scratched, 1 photo, “On the seat” – Folding chair");
  await terminal.answer("\r", "The hand-over R-1 of contract 2026-0117 is recorded.");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });

  const handover = await inspectionOf(desk, "R-1");
  expect([handover.kind, handover.signedCopy, handover.answer, handover.acknowledgement]).toEqual(["handover", "verified", null, null]);
  expect(handover.lines.map(({ ok, damaged }) => [ok, damaged])).toEqual([
    [8, 2],
    [40, 0],
  ]);
  expect(handover.lines[0]?.groups[0]?.findings).toMatchObject([{ type: "scratched", severity: null, note: "On the seat" }]);

  const next = openTerminal("inspect", ["2026-0117"], { home: desk.home, cwd: desk.home });
  expect((await next.until("line 1 of 2")).replace(/\s+/gu, " ")).toContain(
    "At hand-over: 2 × scratched, 1 photo, “On the seat”; photos: before.jpg",
  );
  await next.answer("3 scratched\r", "Understood");
  expect(await next.answer("\r", "marks each")).toMatch(/hand-over +2 noted then, 1 new/);
  await next.answer("f", "Path of the photo file");
  await next.answer("after.jpg\r", /photos +after\.jpg/);
  await next.answer("\r", "line 2 of 2");
  await next.answer("1 cracked\r", "Understood");
  expect(await next.answer("\r", "marks each")).toMatch(/hand-over +new since the hand-over/);
  await next.answer("\r", "What does the customer say?");
  await next.answer("1", "Anything seen differently?");
  await next.answer("\r", "read back");
  await next.answer("\r", "How is the record acknowledged?");
  await next.answer("2", "is finished.");
  expect(await next.ended).toEqual({ code: 0, signal: null });

  const run = (program: "inspect" | "invoice", ...argv: string[]) =>
    runProgram(program, argv, { home: desk.home, cwd: desk.home, env: { RETURNDESK_STAFF: "mira" }, at: new Date().toISOString() });
  await run("inspect", "record", "R-2", "--out", "record.pdf");
  const record = await textOfFile(join(desk.home, "record.pdf"));
  expect(record).toContain("Kirjattu jo luovutuksessa: 2 kpl. Uusi luovutuksen jälkeen: 1 kpl.");
  expect(record).toContain("Kuva: after.jpg");
  const billed = await run("invoice", "R-2", "--yes", "--out", "bill.pdf");
  expect([billed.exitCode, billed.stderr]).toEqual([0, ""]);
  const bill = await textOfFile(join(desk.home, "bill.pdf"));
  expect(bill).toMatch(/Luovutus \d+\.\d+\.\d+\s+Palautus \d+\.\d+\.\d+/u);
});

test("one chair with two findings, a photo and a repair estimate; of three others one differs", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS] }], {}, REPAIRED);
  await writeFile(join(desk.home, "my chair.jpg"), await jpegSheet({ code: null }));
  await writeFile(join(desk.home, "notes.jpg"), "no picture");
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, cwd: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 1");
  await terminal.answer("1 cracked and scratched, 3 dented\r", "Understood: 6 in order · 1 × cracked + scratched · 3 × dented");
  await terminal.answer("\r", "1 × cracked (finding 1 of 2)");
  await terminal.answer("f", "Path of the photo file");
  await terminal.answer("nowhere.jpg\r", "Cannot read nowhere.jpg: there is no such file.");
  await terminal.answer("notes.jpg\r", "notes.jpg: the photo is damaged, or no JPEG, PNG, TIFF or HEIC.");
  await terminal.answer("my chair.jpg\r", /photos +my chair\.jpg/);
  await terminal.answer("r", "Repair estimate");
  await terminal.answer("cheap\r", "Cost, days and source");
  await terminal.answer("\x1535,00 6 Puusepänverstas Laine\r", /repair +€35\.00, 6\sdays, Puusepänverstas Laine/);
  await terminal.answer("\r", "1 × scratched (finding 2 of 2)");
  await terminal.answer("z", "How large");
  await terminal.answer("2,5 cm\r", /size +25 mm/);
  await terminal.answer("\r", "3 × dented");
  await terminal.answer("/", "How many of the 3 are different?");
  await terminal.answer("3\r", "A whole number from 1 to 2.");
  await terminal.answer("\x151\r", "2 × dented");
  await terminal.answer("\r", "1 × dented");
  await terminal.answer("c", /cause +customer/);
  await terminal.answer("\r", "What does the customer say?");
  await terminal.answer("1", "Anything seen differently?");
  await terminal.answer("2", "How many units does this concern? (1–2)");
  await terminal.answer("1\r", "In the customer's own words");
  expect(await terminal.answer("That dent was there in March\r", "Is it as it was said?")).toContain("“That dent was there in March”");
  await terminal.answer("b", "In the customer's own words");
  await terminal.answer("\x15That dent was there in May\r", "“That dent was there in May”");
  await terminal.answer("\r", "sees it differently (1 of 2)");
  const readBack = await terminal.answer("\r", "read back");
  expect(readBack).toMatch(/2 × dented – Folding chair – sees it differently \(1 of 2\) “That dent was\s+there in May”/);
  expect(readBack).toContain("The customer sees the rest the same way.");
  await terminal.answer("\r", "How is the record acknowledged?");
  await terminal.answer("2", "The walkthrough R-1 of contract 2026-0117 is finished.");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });

  const { lines, answer, acknowledgement } = await inspectionOf(desk, "R-1");
  expect(lines[0]?.groups.map(({ id, count, findings }) => [id, count, ...findings.map(({ id: own, type }) => `${own} ${type}`)])).toEqual([
    ["G1", 1, "F1 cracked", "F2 scratched"],
    ["G2", 2, "F3 dented"],
    ["G3", 1, "F4 dented"],
  ]);
  expect(lines[0]?.groups[0]?.findings).toMatchObject([
    { photos: [{ name: "my chair.jpg" }], repair: { cost: 3500, days: 6, source: "Puusepänverstas Laine" } },
    { sizeMm: 25, photos: [], repair: null },
  ]);
  expect(lines[0]?.groups[2]?.findings).toMatchObject([{ cause: "customer" }]);
  expect(answer?.exceptions).toEqual([
    { position: 1, group: "G2", subject: "group", count: 1, stance: "disputes", words: "That dent was there in May" },
  ]);
  expect(acknowledgement?.kind).toBe("declined");
});

test("a second load: what was still out comes back, late, and what was missing is found", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS, PLATES] }]);
  const text = `
cameBackAt: 2026-05-18 11:00
lines: [{ line: 1, stillOut: 4 }, { line: 2, missing: 3 }]
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;
  const source = { name: "answers.yaml", text, readPhoto: noPhotos };
  await answerFromFile(desk, { contract: "2026-0117", kind: "return", source, cameBackAt: null });

  const terminal = openTerminal("inspect", ["2026-0117", "--came-back", "2026-05-20 14:00"], { home: desk.home });
  await terminal.until("Enter: later");
  const first = await terminal.answer("\r", "line 1 of");
  expect(first).toMatch(/Folding chair +4 out/);
  expect(first).toMatch(/line 1 of 2\n nothing answered yet · 2 lines left/);
  expect(first).toMatch(/Came back 20\sMay\s2026\sat\s14:00\./);
  await terminal.answer("t", "When did it come back?");
  await terminal.answer("2026-05-30 14:00x\r", "A time that exists");
  await terminal.answer("\x152026-05-19 09:30\r", /Came back 19\sMay\s2026\sat\s09:30\./);
  await terminal.answer("1 still out\r", "Understood: 3 in order · 1 still out");
  await terminal.answer("\r", "line 2 of 2");
  expect(terminal.screen()).toMatch(/3 declared missing earlier[\s\S]+Has any of it turned up\?[\s\S]+Enter none has turned up/);
  await terminal.answer("2 found\r", "Understood: 2 in order · 2 found");
  await terminal.answer("\r", "What does the customer say?");
  await terminal.answer("\r", "read back");
  await terminal.answer("\r", "How is the record acknowledged?");
  await terminal.answer("3", "The walkthrough R-2 of contract 2026-0117 is finished.");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });

  const second = await inspectionOf(desk, "R-2");
  expect([second.load, second.cameBackAt]).toEqual([2, "2026-05-19T06:30:00.000Z"]);
  expect(second.lines.map(({ position, ok, stillOut, found }) => [position, ok, stillOut, found])).toEqual([
    [1, 3, 1, 0],
    [2, 2, 0, 2],
  ]);
});

test("a note that reads as blame: the calmer text is taken, one's own is kept, or it is written again", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS] }]);
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 1");
  await terminal.answer("2 scratched\r", "Understood");
  await terminal.answer("\r", "marks each");
  await terminal.answer("n", "as a fact about the thing");
  const named = await terminal.answer("Carelessly stacked, absolutely ruined\r", "can sound like blame");
  expect(named).toContain("The customer will read this, and “Carelessly”, “ruined” can sound like blame.");
  expect(named).toContain("Calmer: Stacked, damaged");
  await terminal.answer("\r", /note +Stacked, damaged/);
  await terminal.answer("n", "as a fact about the thing");
  await terminal.answer("\x15Your fault\r", "What can be seen in the thing itself?");
  await terminal.answer("\r", /› Your fault/);
  await terminal.answer("\x15Filthy seat\r", "Calmer: Dirty seat");
  await terminal.answer("k", /note +Filthy seat/);
  await terminal.answer("\r", "What does the customer say?");
  await terminal.answer("2", "In the customer's own words");
  await terminal.answer("It was ruined when I got it\r", "Is it as it was said?");
  await terminal.answer("\r", "Is anything agreed all the same?");
  terminal.kill("SIGKILL");
  await terminal.ended;
  const { lines, answer } = await inspectionOf(desk, "R-1");
  expect(lines[0]?.groups[0]?.findings[0]?.note).toBe("Filthy seat");
  expect(answer?.words).toBe("It was ruined when I got it");
});
