/** The phone beside the walk, in a real pseudo-terminal of 80 × 24: its code read back from the screen, photos that come while the clerk types. */
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { readCodes } from "../../src/media/read-codes.ts";
import { settingsPath } from "../../src/storage/settings-file.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { CODE_FOR_PHOTOS, CODE_TO_SIGN, type LetIn, letIn, sendPhoto, signAs } from "../support/phone-client.ts";
import { textOf } from "../support/read-document.ts";
import { runProgram } from "../support/run-program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";

const CHAIRS = buildLine({ product: "chair", name: "Folding chair", quantity: 10 });
const PLATES = buildLine({ product: "plate", name: "Dinner plate", quantity: 40 });
const HALVES: Readonly<Record<string, readonly [upper: boolean, lower: boolean]>> = {
  " ": [false, false],
  "▀": [true, false],
  "▄": [false, true],
  "█": [true, true],
};

/** What a phone's camera makes of a dark screen: light where there is a block. */
async function scanned(screen: string): Promise<string | undefined> {
  const lines = screen
    .split("\n")
    .filter((line) => /[▀▄█]/u.test(line))
    .map((line) => [...line.slice(0, 37).padEnd(37)]);
  const rows = lines.flatMap((line) => [0, 1].map((half) => line.map((character) => (HALVES[character]?.[half as 0 | 1] ? 255 : 0))));
  const height = rows.length;
  const pixels = Buffer.from(rows.flat());
  const { data, info } = await sharp(pixels, { raw: { width: 37, height, channels: 1 } })
    .resize(37 * 8, height * 8, { kernel: "nearest" })
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return (await readCodes({ width: info.width, height: info.height, data: new Uint8Array(data) }))[0];
}

async function deskForPhones() {
  const desk = await deskWithContracts([{ lines: [CHAIRS, PLATES] }], { settings: { phoneAddress: "127.0.0.1" } });
  return desk;
}

const photo = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .jpeg()
    .toBuffer();

const send = async (phone: LetIn, name: string, red: number): Promise<number> => sendPhoto(phone, name, await photo(red));

test("the code can be scanned from the screen, lets a phone in, and what it sends stands on the card at once", async () => {
  const desk = await deskForPhones();
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 2");
  const shown = await terminal.answer("q", CODE_FOR_PHOTOS);
  const url = /http:\S+/u.exec(shown)?.[0] ?? "";
  expect(await scanned(shown)).toBe(url);
  expect(shown.split("\n").length).toBeLessThanOrEqual(24);
  const phone = await letIn(url);
  await terminal.until("A phone is connected.");
  expect(await send(phone, "line.jpg", 10)).toBe(201);
  await terminal.until("A photo came: Folding chair (1 photo now).");
  // Typed text stays while a photo comes.
  await terminal.answer("3 cra", "› 3 cra");
  expect(await send(phone, "line2.jpg", 20)).toBe(201);
  const typing = await terminal.until("A photo came: Folding chair (2 photos now).");
  expect(typing).toContain("› 3 cra");
  await terminal.answer("cked\r", "Understood: 7 in order · 3 × cracked");
  await terminal.answer("\r", "2 photos of the line");
  expect(await send(phone, "finding.jpg", 30)).toBe(201);
  await terminal.until(/photos +finding\.jpg/u);
  await terminal.answer("l", /photos +finding\.jpg, line\.jpg, line2\.jpg/u);
  // One of them shows something else: it counts no more, and stays stored.
  await terminal.answer("-", /Which photo does not belong here\?\n +1 {2}finding\.jpg\n +2 {2}line\.jpg\n +3 {2}line2\.jpg/u);
  await terminal.answer("4\r", "The photos go from 1 to 3.");
  terminal.type("\x15");
  await terminal.answer("2\r", /line\.jpg is taken back/u);
  await terminal.answer("2", "[2 moderate]");
  await terminal.answer("\r", "line 2 of 2");
  terminal.type("\x03");
  expect((await terminal.ended).code).toBe(130);
  const { walk } = await showInspection(desk, "R-1");
  const [line] = walk.inspection.lines;
  expect(line?.photos).toEqual([]);
  expect(line?.groups[0]?.findings[0]).toMatchObject({ severity: "moderate" });
  expect(line?.groups[0]?.findings[0]?.photos.map(({ name }) => name).sort()).toEqual(["finding.jpg", "line2.jpg"]);
  // With the walk the page is gone.
  await expect(fetch(phone.origin)).rejects.toThrow();
});

