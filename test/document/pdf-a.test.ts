/** What PDF/A-3a asks of a file (ISO 19005-3), read from the finished bytes. No validator is to be had, so each demand stands here. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { create } from "xmlbuilder2";
import { listPrices } from "../../src/assessment/prices/list-prices.ts";
import { NO_PICTURES } from "../../src/document/finding-photos.ts";
import { renderForm } from "../../src/document/render-form.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import { renderRecord } from "../../src/document/render-record.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { drawSignature, signatureSvg } from "../../src/media/signature.ts";
import { buildStory, buildWitness } from "../support/build-billing.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildInspection, CAME_BACK } from "../support/build-inspection.ts";
import { assetsIn } from "../support/read-document.ts";
import { isDictionary, nameOf, PdfObjects, type PdfValue } from "../support/read-pdf-objects.ts";

const story = buildStory("ordinary", "sv");
const billing = { ...story.billing, firm: buildFirm({ name: 'Kaisa & Co <Oy> "Ä"' }) };
const drawn: Record<string, Uint8Array> = {};

beforeAll(async () => {
  const { contract, terms } = story;
  const firm = buildFirm();
  drawn.letter = await renderLetter({ ...story, billing, baseline: null }, assetsIn("sv"));
  drawn.thanks = await renderLetter({ ...buildStory("nothingToPay"), baseline: null }, assetsIn("fi"));
  const values = {
    contract,
    inspection: buildInspection(),
    baseline: null,
    since: null,
    terms,
    firm,
    pictures: NO_PICTURES,
    withSums: null,
    acknowledged: null,
    signed: null,
    witness: buildWitness(),
  };
  drawn.record = await renderRecord(values, assetsIn("sv"));
  const text = { sha256: "a".repeat(64), language: "fi" } as const;
  const acknowledgement = { kind: "signed", name: "Aino Mäkelä", at: CAME_BACK, text, signature: "b".repeat(64) } as const;
  const picture = await drawSignature(
    signatureSvg([
      [
        [100, 200],
        [900, 300],
      ],
    ]),
  );
  const signed = { text: Buffer.from("Katselmuspöytäkirja\n"), picture };
  drawn.signed = await renderRecord({ ...values, inspection: buildInspection({ acknowledgement }), signed }, assetsIn("sv"));
  drawn.form = await renderForm({ contract, terms, firm, prices: listPrices(contract, terms) }, assetsIn("sv"));
});

describe.each(["letter", "thanks", "record", "signed", "form"])("%s", (kind) => {
  let pdf: PdfObjects;
  let raw: string;
  beforeAll(() => {
    const bytes = drawn[kind] as Uint8Array;
    pdf = new PdfObjects(bytes);
    raw = Buffer.from(bytes).toString("latin1");
  });

  test("begins as a PDF 1.7 with four high bytes, has an id and no encryption", () => {
    expect(raw).toMatch(/^%PDF-1\.7\n%[\u0080-\u00FF]{4}\n/u);
    expect(pdf.trailer.ID).toEqual([expect.stringMatching(/^.{16}$/su), expect.stringMatching(/^.{16}$/su)]);
    expect(pdf.trailer.Encrypt).toBeUndefined();
  });

  test("is marked, structured, in a language, and shows its title", () => {
    expect(pdf.dictionary(pdf.catalog.MarkInfo)).toEqual({ Marked: true });
    expect(nameOf(pdf.dictionary(pdf.catalog.StructTreeRoot).Type)).toBe("StructTreeRoot");
    expect(pdf.catalog.Lang).toBe(kind === "thanks" ? "fi-FI" : "sv-FI");
    expect(pdf.dictionary(pdf.catalog.ViewerPreferences)).toEqual({ DisplayDocTitle: true });
  });

  test("every page knows its place in the structure, and every mark in it an element", () => {
    const { Nums } = pdf.dictionary(pdf.dictionary(pdf.catalog.StructTreeRoot).ParentTree) as { Nums: readonly PdfValue[] };
    for (const page of pdf.ofType("Page")) {
      const key = Nums.indexOf(page.StructParents as number);
      const elements = pdf.at(Nums[key + 1]) as readonly PdfValue[];
      const marks = [
        ...pdf
          .stream(page.Contents)
          .toString("latin1")
          .matchAll(/\/MCID (\d+)/gu),
      ].map((match) => Number(match[1]));
      expect(marks).toEqual(elements.map((_, index) => index));
      for (const element of elements) expect(pdf.dictionary(element).S).toBeDefined();
    }
  });

  test("has one output intent: the sRGB profile, whole", () => {
    const intents = pdf.at(pdf.catalog.OutputIntents) as readonly PdfValue[];
    expect(intents.length).toBe(1);
    const intent = pdf.dictionary(intents[0]);
    expect([nameOf(intent.S), intent.OutputConditionIdentifier]).toEqual(["GTS_PDFA1", "sRGB IEC61966-2.1"]);
    const profile = pdf.stream(intent.DestOutputProfile);
    expect([profile.readUInt32BE(0), profile.toString("latin1", 16, 20), profile.toString("latin1", 36, 40)]).toEqual([
      profile.length,
      "RGB ",
      "acsp",
    ]);
    expect(pdf.dictionary(intent.DestOutputProfile).N).toBe(3);
  });

  test("uses no colour that the profile does not cover, no transparency, no script, no form", () => {
    const contents = pdf
      .ofType("Page")
      .map((page) => pdf.stream(page.Contents).toString("latin1"))
      .join("\n");
    expect([...new Set(contents.match(/\/Device\w+ (?:cs|CS)/gu))]).toEqual(["/DeviceRGB cs"]);
    expect(contents).not.toMatch(/ [kK]\n| gs\n/u);
    for (const { value } of pdf.all.values())
      if (isDictionary(value))
        for (const key of ["SMask", "Group", "ExtGState", "JS", "JavaScript", "Launch", "AcroForm", "OpenAction", "AA"])
          expect(value[key]).toBeUndefined();
  });

  test("embeds every font as a subset, with what each glyph means", () => {
    const fonts = pdf.ofType("Font").filter((font) => nameOf(font.Subtype) === "Type0");
    expect(fonts.map((font) => nameOf(font.BaseFont)?.replace(/^[A-Z]{6}\+/u, "subset of ")).sort()).toEqual([
      "subset of Inter-Regular",
      "subset of Inter-SemiBold",
    ]);
    for (const font of fonts) {
      expect(nameOf(font.Encoding)).toBe("Identity-H");
      expect(pdf.stream(font.ToUnicode).toString("latin1")).toMatch(/beginbf(?:range|char)/u);
      const inner = pdf.dictionary((pdf.at(font.DescendantFonts) as readonly PdfValue[])[0]);
      expect([nameOf(inner.Subtype), nameOf(inner.CIDToGIDMap)]).toEqual(["CIDFontType2", "Identity"]);
      expect(pdf.stream(pdf.dictionary(inner.FontDescriptor).FontFile2).length).toBeGreaterThan(1000);
    }
  });

  test("says in XMP what it is, and the same as its information dictionary", () => {
    const xmp = create(pdf.stream(pdf.catalog.Metadata).toString("utf8")).root();
    const named = (name: string): string | undefined =>
      xmp.find(({ node }) => node.nodeName === name, false, true)?.node.textContent?.trim();
    const info = pdf.dictionary(pdf.trailer.Info);
    expect(nameOf(pdf.dictionary(pdf.catalog.Metadata).Subtype)).toBe("XML");
    expect(pdf.dictionary(pdf.catalog.Metadata).Filter).toBeUndefined();
    expect([named("pdfaid:part"), named("pdfaid:conformance")]).toEqual(["3", "A"]);
    expect([named("dc:title"), named("dc:creator"), named("xmp:CreatorTool"), named("pdf:Producer")]).toEqual(
      [info.Title, info.Author, info.Creator, info.Producer].map((entry) => pdf.at(entry)),
    );
    expect(`D:${named("xmp:CreateDate")?.replace(/[-:T]/gu, "")}`).toBe(pdf.at(info.CreationDate));
  });
});

describe("what a letter carries", () => {
  const filesOf = (pdf: PdfObjects) =>
    (pdf.at(pdf.catalog.AF) as readonly PdfValue[] | null)?.map((reference) => {
      const file = pdf.dictionary(reference);
      const { F } = pdf.dictionary(file.EF);
      const embedded = pdf.dictionary(F);
      const dated = pdf.dictionary(embedded.Params).ModDate;
      return {
        name: file.UF,
        as: nameOf(file.AFRelationship),
        type: nameOf(embedded.Subtype),
        said: file.Desc,
        dated,
        bytes: pdf.stream(F),
      };
    });

  test("the frozen value, whose hash is the books'", () => {
    const [file, ...others] = filesOf(new PdfObjects(drawn.letter as Uint8Array)) ?? [];
    expect(others).toEqual([]);
    expect(file).toEqual({
      name: "billing.json",
      as: "Source",
      type: "application/json",
      said: "Det som står i brevet, i en form som program kan läsa",
      dated: "D:20260521120000Z",
      bytes: Buffer.from(canonicalJson(billing)),
    });
    const inBooks = createHash("sha256").update(canonicalJson(billing)).digest("hex");
    expect(
      createHash("sha256")
        .update(file?.bytes ?? "")
        .digest("hex"),
    ).toBe(inBooks);
  });

  test("nothing in a preview", async () => {
    const documents = billing.documents.map((document) => ({ ...document, number: null }));
    const pdf = await renderLetter({ ...story, billing: { ...billing, documents }, baseline: null }, assetsIn("sv"));
    expect(filesOf(new PdfObjects(pdf))).toBeUndefined();
  });

  test("an e-invoice beside it, with the metadata that its standard describes", async () => {
    const bytes = Buffer.from("<rsm:CrossIndustryInvoice/>");
    const attachment = { name: "factur-x.xml", type: "text/xml", description: "Factur-X", relationship: "Alternative", bytes } as const;
    const schema = {
      title: "Factur-X PDFA Extension Schema",
      namespace: "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
      prefix: "fx",
      properties: [
        { name: "DocumentFileName", value: "factur-x.xml", description: "The name of the embedded XML document" },
        { name: "ConformanceLevel", value: "EN 16931 & more", description: "The conformance level of the embedded XML document" },
      ],
    };
    const pdf = new PdfObjects(
      await renderLetter({ ...story, billing, baseline: null }, assetsIn("sv"), { attachments: [attachment], schema }),
    );
    expect(filesOf(pdf)?.map(({ name, as, type }) => [name, as, type])).toEqual([
      ["billing.json", "Source", "application/json"],
      ["factur-x.xml", "Alternative", "text/xml"],
    ]);
    const { Names } = pdf.dictionary(pdf.dictionary(pdf.catalog.Names).EmbeddedFiles) as { Names: readonly PdfValue[] };
    expect(Names.filter((entry) => typeof entry === "string")).toEqual(["billing.json", "factur-x.xml"]);
    const xmp = create(pdf.stream(pdf.catalog.Metadata).toString("utf8")).root();
    const texts = (name: string): (string | null)[] => {
      const found: (string | null)[] = [];
      xmp.each(({ node }) => node.nodeName === name && found.push(node.textContent), false, true);
      return found;
    };
    expect([texts("fx:DocumentFileName"), texts("fx:ConformanceLevel")]).toEqual([["factur-x.xml"], ["EN 16931 & more"]]);
    expect([texts("pdfaSchema:prefix"), texts("pdfaSchema:namespaceURI")]).toEqual([["fx"], [schema.namespace]]);
    expect(texts("pdfaProperty:name")).toEqual(["DocumentFileName", "ConformanceLevel"]);
    expect(texts("pdfaProperty:valueType")).toEqual(["Text", "Text"]);
  });
});
