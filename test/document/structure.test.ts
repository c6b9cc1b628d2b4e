/** What a screen reader is told: headings, tables with heads, pictures in words, in the order of the page; and what it is spared. */
import { expect, test } from "vitest";
import { renderLetter } from "../../src/document/render-letter.ts";
import { buildStory } from "../support/build-billing.ts";
import { assetsIn, textOfPages } from "../support/read-document.ts";
import { isDictionary, nameOf, PdfObjects } from "../support/read-pdf-objects.ts";
import { allOf, structureOf } from "../support/read-structure.ts";

const letter = (name: Parameters<typeof buildStory>[0]) => renderLetter({ ...buildStory(name), baseline: null }, assetsIn("fi"));

test("an ordinary bill's headings are its outline", async () => {
  const pages = await structureOf(await letter("ordinary"));
  const headings = pages.flatMap(({ root }) => allOf(root)).filter(({ role }) => /^H\d$/u.test(role));
  expect(headings.map(({ role, text }) => `${role} ${text}`)).toEqual([
    "H1 Palautuksen yhteenveto",
    "H2 Tuli takaisin kunnossa",
    "H2 Havainnot ja veloitukset",
    "H3 Lasku L-2026-0001",
    "H4 Kahvikuppi, valkoinen",
    "H3 Korvauserittely K-2026-0001",
    "H4 Taittotuoli, musta",
    "H2 Mitä ei veloiteta",
    "H2 Vakuus ja summat",
    "H2 Maksaminen",
    "H2 Kysyttävää tai toinen näkemys",
    "H2 Liite: ehdot, joihin kirje viittaa",
    "H3 4.1 Kohta 4.1",
    "H3 5.1 Kohta 5.1",
    "H3 5.2 Kohta 5.2",
    "H3 6.1 Kohta 6.1",
    "H3 Katselmuksen R-1 tunniste",
  ]);
});

test("figures are said in words, and stand where they are painted", async () => {
  const pages = await structureOf(await letter("ordinary"));
  const figures = pages.flatMap(({ root }) => allOf(root)).filter(({ role }) => role === "Figure");
  expect(figures.map(({ alt }) => alt)).toEqual([
    "QR-koodi, jossa ovat maksun tiedot: saaja, tilinumero, viite, eräpäivä ja summa",
    expect.stringMatching(/^Pankkiviivakoodi \d{54}$/u),
  ]);
});

test.each(["ordinary", "refund", "nothingToPay", "sixtyLines"] as const)(
  "%s: every row of a table has its head in it or above it",
  async (name) => {
    const pdf = await letter(name);
    const tables = (await structureOf(pdf)).flatMap(({ root }) => allOf(root)).filter(({ role }) => role === "Table");
    expect(tables.length).toBeGreaterThan(1);
    for (const { children } of tables) {
      expect([...new Set(children.map(({ role }) => role))]).toEqual(["TR"]);
      for (const row of children) expect(row.children.map(({ role }) => role).join(" ")).toMatch(/^(?:TH TD)(?: TH TD)*$/u);
    }
    const heads = [...new PdfObjects(pdf).all.values()]
      .map(({ value }) => value)
      .filter((value) => isDictionary(value) && nameOf(value.S) === "TH");
    for (const head of heads) expect(head).toMatchObject({ A: { Scope: { value: "Row" } } });
  },
);

test.each(["ordinary", "sixtyLines"] as const)("%s: is read in the order of the page, and spared what repeats", async (name) => {
  const pdf = await letter(name);
  const [pages, seen] = [await structureOf(pdf), await textOfPages(pdf)];
  pages.forEach(({ root, artifacts }, index) => {
    const foot = `Tampereen Juhlakalusto Oy · Y-tunnus 0112038-9 · ALV-tunnus FI01120389 +358 3 123 4567 · tiski@juhlakalusto.example Sivu ${index + 1} / ${pages.length}`;
    // A page on which charges go on names their document once more, for the eye.
    const again = /^(?:Lasku L-2026-0001|Korvauserittely K-2026-0001) /u.exec(artifacts)?.[0] ?? "";
    expect(artifacts).toBe(`${again}${foot}`);
    const squeezed = (text: string): string => text.replace(/\s/gu, "");
    expect(squeezed(root.text)).toBe(squeezed((seen[index] as string).replace(again, "").replace(foot, "")));
  });
});

test("what came back in good order is a list, also in two columns", async () => {
  const elements = (await structureOf(await letter("sixtyLines"))).flatMap(({ root }) => allOf(root));
  const items = elements.filter(({ role, text }) => role === "LI" && text !== "");
  expect(items.length).toBe(60);
  expect(items[1]?.children.map(({ role, text }) => [role, text])).toEqual([
    ["Lbl", "16 kpl"],
    ["LBody", "Kahvikuppi, malli 2"],
  ]);
});
