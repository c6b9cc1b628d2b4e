import type { FormCode } from "./form-code.ts";

/** The formats a signed copy can have. */
export type ScanFormat = "pdf" | "jpeg" | "png" | "tiff" | "heic";

/** What could not be read or is worth a remark; keys of the staff catalogue, `scan.note.<key>`. */
export type ScanNote = "encrypted" | "nameDiffers" | "repaired" | "blank" | "notAllPagesRead" | "notSearched";

/** What a scan is, read from its bytes and never from its name. */
export interface ScanFacts {
  readonly format: ScanFormat;
  /** Null when nobody can tell, as with an encrypted PDF. */
  readonly pages: number | null;
  readonly content: "text" | "picture" | "mixed" | "unknown";
  readonly encrypted: boolean;
  /** What our form's QR codes say, page by page, without repeats. */
  readonly codes: readonly FormCode[];
  readonly notes: readonly ScanNote[];
}
