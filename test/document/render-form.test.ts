/** The unsigned contract, read back. */
import { expect, test } from "vitest";
import { listPrices } from "../../src/assessment/prices/list-prices.ts";
import type { FormValues } from "../../src/document/form/form.ts";
import { renderForm } from "../../src/document/render-form.ts";
import { decodeFormCode } from "../../src/media/form-code.ts";
import { buildStory } from "../support/build-billing.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildTerms, buildWaiver } from "../support/build-terms.ts";
import { assetsIn, codesOn, textOf, textOfPages } from "../support/read-document.ts";

const formOf = ({ contract, terms }: Pick<FormValues, "contract" | "terms">): FormValues => ({
  contract,
  terms,
  firm: buildFirm(),
  prices: listPrices(contract, terms),
});

test("every page carries a code that names contract and page", async () => {
  const { contract, terms } = buildStory("sixtyLines");
  const odd = { ...contract, number: "VS 2026/117:ä" };
  const pdf = await renderForm(formOf({ contract: odd, terms }), assetsIn("fi"));
  const pages = (await textOfPages(pdf)).length;
  expect(pages).toBeGreaterThan(2);
  for (let page = 1; page <= pages; page += 1) {
    const codes = await codesOn(pdf, page);
    expect(codes.map(({ text }) => decodeFormCode(text))).toEqual([{ contract: odd.number, page, pages }]);
  }
});

test("says everything that is agreed, every clause, and has room to sign", async () => {
  const terms = buildTerms({ waivers: [buildWaiver()] });
  const line = buildLine({ parts: [{ name: "istuinpehmuste", price: null }], serials: ["T-01", "T-02"] });
  const contract = buildContract({ deposit: { kind: "cash", amount: 15_000 as never }, waiver: "share", lines: [line] });
  const text = await textOf(await renderForm(formOf({ contract, terms }), assetsIn("fi")));
  const parts = [
    "Vuokrasopimus",
    "Sopimus 2026-0117",
    "Aino Mäkelä",
    "15.5.2026 klo 10.00",
    "18.5.2026 klo 12.00",
    "Taittotuoli, musta",
    "10.3.2024",
    "60",
    "4,00 €",
    "89,00 €",
    "istuinpehmuste",
    "T-01, T-02",
    "150,00 € käteisellä",
    "Vahinkoturva, kohta 8.1",
  ];
  for (const part of [
    ...parts,
    ...terms.clauses.map(({ number }) => `Kohdan ${number} teksti.`),
    "Paikka ja päivä",
    "Allekirjoitus",
    "Nimenselvennys",
  ])
    expect(text).toContain(part);
});

test("the table's head stands on every page the lines go on to", async () => {
  const { contract, terms } = buildStory("sixtyLines", "sv");
  const pages = await textOfPages(await renderForm(formOf({ contract, terms }), assetsIn("sv")));
  const prices = pages.findIndex((page) => page.includes("Vad det skulle kosta"));
  const withLines = pages.slice(0, prices).filter((page) => /malli \d+/u.test(page));
  expect(withLines.length).toBeGreaterThan(1);
  for (const page of withLines) expect(page).toContain("Nyanskaffningspris");
});

test("the same contract gives the same bytes", async () => {
  const { contract, terms } = buildStory("business", "en");
  const render = () => renderForm(formOf({ contract, terms }), assetsIn("en"));
  expect(Buffer.from(await render()).equals(Buffer.from(await render()))).toBe(true);
});

test("the last page says what it would cost, and is signed with the rest", async () => {
  const { contract, terms } = buildStory("oneLine", "en");
  const pages = await textOfPages(await renderForm(formOf({ contract, terms }), assetsIn("en")));
  expect(pages.slice(0, -1).some((page) => page.includes("What it would cost"))).toBe(false);
  expect(pages.at(-1)).toMatch(/^What it would cost .*Missing \(5\.3\).*Late, each started day \(7\.1\)/u);
  expect(pages.at(-1)).toContain(`page ${pages.length} / ${pages.length}`);
});

test.each(["fi", "sv", "en"] as const)("a long day and large sums stay in one piece in %s", async (language) => {
  const figures = { dailyRent: 123_456 as never, replacementPrice: 123_456_789 as never, inService: "2024-09-28" as never };
  const contract = buildContract({ language, lines: [buildLine({ ...figures, quantity: 12_345 })] });
  const text = (await textOf(await renderForm(formOf({ contract, terms: buildTerms() }), assetsIn(language)))).replace(/\s/gu, " ");
  const said = { fi: "28.9.2024 12 345 1 234,56 € 1 234 567,89 €", sv: "28.9.2024 12 345 1 234,56 € 1 234 567,89 €" };
  expect(text).toContain(language === "en" ? "28 September 2024 12,345 €1,234.56 €1,234,567.89" : said[language]);
});
