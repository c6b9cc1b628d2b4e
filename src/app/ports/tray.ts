/** Scans that came in and belong to no contract yet, as far as anybody can tell. Their bytes are in the archive. */
import type { Instant } from "../../kernel/dates.ts";
import type { Saying } from "../../kernel/result.ts";
import type { ScanFacts } from "../ports.ts";

export interface TrayScan {
  readonly sha256: string;
  readonly size: number;
  /** The file's, without its folders. */
  readonly name: string;
  readonly format: ScanFacts["format"];
  readonly pages: number | null;
  readonly content: ScanFacts["content"];
  /** Why it could not be placed; words of the staff's catalogue. */
  readonly why: Saying;
  readonly source: "import" | "watch";
  readonly at: Instant;
  readonly by: string;
}

export interface TrayItem extends TrayScan {
  readonly id: number;
  readonly state: "open" | "aside" | "filed";
  /** Why somebody put it aside; null where nobody did. */
  readonly reason: string | null;
  /** Where it was filed. */
  readonly contract: string | null;
}

export type TrayEnd =
  | { readonly how: "filed"; readonly contract: string; readonly version: number; readonly at: Instant; readonly by: string }
  | { readonly how: "aside"; readonly reason: string; readonly at: Instant; readonly by: string };

export interface TrayRepository {
  add(scan: TrayScan): Promise<number>;
  get(id: number): Promise<TrayItem | null>;
  /** The item with these bytes; there is never more than one. */
  holding(sha256: string): Promise<TrayItem | null>;
  /** Oldest first. @param all also what was filed or put aside. */
  list(all: boolean): Promise<readonly TrayItem[]>;
  end(id: number, end: TrayEnd): Promise<void>;
}
