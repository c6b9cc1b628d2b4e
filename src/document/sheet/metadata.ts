/** What a PDF says about itself in XMP (ISO 16684-1), beyond what pdfkit writes. */
import type { PdfFile } from "./pdf-file.ts";

/** A property that PDF/A does not know, with its value in this document. */
export interface MetadataProperty {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/**
 * Properties of a standard of its own, such as Factur-X. PDF/A asks that a document describes every schema it uses beyond the
 * predefined ones (ISO 19005-3, 6.6.2.3.3); all values are text.
 */
export interface MetadataSchema {
  readonly title: string;
  readonly namespace: string;
  readonly prefix: string;
  readonly properties: readonly MetadataProperty[];
}

const XML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const inXml = (text: string): string => text.replace(/[&<>"]/gu, (character) => XML[character] as string);

/** What pdfkit has that its type declarations lack. */
interface PdfkitInside {
  info: Record<string, unknown>;
  appendXML(xml: string): void;
  _addInfo(): void;
}

/** pdfkit 0.20 writes title and author into the XMP as they are: a firm called "Kaisa & Co" would break it. */
export function escapeMetadata(file: PdfFile): void {
  const inside = file as unknown as PdfkitInside;
  const write = inside._addInfo;
  inside._addInfo = () => {
    const plain = inside.info;
    inside.info = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, typeof value === "string" ? inXml(value) : value]));
    write.call(file);
    inside.info = plain;
  };
}

/** Writes the properties of a schema, and the schema's own description. */
export function addSchema(file: PdfFile, schema: MetadataSchema): void {
  const { namespace, prefix, properties } = schema;
  const values = properties.map(({ name, value }) => `<${prefix}:${name}>${inXml(value)}</${prefix}:${name}>`);
  (file as unknown as PdfkitInside).appendXML(
    [`<rdf:Description rdf:about="" xmlns:${prefix}="${inXml(namespace)}">`, ...values, "</rdf:Description>", description(schema)].join(
      "\n",
    ),
  );
}

const description = ({ title, namespace, prefix, properties }: MetadataSchema): string =>
  [
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
    `<pdfaSchema:schema>${inXml(title)}</pdfaSchema:schema>`,
    `<pdfaSchema:namespaceURI>${inXml(namespace)}</pdfaSchema:namespaceURI>`,
    `<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>`,
    "<pdfaSchema:property><rdf:Seq>",
    ...properties.map((property) =>
      [
        '<rdf:li rdf:parseType="Resource">',
        `<pdfaProperty:name>${property.name}</pdfaProperty:name>`,
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>",
        "<pdfaProperty:category>external</pdfaProperty:category>",
        `<pdfaProperty:description>${inXml(property.description)}</pdfaProperty:description>`,
        "</rdf:li>",
      ].join(""),
    ),
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>",
  ].join("\n");
