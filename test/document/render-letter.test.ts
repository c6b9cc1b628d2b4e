/** The letter as a customer receives it, read back from the finished PDF. */
import { describe, expect, test } from "vitest";
import type { TraceStep } from "../../src/assessment/assessment.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import type { Inspection } from "../../src/inspection/inspection.ts";
import { paymentOf } from "../../src/invoice/payment.ts";
import { cents } from "../../src/kernel/money.ts";
import { LANGUAGES, type Language } from "../../src/kernel/text.ts";
import {
  type BillingStory,
  buildBilling,
  buildCharge,
  buildCleaning,
  buildPartyContract,
  buildSource,
  buildStory,
  type StoryName,
} from "../support/build-billing.ts";
import { buildCustomer, buildLine } from "../support/build-contract.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, codesOn, insideOf, textOf, textOfPages } from "../support/read-document.ts";

/** The facts behind a story: what its charges and reasons name. */
function inspectionOf({ contract, billing }: BillingStory): Inspection {
  const findings = [...billing.charges, ...billing.notCharged].map(({ source }) => source);
  return buildInspection({
    contract: contract.number,
    lines: contract.lines.map(({ position, quantity }) => {
      const ids = findings.filter((source) => source.position === position).flatMap((source) => source.findings);
      const groups = ids.map((id, index) => buildGroup({ id: `G${index + 1}`, findings: [buildFinding({ id, severity: "severe" })] }));
      return buildLineFacts({ position, out: quantity, groups });
    }),
  });
}

const render = (story: BillingStory, language: Language = story.billing.language) =>
  renderLetter({ ...story, inspection: inspectionOf(story), baseline: null }, assetsIn(language));
const letterOf = (name: StoryName, language: Language = "fi") => render(buildStory(name, language));

