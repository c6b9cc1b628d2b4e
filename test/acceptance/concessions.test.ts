/** Something is given away on a line: before the bill and after it, at once and on request, and never by anybody who may not. */
import { closeSync, openSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES, textOfFile } from "../support/story-desk.ts";

const { number } = STORIES.party;
const NOW = "2026-05-18T12:00:00Z";
const PINS = { mira: "471147", leena: "582258", kalle: "693369", onni: "714174" } as const;
type Who = keyof typeof PINS;

let desk: Clerk;

/** As typed, with somebody's PIN on a descriptor of its own. @param pin null: the person's right one. */
async function pinned(
  who: Who,
  typed: string,
  more: readonly string[] = [],
  { flag = "--pin-fd", pin = PINS[who] as string } = {},
): Promise<Ran> {
  const file = join(desk.root, "pin");
  await writeFile(file, `${who}:${pin}\n`);
  const fd = openSync(file, "r");
  try {
    return await desk.run(NOW, typed, [...more, flag, String(fd)]);
  } finally {
    closeSync(fd);
  }
}

/** An owner stands by while somebody gets a first PIN. */
async function firstPin(who: Who): Promise<Ran> {
  const [owner, own] = [join(desk.root, "pin-owner"), join(desk.root, "pin-own")];
  await writeFile(owner, `mira:${PINS.mira}\n`);
  await writeFile(own, `${who}:${PINS[who]}\n`);
  const [a, b] = [openSync(owner, "r"), openSync(own, "r")];
  try {
    return await desk.done(NOW, `desk staff pin ${who}`, ["--pin-fd", String(a), "--new-pin-fd", String(b)]);
  } finally {
    closeSync(a);
    closeSync(b);
  }
}

interface Previewed {
  readonly charges: readonly {
    readonly id: string;
    readonly amount: { readonly cents: number };
    readonly conceded?: { readonly cents: number };
  }[];
  readonly notCharged: readonly { readonly reason: string; readonly text: string }[];
  readonly documents: readonly { readonly number: string | null; readonly total: { readonly cents: number } }[];
}
const previewed = async (): Promise<Previewed> => (await desk.done(NOW, `invoice ${number} --preview --json`)).json<Previewed>();
const amountOf = async (id: string): Promise<number> => (await previewed()).charges.find((charge) => charge.id === id)?.amount.cents ?? 0;
const told = ({ exitCode, stderr }: Ran): readonly [number, string] => [exitCode, stderr.split("\n")[0] ?? ""];

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await pinned("mira", "desk staff pin mira", [], { flag: "--new-pin-fd" });
  await pinned("mira", "desk staff add", ["Leena Aho", "--role", "lead"]);
  await pinned("mira", "desk staff add", ["Kalle Oja", "--role", "clerk"]);
  await pinned("mira", "desk staff add", ["Onni Salo", "--role", "temp"]);
  for (const who of ["leena", "kalle", "onni"] as const) await firstPin(who);
}, 60_000);
afterAll(() => desk.close());

test("a clerk gives within the limit, and the bill shows the charge as it is and the kindness below it", async () => {
  const before = await amountOf("C1");
  const given = await pinned("kalle", `invoice concede ${number} C1 --amount 10,00 --reason goodCustomer`);
  expect(given).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await previewed()).charges[0]).toMatchObject({ id: "C1", amount: { cents: before - 1_000 }, conceded: { cents: 1_000 } });
  const screen = (await desk.done(NOW, `invoice ${number} --preview`)).stdout;
  expect(screen).toContain("Agreed concession: thank you for renting from us so often.");
});

test("a second gift on the same line counts with the first, whoever is named by a flag or the environment", async () => {
  const before = await amountOf("C1");
  const refused = [1, "error: kalle may not decide this: it takes a lead with a PIN."];
  const wish = `invoice concede ${number} C1 --amount 10,01 --reason goodCustomer`;
  expect(told(await pinned("kalle", wish))).toEqual(refused);
  expect(told(await pinned("kalle", wish, ["--as", "leena"]))).toEqual(refused);
  expect(told(await desk.run(NOW, wish, ["--as", "leena"], { env: { RETURNDESK_STAFF: "mira", RETURNDESK_PIN: PINS.mira } }))).toEqual([
    2,
    "error: This needs the PIN of somebody who may decide it.",
  ]);
  expect(told(await pinned("onni", `invoice concede ${number} C2 --amount 0,01 --reason hardship`))).toEqual([
    1,
    "error: onni may not decide this: it takes a clerk with a PIN.",
  ]);
  expect(await amountOf("C1")).toBe(before);
});

