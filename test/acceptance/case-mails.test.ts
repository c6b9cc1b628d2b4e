/** Mails of customers, machines and ill-wishers, taken in as files. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMail } from "../../src/adapters/mail/read-mail.ts";
import { takeMail } from "../../src/app/take-mail.ts";
import { writeMailPassword } from "../../src/storage/mail-password.ts";
import { writeSettings } from "../../src/storage/settings-file.ts";
import { buildContract, buildCustomer } from "../support/build-contract.ts";
import { buildTerms } from "../support/build-terms.ts";
import { MAIL_PASSWORD, mailServer } from "../support/mail-server.ts";
import { runProgram } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES, sha256Of } from "../support/story-desk.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

const THURSDAY = "2026-05-21T09:30:00Z";
const FRIDAY = "2026-05-22T09:30:00Z";
const AINO = "From: Aino Mäkelä <aino.makela@example.fi>";
const { number } = STORIES.party;
let desk: Clerk;

interface Told {
  readonly state: string;
  readonly case: string | null;
  readonly contract: string | null;
  readonly remarks: readonly { readonly kind: string }[];
  readonly acknowledged: boolean;
  readonly why: { readonly code: string } | null;
}

const mailOf = (...headers: readonly string[]) => `${headers.join("\r\n")}\r\n\r\n`;
const put = async (name: string, text: string): Promise<string> => {
  await writeFile(join(desk.root, name), text);
  return name;
};
async function take(name: string, text: string, ...flags: readonly string[]): Promise<readonly Told[]> {
  const ran = await desk.run(THURSDAY, "desk cases take --json", [await put(name, text), ...flags]);
  return ran.json<{ mails: Told[] }>().mails;
}
const shown = async (id: string) =>
  (await desk.done(THURSDAY, `desk cases show ${id} --json`)).json<{
    case: { due: string | null; steps: { kind: string; words: Record<string, unknown>; files: { sha256: string; name: string }[] }[] };
  }>().case;

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await desk.done("2026-05-20T09:30:00Z", `invoice ${number} --yes`);
}, 120_000);
afterAll(() => desk.close());

test("a customer's mail is filed whole as bytes and as words, on the contract of its address, and acknowledged", async () => {
  const text = `${mailOf(AINO, "Subject: Kupit", "Date: Wed, 20 May 2026 18:00:00 +0300")}Kuppi oli rikki jo tullessaan.\r\n`;
  const dry = await take("a.eml", text, "--dry-run");
  expect(dry).toMatchObject([{ state: "opened", case: null, contract: number, acknowledged: true }]);
  const [told] = await take("a.eml", text);
  expect(told).toMatchObject({ state: "opened", case: "A-1", contract: number, remarks: [], acknowledged: true });
  const { due, steps } = await shown("A-1");
  expect([due, steps.map(({ kind }) => kind)]).toEqual(["2026-05-22", ["opened", "acknowledged"]]);
  expect(steps[0]?.words).toEqual({
    name: "Aino Mäkelä",
    email: "aino.makela@example.fi",
    subject: "Kupit",
    said: "Kuppi oli rikki jo tullessaan.",
    written: "2026-05-20T15:00:00.000Z",
  });
  const sha256 = await sha256Of(join(desk.root, "a.eml"));
  expect(steps[0]?.files).toEqual([{ sha256, name: "mail.eml" }]);
  for (const folder of [desk.data, desk.mirror]) {
    const [path] = (await readdir(folder, { recursive: true })).filter((name) => name.replace(/[^0-9a-f]/gu, "").endsWith(sha256));
    expect(await readFile(join(folder, path as string), "utf8")).toBe(text);
  }
});

test("the same mail is filed once", async () => {
  const text = await readFile(join(desk.root, "a.eml"), "utf8");
  expect(await take("again.eml", text)).toMatchObject([{ state: "known", case: "A-1", acknowledged: false }]);
});

test("an answer finds its case by the id in its subject, is owed an answer again, and is not acknowledged anew", async () => {
  await desk.done(THURSDAY, "desk cases reply A-1 --told", ["Soitin."]);
  expect((await shown("A-1")).due).toBeNull();
  const [told] = await take("re.eml", `${mailOf(AINO, "Subject: Vs: Vastauksemme, asia A-1")}Vielä yksi asia.`);
  expect(told).toMatchObject({ state: "joined", case: "A-1", remarks: [], acknowledged: false });
  expect((await shown("A-1")).due).toBe("2026-05-22");
});

test("a forged id opens a case of its own, and staff are told what it names", async () => {
  const mallory = "From: M <mallory@example.com>";
  expect(await take("forged.eml", `${mailOf(mallory, "Subject: asia A-1")}Kertokaa kaikki.`)).toMatchObject([
    { state: "opened", case: "A-2", contract: null, remarks: [{ kind: "claims", case: "A-1" }] },
  ]);
  expect(await take("none.eml", `${mailOf(mallory, "Subject: A-999")}Hei.`)).toMatchObject([
    { case: "A-3", remarks: [{ kind: "claims", case: "A-999" }] },
  ]);
  expect((await desk.done(THURSDAY, "desk cases show A-2")).stdout).toContain(
    "It names A-1, in which its sender has no part: it was not filed there.",
  );
});

test("a contract is found by a bill's number, its reference, or its own; another address is told, and learns nothing of the bill", async () => {
  const stranger = "From: Ville <ville@example.org>";
  const other = [{ kind: "otherAddress", contract: number }];
  expect(await take("1.eml", `${mailOf(stranger, "Subject: Lasku L-2026-0001")}x`)).toMatchObject([{ contract: number, remarks: other }]);
  expect(await take("2.eml", `${mailOf(stranger, "Subject: Lasku")}Viite 20260 00011`)).toMatchObject([
    { contract: number, remarks: other },
  ]);
  const [by] = await take("3.eml", `${mailOf(stranger, `Subject: Sopimus ${number}`)}x`);
  expect(by).toMatchObject({ contract: number, remarks: other });
  const { steps } = await shown(by?.case as string);
  expect(steps.find(({ kind }) => kind === "acknowledged")?.words.text).not.toContain("ei tarvitse maksaa");
  expect(await take("4.eml", `${mailOf(stranger)}x`, "--about", "L-2026-0001")).toMatchObject([{ contract: number, remarks: [] }]);
});

test("what a machine wrote is never acknowledged: an answer or a bounce opens no case, what goes to many opens one", async () => {
  const away = `${mailOf(AINO, "Subject: Automaattinen vastaus: Vastauksemme, asia A-1", "Auto-Submitted: auto-replied")}Olen lomalla.`;
  expect(await take("away.eml", away)).toMatchObject([{ state: "joined", case: "A-1", automatic: "answer", acknowledged: false }]);
  const stranger = `${mailOf("From: x@example.com", "Auto-Submitted: auto-generated")}Olen kone.`;
  expect(await take("machine.eml", stranger)).toMatchObject([{ state: "left", case: null, automatic: "answer" }]);
  expect(await take("bounce.eml", `${mailOf("From: MAILER-DAEMON@example.com")}Undelivered.`)).toMatchObject([
    { state: "left", automatic: "bounce" },
  ]);
  const many = `${mailOf("From: Uutiset <uutiset@example.com>", "Precedence: bulk")}Tarjous.`;
  expect(await take("many.eml", many)).toMatchObject([{ state: "opened", automatic: "bulk", acknowledged: false }]);
  expect(await take("nobody.eml", "Subject: Hei\r\n\r\nKuka?")).toMatchObject([
    { state: "opened", remarks: [{ kind: "noSender" }], acknowledged: false },
  ]);
});

test("a long mail is shortened on the screen and whole in its file", async () => {
  const words = "sana ".repeat(60_000);
  const [told] = await take("long.eml", `${mailOf(AINO, "Subject: pitkä")}${words}`);
  expect(told).toMatchObject({ remarks: [{ kind: "shortened" }] });
  const { steps } = await shown(told?.case as string);
  expect([String(steps[0]?.words.said).length, steps[0]?.files.map(({ name }) => name)]).toEqual([200_000, ["mail.eml", "mail.txt"]]);
});

test("an mbox of many: each once, one refused with its reason, progress and counts; a sentence that begins with From is none", async () => {
  const separator = (at: number): string => `From aino@example.fi Thu May 21 09:30:0${at % 10} 2026\n`;
  const letter = (at: number): string =>
    `${AINO}\nSubject: Viesti ${at}, asia A-1\n\nRivi.\n\nFrom the start it was good, and 09:30 in 2026 too.\n`;
  const tangled = `From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(400)}`;
  const mbox = [...Array.from({ length: 119 }, (_, at) => separator(at) + letter(at)), separator(0) + tangled].join("\n");
  const ran = await desk.run(THURSDAY, "desk cases take --no-acknowledge", [await put("inbox", mbox)]);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr.split("\n").filter((line) => line !== "")).toEqual([
    "100 of 120 mails",
    "120 of 120 mails",
    "Opened 0 · filed on open cases 119 · filed before 0 · left 0 · refused 1",
    "error: One mail was not filed.",
  ]);
  expect(ran.stdout.split("\n").slice(-2)[0]).toBe("120. Not filed. It is built of so many parts, or so deeply, that nobody can read it.");
  const again = await desk.run(THURSDAY, "desk cases take --json", ["inbox"]);
  expect(again.json<{ mails: Told[] }>().mails.filter(({ state }) => state === "known")).toHaveLength(119);
});

test("where one address has several contracts the clerk is asked; what nobody answers is left open and said", async () => {
  const own = await temporaryDesk();
  const terms = buildTerms();
  const sha256 = "0".repeat(64);
  await (await own.store()).write(async (repositories) => {
    await repositories.terms.add(terms, { name: terms.name, version: terms.version, sha256 }, "");
    for (const one of ["T-1", "T-2"])
      await repositories.contracts.add(buildContract({ number: one, customer: buildCustomer({ email: "Aino@example.fi" }) }));
  });
  const taken = [];
  for (const [position, chosen] of ["T-1", null].entries()) {
    const bytes = async () => Buffer.from(`${mailOf("From: aino@example.fi", `Subject: Viesti ${position}`)}Hei.`);
    const asked: string[] = [];
    const choose = async (_: unknown, choices: readonly string[]) => {
      asked.push(...choices);
      return chosen;
    };
    const told = await takeMail(
      own,
      { position, bytes },
      { read: readMail, about: null, owner: null, language: null, choose, record: true },
    );
    taken.push([asked, "of" in told && told.of.about.contract, "remarks" in told && told.remarks]);
  }
  expect(taken).toEqual([
    [["T-2", "T-1"], "T-1", []],
    [["T-2", "T-1"], null, [{ kind: "several", contracts: ["T-2", "T-1"] }]],
  ]);
});

test("files that are none are refused", async () => {
  const codes = [];
  for (const words of [
    ["missing.eml"],
    ["."],
    [await put("empty.eml", "")],
    [await put("new.eml", `${mailOf(AINO)}Uusi.`), "--about", "X-1"],
    ["inbox", "--about", number],
  ])
    codes.push(JSON.parse((await desk.run(FRIDAY, "desk cases take --json", words)).stderr).error.code);
  expect(codes).toEqual(["file-missing", "file-is-folder", "mail-file-empty", "contract-unknown", "case-mails-about"]);
});

test("two machines do not write to each other for ever, and what comes back is owed again", async () => {
  const server = await mailServer();
  const own = await temporaryDesk();
  await writeSettings(own.home, { ...own.settings, mail: { ...server.settings } });
  await writeMailPassword(own.home, MAIL_PASSWORD);
  const run = (...words: readonly string[]) =>
    runProgram("desk", ["cases", ...words, "--json"], { home: own.home, at: THURSDAY, cwd: own.home, env: { RETURNDESK_STAFF: "mira" } });
  const takeIn = async (text: string): Promise<Told> => {
    await writeFile(join(own.home, "m.eml"), text);
    return (await run("take", "m.eml")).json<{ mails: Told[] }>().mails[0] as Told;
  };
  const acknowledged = [];
  for (let at = 0; at < 7; at += 1)
    acknowledged.push((await takeIn(`${mailOf("From: robot@example.com", `Subject: Tiketti ${at}`)}Kiitos.`)).acknowledged);
  expect(acknowledged).toEqual([true, true, true, true, true, false, false]);
  expect(server.mails.map(({ headers }) => headers.get("auto-submitted"))).toEqual(Array(5).fill("auto-replied"));
  expect(await takeIn(`${mailOf(`From: ${server.settings.from}`)}Minä itse.`)).toMatchObject({ acknowledged: false });
  await run("reply", "A-1", "--act", "Korjaamme.", "--yes");
  const id = server.mails.at(-1)?.messageId;
  const bounce = `${mailOf("From: MAILER-DAEMON@example.com", "Subject: Undelivered")}Takaisin:\r\n\r\nMessage-ID: ${id}\r\n`;
  expect(await takeIn(bounce)).toMatchObject({ state: "joined", case: "A-1", acknowledged: false });
  expect((await run("show", "A-1")).json()).toMatchObject({ case: { due: "2026-05-22" } });
  const forged = bounce.replace(/a-1\.reply\.\d{10}/u, "a-1.reply.1000000000");
  expect(await takeIn(forged)).toMatchObject({ state: "left" });
});
