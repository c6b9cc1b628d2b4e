/** What makes a PDF a Factur-X: the XML inside, and the words of XMP by which readers find it. */
import type { Carries } from "../render-letter.ts";
import type { EInvoice } from "./e-invoice.ts";
import { writeCii } from "./write-cii.ts";

/** The name that the standard prescribes. */
export const FACTURX_XML = "factur-x.xml";

/** Attachment and metadata for one document. @param description for people, in the document's language. */
export function facturxOf(invoice: EInvoice, description: string): Carries {
  return {
    attachments: [{ name: FACTURX_XML, type: "text/xml", description, relationship: "Alternative", bytes: writeCii(invoice) }],
    schema: {
      title: "Factur-X PDFA Extension Schema",
      namespace: "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
      prefix: "fx",
      properties: [
        { name: "DocumentFileName", value: FACTURX_XML, description: "The name of the embedded XML document" },
        { name: "DocumentType", value: "INVOICE", description: "The type of the hybrid document in capital letters" },
        { name: "Version", value: "1.0", description: "The version of the standard that the embedded XML document follows" },
        { name: "ConformanceLevel", value: "EN 16931", description: "The conformance level of the embedded XML document" },
      ],
    },
  };
}