describe("what it says, in order", () => {
  const order: Record<Language, readonly string[]> = {
    fi: [
      "Palautuksen yhteenveto",
      "Kiitos palautuksesta.",
      "Maksettavaa 62,02 €",
      "Tuli takaisin kunnossa",
      "Havainnot ja veloitukset",
      "Lasku L-2026-0001",
      "Korvauserittely K-2026-0001",
      "Mitä ei veloiteta",
      "Vakuus ja summat",
      "Maksaminen",
      "Kysyttävää",
      "kuluttajariita.fi",
      "Liite",
      "tunniste",
    ],
    sv: [
      "Sammandrag av återlämningen",
      "Tack för återlämningen.",
      "Att betala 62,02 €",
      "Kom tillbaka i gott skick",
      "Iakttagelser och debiteringar",
      "Faktura L-2026-0001",
      "Ersättningsspecifikation K-2026-0001",
      "Vad som inte debiteras",
      "Deposition och summor",
      "Betalning",
      "Frågor",
      "kuluttajariita.fi/sv",
      "Bilaga",
      "Fingeravtryck",
    ],
    en: [
      "Summary of the return",
      "Thank you for the return.",
      "To pay €62.02",
      "Came back in good order",
      "Findings and charges",
      "Invoice L-2026-0001",
      "Damages statement K-2026-0001",
      "What is not charged",
      "Deposit and sums",
      "How to pay",
      "Questions",
      "kuluttajariita.fi/en",
      "Appendix",
      "Fingerprint",
    ],
  };

  test.each(LANGUAGES)("%s", async (language) => {
    const text = await textOf(await letterOf("ordinary", language));
    let from = 0;
    for (const part of order[language]) {
      const at = text.indexOf(part, from);
      expect(at, `${part} after ${text.slice(Math.max(0, from - 40), from)}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });
});

test("an invoice shows what Finnish law asks for, and the claim no VAT", async () => {
  const text = await textOf(await letterOf("ordinary"));
  for (const part of [
    "Päiväys 21.5.2026",
    "Y-tunnus 0112038-9",
    "FI01120389",
    "Tampereen Juhlakalusto Oy",
    "Hatanpään valtatie 24",
    "Aino Mäkelä",
    "Satakunnankatu 12 A 4",
    "23 kpl à 0,60 € · alv 25,5 %",
    "Suorituspäivä 20.5.2026",
    "Veron peruste, alv 25,5 % 13,80 €",
    "Arvonlisävero 25,5 % 3,52 €",
    "17,32 €",
    "Ei arvonlisäveron alainen (vahingonkorvaus)",
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/alv 0/u);
});

test("a gross price list shows the price without VAT too", async () => {
  const text = await textOf(await letterOf("onlyInvoice"));
  expect(text).toContain("23 kpl à 0,60 € (ilman veroa à 0,4783 €) · alv 25,5 %");
  expect(text).toContain("Arvonlisävero 25,5 % 2,80 €");
});

test("a claim alone carries no VAT id of either side", async () => {
  const story = buildStory("onlyClaim");
  const customer = buildCustomer({ kind: "business", businessId: "2345671-3", vatId: "FI23456713" });
  const text = await textOf(await render({ ...story, billing: { ...story.billing, customer } }));
  expect(text).toContain("2345671-3");
  expect(text).not.toMatch(/FI01120389|FI23456713|alv/u);
});

describe("the codes on the page", () => {
  test("both hold the payment", async () => {
    const story = buildStory("ordinary");
    const payment = paymentOf(story.billing);
    const pdf = await render(story);
    const pages = await textOfPages(pdf);
    const page = pages.findIndex((text) => text.includes("Pankkiviivakoodi")) + 1;
    expect(await codesOn(pdf, page)).toEqual(
      expect.arrayContaining([
        { format: "QRCode", text: payment?.qr },
        { format: "Code128", text: payment?.barcode },
      ]),
    );
    expect(pages[page - 1]).toContain(payment?.barcode);
  });

  test.each(["refund", "nothingToPay", "held", "cardHold"] as const)("none where there is nothing to pay: %s", async (name) => {
    const pdf = await letterOf(name);
    const pages = await textOfPages(pdf);
    for (let page = 1; page <= pages.length; page += 1) expect(await codesOn(pdf, page)).toEqual([]);
    expect(pages.join(" ")).not.toContain("Pankkiviivakoodi");
  });

  test("an account that is not Finnish has a QR code and no bank barcode", async () => {
    const story = buildStory("oneLine");
    const pdf = await render({ ...story, billing: { ...story.billing, firm: buildFirm({ iban: "SE4550000000058398257466", bic: null }) } });
    const codes = (await Promise.all((await textOfPages(pdf)).map((_, index) => codesOn(pdf, index + 1)))).flat();
    expect(codes.map(({ format }) => format)).toEqual(["QRCode"]);
  });
});

test("a refund says how much, by when and where", async () => {
  expect(await textOf(await letterOf("refund"))).toContain("Maksamme 87,98 € tilille FI58 1017 1000 0001 22 viimeistään 4.6.2026.");
});

test("a return with nothing to charge is a thank-you note", async () => {
  const text = await textOf(await letterOf("nothingToPay"));
  expect(text).toContain("Kiitos palautuksesta Kunnossa tuli takaisin 180 kappaletta");
  expect(text).not.toContain("kuluttajariita");
  expect(text).not.toContain("Havainnot ja veloitukset");
});

describe("page breaks", () => {
  test("each of sixty charges stands on one page with its sum", async () => {
    const story = buildStory("sixtyLines");
    const pages = await textOfPages(await render(story));
    expect(pages.length).toBeGreaterThan(5);
    const ofFindings = pages.map((page) => page.replace(/^.*Havainnot ja veloitukset/u, ""));
    for (const charge of story.billing.charges) {
      const name = story.contract.lines.find(({ position }) => position === charge.source.position)?.name ?? "";
      const sum = `${(charge.amount / 100).toFixed(2).replace(".", ",")} €`;
      const whole = new RegExp(`${name} ${sum}.{0,700}?Kohta ${charge.clause.replace(".", "\\.")}`, "u");
      expect(ofFindings.filter((page) => whole.test(page)).length, `${name} ${sum}`).toBe(1);
    }
  });

  test("every page says which it is", async () => {
    const pages = await textOfPages(await letterOf("sixtyLines"));
    pages.forEach((page, index) => {
      expect(page).toContain(`Sivu ${index + 1} / ${pages.length}`);
    });
  });

  test("a finding taller than a page keeps its sum beside its name", async () => {
    const note = Array.from({ length: 400 }, (_, index) => `sana${index}`).join(" ");
    const contract = buildPartyContract();
    const billing = buildBilling({ contract, charges: [buildCharge({ source: buildSource({ findings: ["F1", "F2", "F3"] }) })] });
    const findings = ["F1", "F2", "F3"].map((id) => buildFinding({ id, note }));
    const inspection = buildInspection({ lines: [buildLineFacts({ groups: [buildGroup({ count: 3, findings })] })] });
    const pages = await textOfPages(await renderLetter({ billing, contract, terms: buildTerms(), inspection }, assetsIn("fi")));
    expect(pages.filter((page) => page.includes("Taittotuoli, musta 194,70 €")).length).toBe(1);
    const text = pages.join(" ");
    for (let index = 0; index < 400; index += 1) expect(text.split(new RegExp(`sana${index}[ .]`, "u")).length - 1).toBe(3);
  });
});

test("names of 200 characters, with and without spaces, stand whole", async () => {
  const unbroken = "Ä".repeat(200);
  const spaced = "Juhlatarvikevuokraamo ".repeat(9).trim();
  const contract = buildPartyContract({ lines: [buildLine({ name: unbroken }), buildLine({ name: spaced })] });
  const customer = buildCustomer({ name: spaced, contact: unbroken });
  const billing = { ...buildBilling({ contract }), customer, firm: buildFirm({ name: spaced }) };
  const inspection = buildInspection({ lines: [buildLineFacts({ groups: [buildGroup({ count: 3 })] })] });
  const text = await textOf(await renderLetter({ billing, contract, terms: buildTerms(), inspection }, assetsIn("fi")));
  expect(text.replaceAll(" ", "").split(unbroken).length - 1).toBeGreaterThanOrEqual(3);
  expect(text.split(spaced).length - 1).toBeGreaterThanOrEqual(3);
});

test("what the typeface lacks is a hollow square, and control characters are gone", async () => {
  const story = buildStory("oneLine");
  const customer = buildCustomer({ name: "Li \u{5B57}\u{1F389} \u001B[31mО́льга" });
  const text = await textOf(await render({ ...story, billing: { ...story.billing, customer } }));
  expect(text).toContain("Li □□ [31mОльга");
});

describe("the file", () => {
  test("the same values give the same bytes, whatever was rendered before", async () => {
    const first = await letterOf("ordinary");
    await letterOf("business", "sv");
    await letterOf("sixtyLines", "en");
    expect(Buffer.from(await letterOf("ordinary")).equals(Buffer.from(first))).toBe(true);
  });

  test("is PDF/A-3a: id, output intent, language, structure, embedded fonts, nothing hidden", async () => {
    const story = buildStory("business", "sv");
    const pdf = await render({ ...story, billing: { ...story.billing, firm: buildFirm({ name: "Kaisa & Co <Oy>" }) } });
    const inside = insideOf(pdf);
    expect(inside.startsWith("%PDF-1.7")).toBe(true);
    expect(inside).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/u);
    expect(inside).toContain("<rdf:li>Kaisa &amp; Co &lt;Oy&gt;</rdf:li>");
    expect(inside).toMatch(/\/OutputIntents \[/u);
    expect(inside).toContain("/S /GTS_PDFA1");
    expect(inside).toContain("/Lang (sv-FI)");
    expect(inside).toContain("/Marked true");
    for (const type of ["Document", "Sect", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure"])
      expect(inside).toContain(`/S /${type}\n`);
    expect(inside.match(/\/FontFile2/gu)?.length).toBe(2);
    expect([...new Set(inside.match(/\/BaseFont \/\S+/gu))].sort()).toEqual([
      "/BaseFont /BZZZZZ+Inter-Regular",
      "/BaseFont /CZZZZZ+Inter-SemiBold",
    ]);
    expect(inside).not.toMatch(/\/JavaScript|\/Encrypt|\/Launch/u);
    expect(inside).toContain("/CreationDate");
    expect(inside).toContain("D:20260521120000Z");
  });
});

test("a calculation is said step by step, each with its figures", async () => {
  const trace: readonly TraceStep[] = [
    {
      step: 6,
      level: "line",
      rule: null,
      clause: null,
      sentence: "times",
      values: { count: { count: 3 }, one: { cents: cents(6490) } },
      out: cents(19_470),
    },
  ];
  const contract = buildPartyContract();
  const billing = buildBilling({ contract, charges: [buildCharge({ trace }), buildCleaning({ trace: [] })] });
  const inspection = buildInspection({ lines: [buildLineFacts({ groups: [buildGroup({ count: 3 })] })] });
  const text = await textOf(await renderLetter({ billing, contract, terms: buildTerms(), inspection }, assetsIn("fi")));
  expect(text).toContain("3 × 64,90 € = 194,70 €.");
});
