/** Notices of findings that were made after the return. */
import type { Notice } from "../../inspection/notice.ts";
import type { Instant } from "../../kernel/dates.ts";

/** As it was made; it counts from when it was sent. */
export interface MadeNotice {
  readonly id: number;
  readonly notice: Notice;
  readonly pdf: { readonly sha256: string; readonly name: string };
  readonly at: Instant;
  /** Staff id. */
  readonly by: string;
  /** When it left, the first time; null until then. */
  readonly sentAt: Instant | null;
}

export interface NoticeRepository {
  /** Remembers findings that a notice is to be sent of. */
  foundLate(inspection: string, findings: readonly string[], at: Instant): Promise<void>;
  /** Inspections with findings of which no notice has left, oldest first. */
  waiting(): Promise<readonly string[]>;
  /** @returns its id. */
  add(notice: Notice, pdf: MadeNotice["pdf"], at: Instant, by: string): Promise<number>;
  get(id: number): Promise<MadeNotice | null>;
  /** In the order in which they were made. */
  of(inspection: string): Promise<readonly MadeNotice[]>;
  sent(notice: MadeNotice, sentAt: Instant): Promise<void>;
}
