/** `--plain`: a walk for a screen reader. What is printed stays as it was printed. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import type { ProgramName } from "../../src/cli/main.ts";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { buildLine } from "../support/build-contract.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { letIn, sendPhoto, signAs } from "../support/phone-client.ts";
import { runProgram } from "../support/run-program.ts";
import { FIXTURES } from "../support/story-desk.ts";
import { MIRAS_PIN } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type OpenTerminal, openTerminal } from "../support/terminal.ts";
import { QUESTION_LINES, QUESTION_TERMS } from "../support/walk-questions/states.ts";

const LINES = [
  buildLine({ product: "chair", name: "Folding chair", quantity: 10 }),
  buildLine({ product: "plate", name: "Dinner plate", quantity: 40 }),
];

test("a whole walk in lines, without a single cursor movement", async () => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  const terminal = openTerminal("inspect", ["2026-0117", "--plain"], { home: desk.home, columns: 200, rows: 200 });
  await terminal.until("Enter: later");
  await terminal.answer("\r", /line 1 of 2\nFolding chair +10 out/);
  await terminal.answer("o\r", /line 2 of 2\nDinner plate +40 out/);
  await terminal.answer("=\r", "10 in order · 1 line left");
  await terminal.answer("3 cracked, 2 missing\r", "Understood: 35 in order · 3 × cracked · 2 missing");
  await terminal.answer("\r", "marks each");
  await terminal.answer("n\r", "as a fact about the thing");
  await terminal.answer("At the rim\r", /note +At the rim/);
  await terminal.answer("u\r", "Taken back: Dinner plate, an entry on “cracked”.");
  await terminal.answer("2\r", "[2 moderate]");
  await terminal.answer("\r", "What does the customer say?");
  await terminal.answer("1\r", "Anything seen differently?");
  await terminal.answer("\r", "What we found:");
  await terminal.answer("\r", "How is the record acknowledged?");
  await terminal.answer("1\r", "Name of who acknowledges:");
  const whole = await terminal.answer("Onni Laine\r", "is finished");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });
  // Had anything been drawn over, the first question would be gone.
  expect(whole).toMatch(/line 1 of 2[\s\S]+line 2 of 2[\s\S]+Understood[\s\S]+What does the customer say/);
  expect(whole).not.toMatch(/[─│┌┐└┘]/u);
  const { walk } = await showInspection(desk, "R-1");
  expect(walk.inspection.lines.map(({ ok, damaged, missing }) => [ok, damaged, missing])).toEqual([
    [10, 0, 0],
    [35, 3, 2],
  ]);
  expect(walk.inspection.acknowledgement).toMatchObject({ kind: "name", name: "Onni Laine" });
});

/** What came since it was typed holds the text: everything before stands on the screen as well. */
function linesOf(terminal: OpenTerminal): (typed: string, shows: string) => Promise<string> {
  return async (typed, shows) => {
    const before = terminal.screen().length;
    const wanted = shows.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
    const screen = await terminal.answer(`${typed}\r`, new RegExp(`^[\\s\\S]{${before}}[\\s\\S]*${wanted}`, "u"));
    return screen.slice(before);
  };
}

const LARGE = { columns: 200, rows: 1000 };
const addressIn = (screen: string): string => /http:\S+/u.exec(screen)?.[0] ?? "";