test("--phone shows the code first; a new one, one for the customer, the end of all phones; a window too small for it", async () => {
  const desk = await deskForPhones();
  const terminal = openTerminal("inspect", ["2026-0117", "--phone"], { home: desk.home });
  await terminal.until("Enter: later");
  const first = await terminal.answer("\r", CODE_FOR_PHOTOS);
  const firstUrl = /http:\S+/u.exec(first)?.[0] ?? "";
  const second = await terminal.answer("n", new RegExp(`http:(?!${firstUrl.slice(5)})\\S+/`, "u"));
  const customer = await terminal.answer("c", CODE_TO_SIGN);
  const urls = [first, second, customer].map((screen) => /http:\S+/u.exec(screen)?.[0]);
  expect(new Set(urls).size).toBe(3);
  const phone = await letIn(urls[2] ?? "");
  await terminal.until("A phone is connected.");
  await terminal.answer("q", "1 phone is connected.");
  await terminal.answer("x", "No phone is connected.");
  expect((await fetch(phone.origin, { headers: { cookie: phone.cookie } })).status).toBe(404);
  terminal.resize(60, 14);
  await terminal.until("this window is too small");
  await terminal.answer("\r", "line 1 of 2");
  terminal.type("\x03");
  await terminal.ended;
});

test("an address that the machine does not have is told on the screen, and the walk goes on", async () => {
  const desk = await deskForPhones();
  const path = settingsPath(desk.home);
  await writeFile(path, (await readFile(path, "utf8")).replace('"127.0.0.1"', '"192.0.2.1"'));
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 2");
  await terminal.answer("q", "This machine does not have the address 192.0.2.1");
  await terminal.answer("\r", "line 2 of 2");
  terminal.type("\x03");
  await terminal.ended;
});

