/** What the archive is meant to hold: everything that any table names. */
export type ArchivedKind =
  | "signedCopy"
  | "photo"
  | "bill"
  | "creditNote"
  | "reminder"
  | "eInvoice"
  | "record"
  | "letter"
  | "logo"
  | "tray"
  | "signedText"
  | "signature"
  | "caseFile";

export interface ArchivedThing {
  readonly kind: ArchivedKind;
  readonly sha256: string;
  /** Null for what belongs to no contract. */
  readonly contract: string | null;
  /** As people know it: a file's name, or an id. */
  readonly name: string;
}

export interface ArchivedRepository {
  /** @param contract what one contract names; null: all. */
  list(contract: string | null): Promise<readonly ArchivedThing[]>;
}
