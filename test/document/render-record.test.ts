/** The walkthrough record, read back. */
import { expect, test } from "vitest";
import { NO_PICTURES } from "../../src/document/finding-photos.ts";
import type { RecordValues } from "../../src/document/record/record.ts";
import { renderRecord } from "../../src/document/render-record.ts";
import { cents } from "../../src/kernel/money.ts";
import { drawSignature, signatureSvg } from "../../src/media/signature.ts";
import { buildBillingFacts, buildCharge, buildPartyContract, buildWitness } from "../support/build-billing.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts, CAME_BACK } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, textOf } from "../support/read-document.ts";

const contract = buildPartyContract();
const values = {
  contract,
  terms: buildTerms(),
  firm: buildFirm(),
  baseline: null,
  since: null,
  pictures: NO_PICTURES,
  withSums: null,
  acknowledged: null,
  signed: null,
  witness: buildWitness(),
};
const scratched = buildGroup({ count: 2, findings: [buildFinding({ id: "F9", type: "scratched" })] });
const inspection = buildInspection({
  lines: [
    buildLineFacts({
      out: 60,
      missing: 1,
      groups: [
        buildGroup({
          count: 3,
          findings: [
            buildFinding({
              severity: "severe",
              note: "Selkänojassa",
              cause: "customer",
              photos: [{ sha256: "0".repeat(64), name: "tuoli.jpg", takenAt: null }],
            }),
            buildFinding({
              id: "F2",
              type: "scratched",
              marks: 2,
              sizeMm: 30,
              repair: { cost: cents(3500), days: 2, source: "Verstaan hinnasto" },
            }),
          ],
        }),
      ],
    }),
    buildLineFacts({ position: 2, out: 120, dirty: 23, counted: 120, note: "Kaksi eri sarjaa" }),
  ],
  answer: {
    all: "agrees",
    words: "Hyvä palvelu.",
    exceptions: [{ position: 1, group: "G1", subject: "group", count: 1, stance: "disputes", words: "Yksi oli jo tullessa näin." }],
  },
});

test("says what was found, by whom, and what the customer says; no sum", async () => {
  const text = await textOf(await renderRecord({ ...values, inspection }, assetsIn("fi")));
  for (const part of [
    "Katselmuspöytäkirja",
    "Taittotuoli, musta 56 3 1 – –",
    "Kahvikuppi, valkoinen 120 – – – 23",
    "Laskettu: 120 kpl · Huomio: Kaksi eri sarjaa",
    "3 kpl säröillä (vakava) ja naarmuuntuneita (2 jälkeä kappaletta kohti, 30 mm)",
    "Havaitsi Mira Salo, 20.5.2026 klo 14.00. Asiakkaan kertoman mukaan syntynyt käytössä. Huomio: Selkänojassa. Kuva: tuoli.jpg",
    "Korjaus arviolta 2 päivää (Verstaan hinnasto).",
    "1 kpl puuttuu",
    "23 kpl pesemättä",
    "Samaa mieltä muusta paitsi alla olevista.",
    "Taittotuoli, musta, 1 kpl säröillä (vakava) ja naarmuuntunut (2 jälkeä kappaletta kohti, 30 mm): näkee toisin",
    "”Yksi oli jo tullessa näin.”",
    "Pöytäkirjan on kuitannut Aino Mäkelä, 20.5.2026 klo 14.00.",
  ])
    expect(text).toContain(part);
  expect(text).not.toContain("€");
});

test("sums only when asked for", async () => {
  const withSums = { ...buildBillingFacts().assessment, charges: [buildCharge()] };
  const text = await textOf(await renderRecord({ ...values, inspection, withSums }, assetsIn("fi")));
  expect(text).toContain("Mitä tästä seuraa sopimuksen mukaan");
  expect(text).toContain("194,70 €");
  expect(text).toContain("Yhteensä 194,70 €");
});

test("whether a finding is new since the hand-over is said beside it, where that can be told", async () => {
  const baseline = buildInspection({ kind: "handover", load: 0, lines: [buildLineFacts({ groups: [scratched] })] });
  const told = async (language: "fi" | "sv" | "en", since: RecordValues["since"]) =>
    textOf(await renderRecord({ ...values, inspection, baseline, since }, assetsIn(language)));
  const some = new Map([
    ["F1", { before: 0, grown: 0, fresh: 3 }],
    ["F2", { before: 1, grown: 1, fresh: 1 }],
  ]);
  expect(await told("fi", some)).toMatch(
    /klo 14\.00\. Uusi luovutuksen jälkeen\.[\s\S]+Kirjattu jo luovutuksessa: 1 kpl\. Luovutuksessa jälkiä oli vähemmän: 1 kpl\. Uusi luovutuksen jälkeen: 1 kpl\./u,
  );
  expect(await told("sv", some)).toContain("Nytt sedan utlämningen.");
  expect(await told("en", new Map([["F1", { before: 3, grown: 0, fresh: 0 }]]))).toContain("Noted at the hand-over already.");
  expect(await told("en", new Map())).not.toContain("The condition at hand-over was not recorded.");
  expect(await textOf(await renderRecord({ ...values, inspection }, assetsIn("en")))).toContain(
    "The condition at hand-over was not recorded.",
  );
});

