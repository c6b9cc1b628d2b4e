/** What a Finnish invoice must show, and a damages claim the same less VAT: each item read from the rendered pages. */
import { describe, expect, test } from "vitest";
import type { Charge } from "../../src/assessment/assessment.ts";
import type { PriceMode } from "../../src/contract/contract.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildBilling, buildCharge, buildCleaning, buildPartyContract } from "../support/build-billing.ts";
import { buildCustomer } from "../support/build-contract.ts";
import { buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, textOf } from "../support/read-document.ts";

const business = buildCustomer({ name: "Näsijärven Tapahtumat Oy", kind: "business", businessId: "2345671-3", vatId: "FI23456713" });

async function letterOf(treatment: "S" | "O", mode: PriceMode, over: Partial<Charge> = {}): Promise<string> {
  const contract = buildPartyContract({ prices: mode, customer: business });
  const charges = [treatment === "S" ? buildCleaning({ mode, ...over }) : buildCharge({ mode, ...over })];
  const inspection = buildInspection({ lines: [buildLineFacts(), buildLineFacts({ position: 2, out: 120, dirty: 23 })] });
  return textOf(
    await renderLetter({ billing: buildBilling({ contract, charges }), contract, terms: buildTerms(), inspection }, assetsIn("fi")),
  );
}

const BOTH = [
  "Päiväys 21.5.2026",
  "Tampereen Juhlakalusto Oy",
  "Hatanpään valtatie 24 · 33100 Tampere",
  "Y-tunnus 0112038-9",
  "Näsijärven Tapahtumat Oy",
  "Satakunnankatu 12 A 4 33100 Tampere",
  "Y-tunnus 2345671-3",
  "Suorituspäivä 20.5.2026",
];

const VAT = ["Lasku L-2026-0001", "ALV-tunnus FI01120389", "ALV-tunnus FI23456713", "Kahvikuppi, valkoinen 13,80 €", "23 kpl pesemättä."];

describe("an invoice", () => {
  test("at net prices", async () => {
    const text = await letterOf("S", "net");
    const own = [
      "Rivien hinnat ovat ilman arvonlisäveroa.",
      "23 kpl à 0,60 € · alv 25,5 %",
      "Veron peruste, alv 25,5 % 13,80 €",
      "Arvonlisävero 25,5 % 3,52 €",
      "Lasku L-2026-0001 yhteensä 17,32 €",
    ];
    expect([...BOTH, ...VAT, ...own].filter((part) => !text.includes(part))).toEqual([]);
  });

  test("at gross prices, with the price of one without VAT", async () => {
    const text = await letterOf("S", "gross");
    const own = [
      "Rivien hinnat sisältävät arvonlisäveron.",
      "23 kpl à 0,60 € (ilman veroa à 0,4783 €) · alv 25,5 %",
      "Veron peruste, alv 25,5 % 11,00 €",
      "Arvonlisävero 25,5 % 2,80 €",
      "Lasku L-2026-0001 yhteensä 13,80 €",
    ];
    expect([...BOTH, ...VAT, ...own].filter((part) => !text.includes(part))).toEqual([]);
  });

  test("of which something was given away: the price of one stays what it was", async () => {
    const text = await letterOf("S", "gross", { amount: cents(1_080), conceded: cents(300) });
    const own = [
      "23 kpl à 0,60 € (ilman veroa à 0,4783 €) · alv 25,5 %",
      "−3,00 €",
      "Tästä jää maksettavaksi 10,80 €",
      "Veron peruste, alv 25,5 % 8,61 €",
      "Arvonlisävero 25,5 % 2,19 €",
      "Lasku L-2026-0001 yhteensä 10,80 €",
    ];
    expect([...BOTH, ...VAT, ...own].filter((part) => !text.includes(part))).toEqual([]);
  });
});

test.each(["net", "gross"] as const)("a damages claim at %s prices: its grounds, and nothing of VAT", async (mode) => {
  const text = await letterOf("O", mode);
  const own = [
    "Korvauserittely K-2026-0001",
    "Ei arvonlisäveron alainen (vahingonkorvaus).",
    "Taittotuoli, musta 194,70 €",
    "3 kpl à 64,90 €",
    "Kohta 5.2",
    "Korvauserittely K-2026-0001 yhteensä 194,70 €",
  ];
  expect([...BOTH, ...own].filter((part) => !text.includes(part))).toEqual([]);
  expect(text.replaceAll("arvonlisäveron alainen", "")).not.toMatch(/\balv\b|ALV|FI01120389|FI23456713|arvonlisävero/u);
});
