/** What reads scans. The program's own gives each question so long and no longer: what a damaged file makes of a decoder must stop nothing else. */
import type { GreyPicture } from "../../media/grey-picture.ts";
import type { ScanFacts, ScanFormat } from "../../media/scan-facts.ts";

export interface ReadIncoming {
  readonly facts: ScanFacts;
  /** What its pages say in letters; empty where they are pictures. */
  readonly text: string;
}

/** @throws UserError `scan-…` for what cannot be a signed copy. */
export type IncomingReader = (bytes: Uint8Array, name: string) => Promise<ReadIncoming>;

/** A file of the archive. */
export interface KeptScan {
  readonly bytes: Uint8Array;
  readonly format: ScanFormat;
  /** For messages. */
  readonly name: string;
}

export interface ScanReader {
  readonly read: IncomingReader;
  /** The text of each page; empty where a page is a picture. @throws PdfRefused, UserError `scan-…` when the file cannot be read, or not in time. */
  texts(scan: KeptScan): Promise<readonly string[]>;
  /** A page in grey. @param page counts from 0. @throws as `texts`. */
  draw(scan: KeptScan, page: number): Promise<GreyPicture>;
}
