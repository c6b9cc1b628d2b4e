/** The text that was signed on a phone, as a file in the record's PDF: the record may be amended later, the text stays as it was read. */
import type { Messages } from "../../language/messages.ts";
import type { Attachment } from "../sheet/attachment.ts";

/** As a PDF's viewer lists it. */
export const SIGNED_FILE = "signed-text.txt";

export const signedFile = (bytes: Uint8Array, t: Messages): Attachment => ({
  name: SIGNED_FILE,
  type: "text/plain",
  description: t("record.ack.attached"),
  relationship: "Supplement",
  bytes,
});
