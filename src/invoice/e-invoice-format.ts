/** The forms in which a document goes to a machine: Peppol BIS Billing 3.0, Finvoice 3.0, and Factur-X, a PDF with its XML inside. */
export const E_INVOICE_FORMATS = ["peppol", "finvoice", "facturx"] as const;
export type EInvoiceFormat = (typeof E_INVOICE_FORMATS)[number];
