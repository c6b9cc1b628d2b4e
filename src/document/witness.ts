/** The fingerprints at the end of what a customer holds: as text, and in the file where it carries no value of its own. */
import type { Witness, WitnessStatement } from "../invoice/witness.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Messages } from "../language/messages.ts";
import { inFours } from "./fingerprint.ts";
import { CONTENT_WIDTH, PAGE, STYLE } from "./look.ts";
import type { Attachment } from "./sheet/attachment.ts";
import { type Branch, branch, type Row } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";
import { cells, paragraph } from "./sheet/rows.ts";

/** The name by which it is found again. */
export const WITNESS_FILE = "witness.json";

const LABEL_WIDTH = 132;

/** A heading, the record's fingerprint, the journal's head, and what they are for. */
export function witnessRows(pen: Pen, t: Messages, { record, journal }: Witness, under: Branch, gap = 16): Row[] {
  const table = branch("Table", under);
  const row = (label: string, hash: string): Row =>
    cells(
      pen,
      [
        { text: label, style: STYLE.footer, x: PAGE.left, width: LABEL_WIDTH, tag: "TH", options: { scope: "Row" } },
        { text: inFours(hash), style: STYLE.footer, x: PAGE.left + LABEL_WIDTH + 8, width: CONTENT_WIDTH - LABEL_WIDTH - 8 },
      ],
      table,
    );
  return [
    ...paragraph(pen, t("witness.heading"), STYLE.strong, under, { gap, tag: "H3" }),
    row(t("witness.record", { record: record.id, entries: record.entries }), record.sha256),
    row(t("witness.journal", { row: String(journal.seq) }), journal.hash),
    ...paragraph(pen, t("witness.why"), STYLE.soft, under, { gap: 2, width: CONTENT_WIDTH }),
  ];
}

/** For programs to read: the same bytes for the same statement. */
export const witnessFile = (statement: WitnessStatement, t: Messages): Attachment => ({
  name: WITNESS_FILE,
  type: "application/json",
  description: t("witness.attached"),
  relationship: "Supplement",
  bytes: Buffer.from(canonicalJson(statement), "utf8"),
});
