/** The unsigned contract, read back. */
import { expect, test } from "vitest";
import { renderForm } from "../../src/document/render-form.ts";
import { decodeFormCode } from "../../src/media/form-code.ts";
import { buildFirm, buildStory } from "../support/build-billing.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildTerms, buildWaiver } from "../support/build-terms.ts";
import { assetsIn, codesOn, textOf, textOfPages } from "../support/read-document.ts";

test("every page carries a code that names contract and page", async () => {
  const { contract, terms } = buildStory("sixtyLines");
  const odd = { ...contract, number: "VS 2026/117:ä" };
  const pdf = await renderForm({ contract: odd, terms, firm: buildFirm() }, assetsIn("fi"));
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
  const text = await textOf(await renderForm({ contract, terms, firm: buildFirm() }, assetsIn("fi")));
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
  const pages = await textOfPages(await renderForm({ contract, terms, firm: buildFirm() }, assetsIn("sv")));
  const withLines = pages.filter((page) => /malli \d+/u.test(page));
  expect(withLines.length).toBeGreaterThan(1);
  for (const page of withLines) expect(page).toContain("Nyanskaffningspris");
});

test("the same contract gives the same bytes", async () => {
  const { contract, terms } = buildStory("business", "en");
  const render = () => renderForm({ contract, terms, firm: buildFirm() }, assetsIn("en"));
  expect(Buffer.from(await render()).equals(Buffer.from(await render()))).toBe(true);
});