test("limits and first PINs take an owner, and an answers file decides nothing", async () => {
  const limits = "desk staff limits clerk --line 900 --contract 900";
  expect(told(await desk.run(NOW, limits, ["--as", "mira"]))).toEqual([2, "error: This needs the PIN of somebody who may decide it."]);
  expect(told(await pinned("leena", limits))).toEqual([1, "error: leena may not decide this: it takes an owner with a PIN."]);
  await pinned("mira", "desk staff add", ["Liisa Koski", "--role", "lead"]);
  await writeFile(join(desk.root, "new"), "liisa:1111\n");
  const fd = openSync(join(desk.root, "new"), "r");
  const first = await desk.run(NOW, "desk staff pin liisa --as liisa", ["--new-pin-fd", String(fd)]);
  closeSync(fd);
  expect(told(first)).toEqual([2, "error: This needs the PIN of somebody who may decide it."]);
  const answers = "concessions: [{ line: C1, amount: 10,00 }]\nrest: in order\n";
  expect((await desk.run(NOW, `inspect ${number} --answers -`, [], { stdin: answers })).exitCode).not.toBe(0);
});

test("what is asked for waits, and who may grants it onto the open bill; another request is refused", async () => {
  const before = await amountOf("C2");
  const harsh = async (reason: string): Promise<readonly string[][]> => {
    const ran = await desk.done(NOW, `invoice concede ${number} C2 --amount 12,00 --reason ${reason} --dry-run --json --note`, [
      "Törkeä jälki.",
    ]);
    return ran.json<{ tone: { words: string[] }[] }>().tone.map(({ words }) => words);
  };
  // Only what the bill says in these words.
  expect([await harsh("other"), await harsh("hardship")]).toEqual([[["Törkeä"]], []]);
  await desk.done(NOW, `invoice concede ${number} C2 --amount 12,00 --reason other --note`, [
    "As we spoke about the rain.",
    "--request",
    "--as",
    "onni",
  ]);
  await desk.done(NOW, `invoice concede ${number} C2 --share 10% --reason hardship --request --as onni`);
  const { waiting } = (await desk.done(NOW, "desk approvals --json")).json<{ waiting: readonly { number: number; by: string }[] }>();
  expect(waiting.map(({ by }) => by)).toEqual(["onni", "onni"]);
  const [first, second] = waiting.map((one) => one.number);
  expect(told(await pinned("onni", `desk approvals grant ${first}`))[0]).toBe(1);
  expect(await amountOf("C2")).toBe(before);
  const oneLeft = "Waiting: requests to approve 1 (`desk today`)\n";
  expect(await pinned("leena", `desk approvals grant ${first}`)).toMatchObject({ exitCode: 0, stderr: oneLeft });
  expect((await desk.done(NOW, "desk today --json")).json()).toMatchObject({ answers: [], approvals: 1 });
  expect(await amountOf("C2")).toBe(before - 1_200);
  expect(await pinned("leena", `desk approvals refuse ${second} --reason no`)).toMatchObject({ exitCode: 0, stderr: "" });
  expect(told(await pinned("leena", `desk approvals grant ${second}`))).toEqual([1, `error: Request ${second} has been refused already.`]);
  expect((await desk.done(NOW, "desk approvals")).stdout).toBe("Nothing waits for a decision.\n");
});

test("never below zero: all of a line can be given, and then it is told as not charged", async () => {
  const all = await amountOf("C3");
  const sum = ((all + 1) / 100).toFixed(2);
  expect((await pinned("mira", `invoice concede ${number} C3 --amount ${sum} --reason ourDelay`)).exitCode).toBe(1);
  expect(await pinned("mira", `invoice concede ${number} C3 --share 100% --reason ourDelay`)).toMatchObject({ exitCode: 0 });
  const { charges, notCharged } = await previewed();
  expect(charges.map(({ id }) => id)).not.toContain("C3");
  expect(notCharged.filter(({ reason }) => reason === "conceded")).toHaveLength(1);
});

test("what was given on a charge that has gone since is said to whoever bills, and to the customer", async () => {
  const given = (await desk.done(NOW, `invoice ${number} --preview --json`)).json<{ notCharged: { reason: string }[] }>().notCharged;
  expect(given.filter(({ reason }) => reason === "conceded")).toHaveLength(1);
  const old = "lines: [{ product: table-180, counted: 10, note: Lommo oli vanha. }]\n";
  await desk.done(NOW, `inspect amend ${number} --reason Tarkistettu --answers -`, [], old);
  const { idleConcessions } = (await desk.done(NOW, `invoice ${number} --preview --json`)).json<{ idleConcessions: unknown[] }>();
  expect(idleConcessions).toEqual([{ position: 2, amount: { cents: 885, currency: "EUR" }, reason: "ourDelay", note: null }]);
  const screen = (await desk.done(NOW, `invoice ${number} --preview`)).stdout.replace(/\s+/gu, " ");
  expect(screen).toContain("The agreed concession of €8.85 (Juhlapöytä 180 × 76 cm) takes nothing off");
});

