/** Names that try to be markup, PDF syntax or a command stay text on the page, in the metadata and in what a screen reader reads. */
import { expect, test } from "vitest";
import { convert } from "xmlbuilder2";
import { renderLetter } from "../../src/document/render-letter.ts";
import { buildStory } from "../support/build-billing.ts";
import { assetsIn, insideOf, textOf } from "../support/read-document.ts";

const SEEN = '</rdf:li></dc:title> &lt; <x a="1"> ]]> (evil) \\) %%EOF';
const HOSTILE = `${SEEN}\u0007\u202E\nendobj`;

test("a firm, a customer and products with hostile names", async () => {
  const { billing, contract, ...story } = buildStory("ordinary", "fi");
  const { firm, customer } = billing;
  const pdf = await renderLetter(
    {
      ...story,
      billing: { ...billing, firm: { ...firm, name: HOSTILE }, customer: { ...customer, name: HOSTILE, contact: HOSTILE } },
      contract: { ...contract, lines: contract.lines.map((line) => ({ ...line, name: HOSTILE })) },
    },
    assetsIn("fi"),
  );
  const inside = insideOf(pdf);
  const [xmp = ""] = /<x:xmpmeta.*?<\/x:xmpmeta>/su.exec(inside) ?? [];
  expect(JSON.stringify(convert(xmp, { format: "object" }))).toContain("endobj");
  expect(inside).not.toMatch(/\/(?:JavaScript|JS|Launch|URI|OpenAction)\b/u);
  const text = (await textOf(pdf)).replace(/\s+/gu, " ");
  expect(text.split(SEEN).length).toBeGreaterThan(4);
  expect(text).not.toMatch(/[\u0000-\u001F\u202E]/u);
});
