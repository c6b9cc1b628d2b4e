/** Answers that are prepared from the record: for founded and unfounded complaints, in three languages, and never a word that was not recorded. */
import { closeSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { FINDING_TYPES } from "../../src/contract/terms.ts";
import { createMessages } from "../../src/language/messages.ts";
import { readCatalogue } from "../../src/storage/templates.ts";
import { buildLine } from "../support/build-contract.ts";
import { assetsOf, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import { MIRAS_PIN } from "../support/temporary-desk.ts";

const WALK = `
cameBackAt: 2026-05-18 13:00
lines:
  - product: chair-folding
    damaged:
      - count: 3
        findings: [{ type: cracked, severity: severe }]
      - count: 1
        findings: [{ type: scratched, severity: severe }]
    dirty: 4
  - product: chair-stacking
    missing: 1
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;
const AT = "2026-05-22T09:00:00Z";
let returned: ReturnedDesk;
const at = (program: "desk" | "invoice", ...words: readonly string[]): Promise<Ran> =>
  runProgram(program, words, { home: returned.desk.home, at: AT, env: { RETURNDESK_STAFF: "mira" } });
const prepared = async (id: string, verdict: string, ...flags: readonly string[]): Promise<readonly string[]> =>
  (await at("desk", "cases", "reply", id, "--prepared", verdict, "--json", ...flags)).json<{ prepared: string[] }>().prepared;

/** The lead's own PIN, by a file's descriptor. */
async function withPin(...words: readonly string[]): Promise<Ran> {
  const file = join(returned.desk.home, "pin");
  await writeFile(file, `mira:${MIRAS_PIN}\n`);
  const fd = openSync(file, "r");
  try {
    return await at("invoice", ...words, "--pin-fd", String(fd));
  } finally {
    closeSync(fd);
  }
}

beforeAll(async () => {
  const lines = [buildLine(), buildLine({ product: "chair-stacking", name: "Pinottava tuoli", quantity: 10 })];
  returned = await returnedDesk({ answers: WALK, contract: { lines } });
  const { desk } = returned;
  await issueBilling(desk, await previewBilling(desk, "2026-0117", "all"), "all", assetsOf(desk));
  for (const [about, language] of [
    ["--line=1", "fi"],
    ["--line=2", "sv"],
    ["--line=1", "en"],
  ] as const)
    await at("desk", "cases", "open", "L-2026-0001", about, "--language", language, "--words", "x");
}, 120_000);
afterAll(() => returned.desk.close());

test("what can be done comes first, then what was found, by whom and when, the clause's words, what was charged and what was not", async () => {
  const paragraphs = await prepared("A-3", "unfounded");
  expect(paragraphs).toMatchInlineSnapshot(`
    [
      "thank you for telling us about this. I am sorry for the trouble it has given you.",
      "I understand that it was not what you expected.",
      "We can go through the record together, at the desk or by telephone, without hurry and with the contract beside us. If it is hard to pay at once, it can be paid in parts: call +358 40 765 4321.",
      "This is about Taittotuoli, musta and the cracks that were noted. The record says: 3 cracked (severe). It was seen by Mira Salo on 18 May 2026 at 13:00. It is not in the record of the hand-over on 15 May 2026.
    Clause 5.2 of the contract says: “The text of clause 5.2.”
    Damages statement K-2026-0001: €194.70 was charged for it. This is how the sum was reached. Replacement price €89.00, expected life 8 years (96 months), age 26 months: current value €89.00 × 70 / 96 = €64.90. The current value €64.90 is charged. 3 × €64.90 = €194.70.",
      "This is about Taittotuoli, musta and the scratches that were noted. The record says: 1 scratched (severe). It was seen by Mira Salo on 18 May 2026 at 13:00. It is not in the record of the hand-over on 15 May 2026.
    Clause 5.2 of the contract says: “The text of clause 5.2.”
    Damages statement K-2026-0001: €64.90 was charged for it. This is how the sum was reached. Replacement price €89.00, expected life 8 years (96 months), age 26 months: current value €89.00 × 70 / 96 = €64.90. The current value €64.90 is charged.",
      "This is about the cleaning of Taittotuoli, musta. The record says: 4 dirty.
    Clause 6.1 of the contract says: “The text of clause 6.1.”
    Invoice L-2026-0001: €5.00 was charged for it. This is how the sum was reached. Cleaning €0.60 per item. 4 × €0.60 = €2.40. The calculated sum is €2.40, the minimum charge €5.00: €5.00 is charged.",
      "By what was recorded, the charge stays as it is. If you saw something that the record does not have, please tell me, and I will look at it again.",
    ]
  `);
});

test("in Swedish of what is missing, where nobody saw a finding: that sentence is left out", async () => {
  expect(await prepared("A-2", "unfounded")).toMatchInlineSnapshot(`
    [
      "tack för att du berättade om det här. Jag beklagar besväret som det har gett dig.",
      "Jag förstår att det inte blev som du hade väntat dig.",
      "Vi kan gå igenom protokollet tillsammans, i kundtjänsten eller per telefon, i lugn och ro och med avtalet framför oss.",
      "Det gäller Pinottava tuoli och det som saknades vid återlämningen. I protokollet står: 1 st saknas.
    I avtalets punkt 5.3 står: ”Texten i punkt 5.3.”
    Det debiterades inte. Vi väntar 7 dagar från återlämningen. Det som lämnas tillbaka senast 25.5.2026 debiteras inte.",
    ]
  `);
});

test("a founded complaint is owned, and what is done about it is the clerk's to say or was done already", async () => {
  const nothing = await at("desk", "cases", "reply", "A-1", "--prepared", "founded", "--json");
  expect([nothing.exitCode, JSON.parse(nothing.stderr).error.code]).toEqual([2, "case-reply-missing"]);
  const own = await prepared("A-1", "founded", "--act", "Poistamme tuolit laskulta.");
  expect(own.slice(0, 4)).toEqual([
    "kiitos, että kerroit tästä. Olen pahoillani vaivasta, jota tästä on sinulle ollut.",
    "Ymmärrän, ettei kaikki mennyt niin kuin odotit.",
    "Olet oikeassa, ja virhe oli meidän.",
    "Poistamme tuolit laskulta.",
  ]);
  const crediting = ["credit", "K-2026-0001", "C1", "--reason", "Säröt olivat jo luovutettaessa.", "--yes"];
  expect((await withPin(...crediting)).stderr).toBe("");
  const credited = await prepared("A-1", "founded");
  expect(credited.find((text) => text.includes("säröjä"))).toMatch(/Hyvityslaskulla H-2026-0001 tästä palautuu 194,70\s€\.$/u);
});

test("off a terminal it is printed to be edited; as a draft it cools off, and the tone check has seen it", async () => {
  const printed = await at("desk", "cases", "reply", "A-2", "--prepared", "unfounded", "--yes");
  expect([printed.exitCode, printed.stdout.split("\n\n").length, printed.stderr.trim().split("\n")[0]]).toEqual([
    0,
    4,
    "Edit it, then: `desk cases reply A-2 --text-from FILE --draft`.",
  ]);
  expect((await at("desk", "cases", "show", "A-2", "--json")).json()).toMatchObject({ case: { due: "2026-05-25", draft: null } });
  const drafted = await at(
    "desk",
    "cases",
    "reply",
    "A-2",
    "--prepared",
    "unfounded",
    "--heard",
    "Du skrev att stolen kom tillbaka.",
    "--draft",
    "--json",
  );
  expect(drafted.json()).toMatchObject({ case: "A-2", sendFrom: "2026-05-25T05:00:00.000Z", tone: [] });
  const { case: shown } = (await at("desk", "cases", "show", "A-2", "--json")).json<{ case: { draft: string } }>();
  expect(shown.draft).toContain("\n\nDu skrev att stolen kom tillbaka.\n\nVi kan gå igenom protokollet tillsammans");
});

test("of what was never recorded nothing is prepared", async () => {
  await at("desk", "cases", "open", "--name", "Lena", "--words", "Hej.");
  expect(JSON.parse((await at("desk", "cases", "reply", "A-4", "--prepared", "unfounded", "--json")).stderr).error.code).toBe(
    "case-nothing-recorded",
  );
  expect(JSON.parse((await at("desk", "cases", "reply", "A-4", "--prepared", "maybe", "--json")).stderr).error.code).toBe(
    "case-not-one-of",
  );
});

test.each(["fi", "sv", "en"] as const)(
  "in %s there is a sentence of its own for every type of finding and every other matter",
  (language) => {
    const t = createMessages(readCatalogue("customer", language), `${language}-FI`);
    const kinds = [...FINDING_TYPES, "missing", "part", "dirty", "late", "extra", "other"];
    const told = kinds.map((kind) => t(`case.prepared.about.${kind}`, { product: "Kuppi" }));
    expect([new Set(told).size, told.filter((text) => !text.includes("Kuppi"))]).toEqual([kinds.length, []]);
  },
);