test("whatever a walk can bring up, and what the other programs ask, in lines", async () => {
  const { desk } = await deskWithContract({
    contract: { lines: QUESTION_LINES, waiver: "events" },
    terms: QUESTION_TERMS,
    desk: { settings: { phoneAddress: "127.0.0.1" } },
  });
  const open = (program: ProgramName, ...argv: string[]): OpenTerminal =>
    openTerminal(program, [...argv, "--plain"], { home: desk.home, cwd: desk.home, ...LARGE });
  const photo = await jpegSheet({ code: null });
  await writeFile(join(desk.home, "photo.jpg"), photo);

  const walk = open("inspect", "2026-0117", "--came-back", "2026-05-20 14:00");
  await walk.until("line 1 of 3");
  const say = linesOf(walk);
  await say("p", "What does the customer do?");
  await say("2", "Never:");
  await say("", "What does the customer do?");
  await say("", "line 1 of 3");
  await say("h", "5.2 Kohta 5.2");
  await say("", "line 1 of 3");
  await say("?", "back                        s");
  await say("", "line 1 of 3");
  const code = await say("q", "Enter: back to the walk");
  expect(code).toContain("Open this address in the phone’s browser.");
  expect(code).not.toMatch(/[▀▄█]/u);
  const phone = await letIn(addressIn(code));
  expect(await sendPhoto(phone, "line.jpg", photo)).toBe(201);
  await say("", "A photo came: Coffee machine (1 photo now).");
  await say("c", "lid: how many came back of 4?");
  await say("3", "screws: how many came back of 4?");
  await say("", "The parts are stored.");
  await say("g", "Enter: this one. < >: choose. esc: back");
  await say("2-3", "2 lines: what of them?");
  await say("b", "line 2 of 3");
  await say("g", "Which line, or which lines?");
  await say("3", "line 3 of 3");
  await say("3 cracked", "Understood: 7 in order · 3 × cracked");
  await say("", "marks each");
  await say("n", "as a fact about the thing");
  await say("Carelessly ruined", "Calmer: Damaged");
  await say("", "Damaged");
  await say("f", "Path of the photo file");
  await say("photo.jpg", "photo.jpg");
  await say("", "How severe? Press 1, 2 or 3.");
  await say("2", "[2 moderate]");
  await say("", "line 2 of 3");
  await say("u", "Taken back: Folding chair, an entry on “cracked”.");
  await say("", "line 2 of 3");
  await say("", "How many did you count?");
  await say("58", "2 fewer than expected");
  await say("1", "What does the customer say?");
  await say("1", "Anything seen differently?");
  await say("1", "own words");
  await say("It had no lid when I got it", "Is it as it was said?");
  await say("", "sees it differently");
  await say("", "What we found:");
  await say("", "How is the record acknowledged?");
  await say("4", "The record is open on the phone");
  expect((await signAs(phone, { name: "Aino Mäkelä", strokes: "" })).status).toBe(201);
  await say("", "has read the record in Swedish and typed the name.");
  await say("", "is finished");
  expect((await walk.ended).code).toBe(0);

  const late = open("inspect", "amend", "R-1", "--late", "--reason", "Seen when it was washed");
  await late.until("When was it seen?");
  const tell = linesOf(late);
  await tell("", "On which line?");
  await tell("chair", "1: 3  Folding chair  (7 in order)");
  await tell("1", "What was seen?");
  await tell("1 cracked", "How severe: 1 × cracked?");
  await tell("2", "Note for the customer to read");
  await tell("", "Photo file");
  await tell("", "Something on another line?");
  await tell("", "entered as found after the return");
  expect((await late.ended).code).toBe(0);

  const staff = open("desk", "staff", "pin", "mira");
  await staff.until("nothing shows while you type");
  const set = linesOf(staff);
  await set(MIRAS_PIN, "New PIN");
  await set("864202", "The same again");
  const done = await set("864202", "mira");
  expect((await staff.ended).code).toBe(0);
  expect(staff.screen() + done).not.toMatch(/864202|2468/u);
});

test("a scan, the tray and the set-up, in lines", async () => {
  const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.pdf"), await pdfOf([{ text: "Paper a" }]));
  await runProgram("contracts", ["watch", folder, "--once", "--as", "mira"], { home: desk.home });
  await writeFile(join(desk.home, "scan.jpg"), await jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: 1, pages: 1 }) }));
  const open = (program: ProgramName, ...argv: string[]): OpenTerminal =>
    openTerminal(program, [...argv, "--plain"], { home: desk.home, cwd: desk.home, ...LARGE });

  const archive = open("contracts", "archive", "2026-0117", "scan.jpg");
  await archive.until("Is this the signed contract 2026-0117");
  const file = linesOf(archive);
  await file("y", "Who signed");
  await file("", "When was it signed?");
  await file("", "2026-0117");
  expect((await archive.ended).code).toBe(0);

  const tray = open("contracts", "tray");
  await tray.until("What is it?");
  const sort = linesOf(tray);
  await sort("2", "Whose is it?");
  await sort("0118", "1: 2026-0118");
  await sort("1", "Is this the signed contract 2026-0118");
  await sort("y", "Who signed");
  await sort("", "When was it signed?");
  await sort("", "2026-0118");
  expect((await tray.ended).code).toBe(0);

  const home = await temporaryFolder();
  const known = ["--country", "FI", "--logo", "", "--language", "en", "--desk", "Tampere", "--zone", "Europe/Helsinki"];
  const argv = ["init", "--from", join(FIXTURES, "firm.yaml"), ...known, "--data", join(home, "data"), "--mirror", "", "--plain"];
  const init = openTerminal("desk", argv, { home, ...LARGE });
  await init.until("E-invoice address (empty: from the business id)");
  const answer = linesOf(init);
  await answer("0037", "is no e-invoice address");
  await answer("003701120389", "E-invoice operator");
  await answer("NDEAFIHH", "nothing shows while you type");
  const end = await answer("736251", "desk.json");
  expect(end).not.toContain("736251");
  expect((await init.ended).code).toBe(0);
});