test("the bill, its e-invoices and the replay of its sums all say the same", async () => {
  const shown = await previewed();
  const issued = await desk.done(NOW, `invoice ${number} --yes --out .`);
  expect(issued.stderr.replace(/\s+/gu, " ")).toContain("concession of €8.85 (Juhlapöytä 180 × 76 cm) takes nothing off");
  const { documents } = (await desk.done(NOW, `invoice show ${number} --json`)).json<Previewed>();
  expect(documents.map(({ total }) => total)).toEqual(shown.documents.map(({ total }) => total));
  const pdfs = (await readdir(desk.root)).filter((name) => name.endsWith(".pdf"));
  const text = (await textOfFile(join(desk.root, pdfs[0] ?? ""))).replace(/\s+/gu, " ");
  expect(text).toContain("Sovittu alennus: kiitos pitkästä asiakkuudesta.");
  expect(text).toContain("Tästä jää maksettavaksi");
  expect(text).toContain("Juhlapöytä 180 × 76 cm · Sovittu alennus 8,85 € Se koski veloitusta, jota ei enää ole.");
  expect((await desk.done(NOW, "desk check", [join(desk.root, pdfs[0] ?? "")])).exitCode).toBe(0);
  const claim = documents.at(-1)?.number ?? "";
  await desk.done(NOW, `invoice export ${claim} --format finvoice --out claim.xml`);
  // What the waiver takes off stands in the row, what was given away beside it.
  const reasons =
    /<RowDiscountTypeText>Sopimuksen mukainen v\xE4hennys<.+?<RowProgressiveDiscountDetails>.+?<RowDiscountTypeText>Sovittu alennus</su;
  expect(await readFile(join(desk.root, "claim.xml"), "latin1")).toMatch(reasons);
});

test("after the bill it is a credit note that names the concession, and a credit beside it is no way around", async () => {
  const given = await pinned("leena", `invoice concede ${number} C1 --amount 1,00 --reason afterComplaint --yes --json`);
  const { creditNotes } = given.json<{ creditNotes: readonly { number: string; reason: string }[] }>();
  expect(creditNotes.map(({ reason }) => reason)).toEqual(["Sovittu alennus: hyvitys nähdystä vaivasta."]);
  await pinned("mira", "desk staff limits clerk --line 10 --contract 20");
  await pinned("mira", "desk staff limits lead --line 20 --contract 40");
  const credit = ["--reason", "Kiitos"];
  expect(told(await pinned("leena", `invoice credit ${number} C1 --amount 20,00 --yes`, credit))).toEqual([
    1,
    "error: leena may not decide this: it takes an owner with a PIN.",
  ]);
  expect(await pinned("mira", `invoice credit ${number} C1 --amount 2,00 --yes`, credit)).toMatchObject({ exitCode: 0 });
});

test("an ask is noted and told on demand, beside what was given and what the relation is worth", async () => {
  await desk.done(NOW, `invoice ask ${number} C1 --as onni --note`, ["Asked about the chairs"]);
  const facts = (await desk.done(NOW, `desk customers show ${number} --json`)).json<Record<string, unknown>>();
  expect(facts).toMatchObject({ contracts: [number], since: "2026-05-15", years: 0, returns: 1, cleanReturns: 0, asks: 6, concessions: 4 });
  expect((await desk.done(NOW, `desk customers show ${number}`)).stdout).toContain(
    "Something off was asked for 6 times. 4 concessions were given",
  );
  const byName = await desk.done(NOW, "desk customers show --json", ["aino mäkelä"]);
  expect(byName.json<Record<string, unknown>>()).toEqual(facts);
  expect(told(await desk.run(NOW, "desk customers show", ["Nobody Here"]))).toEqual([
    1,
    "error: No contract is in the name of Nobody Here, nor has anybody that e-mail address or business id.",
  ]);
});

test("guesses are slowed and logged, and no PIN stands anywhere in the clear", async () => {
  const wish = `invoice concede ${number} C1 --amount 0,01 --reason hardship --yes`;
  const tries: (readonly [number, string])[] = [];
  for (const pin of ["1000", "1001", "1002", PINS.leena]) tries.push(told(await pinned("leena", wish, [], { pin })));
  expect(tries.map(([, line]) => line)).toEqual([
    ...Array(3).fill("error: That is not the PIN of leena."),
    "error: Too many wrong PINs for leena: wait 2 seconds.",
  ]);
  const log = (await desk.done(NOW, "desk journal --json")).stdout;
  expect(log.split("staff.pin-wrong")).toHaveLength(4);
  await desk.done(NOW, "desk backup", [join(desk.root, "backup")]);
  const files = (await readdir(desk.root, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.name.startsWith("pin") && entry.name !== "new",
  );
  const bytes = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
  const found = Object.values(PINS).filter((pin) =>
    bytes.some((one) => one.includes(`${pin}\n`) || one.includes(`"${pin}"`) || one.includes(`:${pin}`)),
  );
  expect([found, log.includes(PINS.leena)]).toEqual([[], false]);
});