test("photos that a camera drops into the folder go to what is at hand and are moved; what is no photo is left, with a word", async () => {
  const desk = await deskForPhones();
  const inbox = await temporaryFolder();
  await writeFile(join(inbox, "old.jpg"), await photo(1));
  const terminal = openTerminal("inspect", ["2026-0117", "--inbox", inbox], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", /1 file lay in the photo folder before/u);
  await writeFile(join(inbox, "IMG_1.JPG"), await photo(2));
  await terminal.until("A photo came: Folding chair (1 photo now).");
  await writeFile(join(inbox, "notes.jpg"), "no photo");
  await terminal.until(/notes.jpg stays in the folder: notes.jpg: the photo is damaged/u);
  terminal.type("\x03");
  await terminal.ended;
  expect((await readdir(inbox)).sort()).toEqual(["notes.jpg", "old.jpg", "taken"]);
  expect(await readdir(join(inbox, "taken"))).toEqual(["IMG_1.JPG"]);
  const { walk } = await showInspection(desk, "R-1");
  expect(walk.inspection.lines[0]?.photos.map(({ name }) => name)).toEqual(["IMG_1.JPG"]);
});

const STROKES = "100,200 300,100 500,300;700,200";

test("a return is signed on a phone in Swedish, confirmed at the desk, printed, exported, and stays readable after an amendment", async () => {
  const desk = await deskForPhones();
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 2");
  await terminal.answer("e", "What does the customer say?");
  await terminal.answer("\r", "read back");
  await terminal.answer("\r", "4  read and signed on a phone");
  const code = await terminal.answer("4", CODE_TO_SIGN);
  const phone = await letIn(/http:\S+/u.exec(code)?.[0] ?? "");
  await terminal.until("The record is open on the phone");
  expect((await signAs(phone, { name: " ", strokes: "" })).status).toBe(409);
  expect((await signAs(phone, { name: "Aino Mäkelä", strokes: "9999,1" })).status).toBe(409);
  expect((await signAs(phone, { name: "Aino Mäkelä", strokes: STROKES })).status).toBe(201);
  await terminal.until("Aino Mäkelä has read the record in Swedish and signed it with a finger.");
  await terminal.answer("\r", "The walkthrough R-1 of contract 2026-0117 is finished.");
  expect((await terminal.ended).code).toBe(0);

  const { acknowledgement } = (await showInspection(desk, "R-1")).walk.inspection;
  if (acknowledgement?.kind !== "signed" || acknowledgement.signature === null) throw new Error("it was not signed");
  expect(acknowledgement).toMatchObject({ name: "Aino Mäkelä", text: { language: "sv" } });
  const archive = await desk.archive();
  expect(Buffer.from(await archive.read(acknowledgement.signature)).toString()).toContain("M100 200L300 100L500 300M700 200h0");
  const text = Buffer.from(await archive.read(acknowledgement.text.sha256)).toString();
  expect(text).toContain("Folding chair – I gott skick: 10");

  const run = (typed: string, more: readonly string[] = []) => {
    const [program, ...words] = typed.split(" ");
    return runProgram(program as "desk", [...words, ...more], {
      home: desk.home,
      env: { RETURNDESK_STAFF: "mira" },
      at: "2026-12-01T10:00:00Z",
    });
  };
  const folder = await temporaryFolder();
  const pdf = join(folder, "record.pdf");
  expect((await run("inspect record R-1 --out", [pdf])).exitCode).toBe(0);
  expect(await textOf(await readFile(pdf))).toContain("allekirjoittanut Aino Mäkelä");
  const answers = join(folder, "answers.yaml");
  await writeFile(answers, "lines: [{ line: 1, missing: 1 }]\n");
  expect((await run("inspect amend R-1 --answers", [answers, "--reason", "One was on the shelf"])).exitCode).toBe(0);
  const signed = await run("inspect show R-1 --signed");
  expect(signed.stdout).toContain(text);
  expect((await run("inspect show R-1")).stdout).toContain("Read and signed by Aino Mäkelä.");
  const checked = await run("desk check", [pdf]);
  expect(checked.stdout).toMatch(/This file is byte for byte what was handed out as the record of R-1\.[\s\S]*\nProven\.\n/u);
  const out = join(folder, "out");
  expect((await run("contracts export 2026-0117 --out", [out])).exitCode).toBe(0);
  expect(await readFile(join(out, "contract-2026-0117", "records", "R-1-signed-1.txt"), "utf8")).toBe(text);
  expect((await run("contracts verify")).exitCode).toBe(0);
  if (process.env.PHONE_SCREENS) await copyFile(pdf, join(process.env.PHONE_SCREENS, "record.pdf"));
});

test("a hand-over can be signed, and need not be; what changes afterwards asks for a new signature", async () => {
  const { desk } = await deskWithContract({ contract: { lines: [CHAIRS, PLATES] }, desk: { settings: { phoneAddress: "127.0.0.1" } } });
  const terminal = openTerminal("inspect", ["handover", "2026-0117"], { home: desk.home });
  await terminal.until("line 1 of 2");
  await terminal.answer("e", "have it signed on a phone");
  const code = await terminal.answer("k", CODE_TO_SIGN);
  const phone = await letIn(/http:\S+/u.exec(code)?.[0] ?? "");
  await terminal.until("The record is open on the phone");
  expect((await signAs(phone, { name: "Aino Mäkelä", strokes: "" })).status).toBe(201);
  await terminal.until("has read the record in Swedish and typed the name.");
  await terminal.answer("\r", "Signed by Aino Mäkelä.");
  await terminal.answer("b", "line 2 of 2");
  await terminal.answer("1 scratched\r", "Understood");
  await terminal.answer("\r", "marks each");
  await terminal.answer("1", "[1 minor]");
  const readBack = await terminal.answer("\r", "have it signed on a phone");
  expect(readBack).not.toContain("Signed by");
  await terminal.answer("\r", /R-1/u);
  await terminal.ended;
  expect((await showInspection(desk, "R-1")).walk.inspection).toMatchObject({ kind: "handover", acknowledgement: null });
});