test("whoever left, or would rather not hear, gets the rest by letter, without reproach", async () => {
  const left = {
    ...inspection,
    answer: { all: "left", words: null, exceptions: [] },
    acknowledgement: { kind: "notPresent", at: CAME_BACK },
  } as const;
  const text = await textOf(await renderRecord({ ...values, inspection: left }, assetsIn("sv")));
  expect(text).toContain("Resten berättar vi per brev. Det går bra att svara när brevet är läst.");
  expect(text).toContain("Protokollet kvitterades inte på plats, 20.5.2026");
  const away = { ...left, answer: { ...left.answer, all: "notPresent" as const } };
  expect(await textOf(await renderRecord({ ...values, inspection: away }, assetsIn("en")))).toContain(
    "The customer was not present to acknowledge",
  );
});

test("a hand-over, not acknowledged and without a signed copy, says so", async () => {
  const handover = buildInspection({ kind: "handover", load: 0, signedCopy: "absent", answer: null, acknowledgement: null });
  const text = await textOf(await renderRecord({ ...values, inspection: handover }, assetsIn("sv")));
  expect(text).toContain("Här står i vilket skick det hyrda lämnades ut.");
  expect(text).toContain("fanns inte i arkivet");
  expect(text).toContain("Ännu inte kvitterat.");
});

test("the same walk gives the same bytes", async () => {
  const render = () => renderRecord({ ...values, inspection }, assetsIn("fi"));
  expect(Buffer.from(await render()).equals(Buffer.from(await render()))).toBe(true);
});

test("what was signed on a phone: who, in which language, the drawing, and the text as a file of its own", async () => {
  const text = { sha256: "a1b2".repeat(16), language: "sv" } as const;
  const acknowledgement = { kind: "signed", name: "Aino Mäkelä", at: CAME_BACK, text, signature: null } as const;
  const signed = { text: Buffer.from("Besiktningsprotokoll\n"), picture: null };
  const pdf = await renderRecord({ ...values, inspection: { ...inspection, acknowledgement }, signed }, assetsIn("en"));
  const read = await textOf(pdf);
  expect(read).toContain("Read in Swedish and acknowledged by Aino Mäkelä with a typed name, ");
  expect(read).toContain("The text that was read stands in this file as signed-text.txt. Its fingerprint: a1b2 a1b2");
  const picture = await drawSignature(
    signatureSvg([
      [
        [1, 2],
        [3, 4],
      ],
    ]),
  );
  const drawn = await renderRecord(
    { ...values, inspection: { ...inspection, acknowledgement: { ...acknowledgement, signature: "b" } }, signed: { ...signed, picture } },
    assetsIn("en"),
  );
  expect(await textOf(drawn)).toContain("Read in Swedish and signed by Aino Mäkelä, ");
  expect(drawn.length).toBeGreaterThan(pdf.length);
});

test("photos of a line stand under it, with the time that the camera noted", async () => {
  const photos = [{ sha256: "1".repeat(64), name: "rivi.jpg", takenAt: CAME_BACK }];
  const lines = [buildLineFacts({ out: 60, photos })];
  const text = await textOf(await renderRecord({ ...values, inspection: buildInspection({ lines }) }, assetsIn("fi")));
  expect(text).toContain("Kuva rivistä: rivi.jpg (20.5.2026 klo 14.00)");
});

test("amended, it says line by line what differs from what was acknowledged, in the customer's language", async () => {
  const at = CAME_BACK;
  const amended = { ...inspection, amendments: [{ reason: "Kaksi löytyi", by: ["Onni Laine"], at }] };
  const first = {
    ...inspection,
    lines: [buildLineFacts({ out: 60, missing: 3 }), ...inspection.lines.slice(1)],
    answer: { all: "notPresent", words: null, exceptions: [] } as const,
  };
  const told = async (language: "fi" | "sv" | "en", acknowledged: RecordValues["acknowledged"]) =>
    textOf(await renderRecord({ ...values, inspection: amended, acknowledged }, assetsIn(language)));
  const sv = await told("sv", { inspection: first, acknowledgement: { kind: "notPresent", at } });
  expect(sv).toMatch(
    /Skillnader mot protokollet så som det löd[\s\S]+Då: I gott skick: 57 · 3 st saknas Nu: I gott skick: 56 · 3 st spruckna/u,
  );
  expect(sv).toContain("Då: Var inte på plats.");
  const en = await told("en", { inspection: amended, acknowledgement: { kind: "name", name: "Aino Mäkelä", at } });
  expect(en).toContain("What differs from the record that Aino Mäkelä acknowledged on");
  expect(en).toContain("Counts, findings and answers are as they were.");
  expect(await told("fi", null)).not.toContain("Silloin:");
});

test("what was ours stands beside the findings, with who saw it; without anything there is no heading for it", async () => {
  const told = async (ours: RecordValues["ours"] | null) => {
    const given = { ...values, inspection, ...(ours ? { ours } : {}) };
    return (await textOf(await renderRecord(given, assetsIn("fi")))).replace(/\s+/gu, " ");
  };
  const fault = {
    kind: "short",
    position: 1,
    count: 4,
    days: null,
    note: "Jäivät varastoon",
    seenBy: "Aino Mäkelä",
    seenAt: CAME_BACK,
  } as const;
  const text = await told([fault, { ...fault, kind: "late", position: null, count: null, days: 1, note: null }]);
  expect(text).toContain("Mikä oli meidän");
  expect(text).toContain("toimitus jäi vajaaksi, 4 kappaletta, Jäivät varastoon. Nähnyt Aino Mäkelä, 20.5.2026 klo 14.00.");
  expect(text).toContain("Koko toimitus: toimitettiin myöhässä, yksi vuorokausi.");
  expect(await told(null)).not.toContain("Mikä oli meidän");
});
