import type { Messages } from "../language/messages.ts";

/** What a document is made with besides its values; read from `templates/` and the archive by whoever asks for it. */
export interface DocumentAssets {
  /** TrueType files with one glyph for each character; parsed once a process for each array of bytes. */
  readonly fonts: { readonly regular: Uint8Array; readonly semibold: Uint8Array };
  /** The customer's texts in the document's language. */
  readonly messages: Messages;
  /** PNG or JPEG; null: the firm's name stands alone. */
  readonly logo: Uint8Array | null;
}
