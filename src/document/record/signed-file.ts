/** The text that the customer read, as a file in the record's PDF: the record may be amended later, the text stays as it was read. */
import type { Acknowledgement } from "../../inspection/inspection.ts";
import type { Messages } from "../../language/messages.ts";
import type { Attachment } from "../sheet/attachment.ts";

/** As a PDF's viewer lists it. */
export const textFileOf = (acknowledgement: Acknowledgement | null): string =>
  acknowledgement?.kind === "signed" ? "signed-text.txt" : "read-text.txt";

export const signedFile = (bytes: Uint8Array, acknowledgement: Acknowledgement | null, t: Messages): Attachment => ({
  name: textFileOf(acknowledgement),
  type: "text/plain",
  description: t("record.ack.attached"),
  relationship: "Supplement",
  bytes,
});
