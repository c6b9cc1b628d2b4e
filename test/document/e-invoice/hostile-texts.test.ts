/** Names, notes and addresses that try to be markup, or that XML forbids, stay text; nothing fails. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { convert } from "xmlbuilder2";
import type { EInvoice } from "../../../src/document/e-invoice/e-invoice.ts";
import { writeCii } from "../../../src/document/e-invoice/write-cii.ts";
import { writeFinvoice } from "../../../src/document/e-invoice/write-finvoice.ts";
import { writePeppol } from "../../../src/document/e-invoice/write-peppol.ts";
import { businessBilling, eInvoicesOf } from "../../support/build-e-invoice.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const latin9 = new TextDecoder("iso-8859-15");
const FORMATS = { peppol: writePeppol, cii: writeCii, finvoice: writeFinvoice } as const;
type Format = keyof typeof FORMATS;
const xmlOf = (invoice: EInvoice, format: Format): string => (format === "finvoice" ? latin9 : utf8).decode(FORMATS[format](invoice));

/** One text wherever people write: names, places, contacts, words of lines, notes. */
function withText(text: string): EInvoice {
  const [invoice] = eInvoicesOf(businessBilling()) as [EInvoice, ...EInvoice[]];
  const place = { ...invoice.buyer.place, street: text, city: text };
  return {
    ...invoice,
    buyer: { ...invoice.buyer, name: text, place, contact: { name: text, phone: text, email: text } },
    buyerReference: text,
    notes: [text],
    lines: invoice.lines.map((line) => ({ ...line, name: text, description: text, note: text })),
  };
}

/** Names of all elements in order, each once where it is repeated: a long text takes several. */
const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
/** The texts of all elements, as a reader of XML has them. An ampersand that begins no known entity would be no XML. */
const texts = (xml: string): readonly string[] =>
  [...xml.matchAll(/>([^<]*)<\//gu)].map((match) =>
    (match[1] as string).replace(/&[^;]*;?/gu, (entity) => ENTITIES[entity] ?? `NOT XML: ${entity}`),
  );
const names = (xml: string): readonly string[] =>
  [...xml.matchAll(/<([A-Za-z][\w:]*)/gu)].map((match) => match[1] as string).filter((name, index, all) => name !== all[index - 1]);
const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

const HOSTILE = [
  "</cbc:Name><cbc:ID>HACK</cbc:ID>",
  "]]><InvoiceRow><RowAmount>0,00</RowAmount></InvoiceRow><![CDATA[",
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  "<?xml-stylesheet href='x'?> <!-- -- -->",
  "&lt;b&gt; &amp;amp; &#0; &#x41;",
  '"><script>alert(1)</script>',
  "a\u0000b\u0007c\u000Bd\u001Bf\uFFFEg\uD800h",
  "rivi\nrivi\r\n\u2028rivi",
  "\u202Egnp.exe",
];

test.each(HOSTILE.flatMap((text) => FORMAT_NAMES.map((format) => [text, format] as const)))("%j stays text in %s", (text, format) => {
  const xml = xmlOf(withText(text), format);
  expect(names(xml)).toEqual(names(xmlOf(withText("Kaisa & Co"), format)));
  expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u202E]/u);
  expect(() => convert(xml, { format: "object" })).not.toThrow();
});

test.each(FORMAT_NAMES)("what is read back from %s is what was written", (format) => {
  for (const text of ['Kaisa & <Co> "Oy" ]]>', "&lt;b&gt; &amp;amp; &#0; &nbsp; &", "<!ENTITY e>&e;"])
    expect(texts(xmlOf(withText(text), format)).filter((found) => found === text).length).toBeGreaterThan(3);
});

test("any text at all gives a file that can be read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 200 }), (text) => {
      for (const format of FORMAT_NAMES) {
        const xml = xmlOf(withText(`ab ${text}`), format);
        convert(xml, { format: "object" });
        expect(texts(xml).filter((found) => found.includes("NOT XML"))).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
});
