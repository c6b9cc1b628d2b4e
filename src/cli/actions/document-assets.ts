/** What documents are made with, from `templates/` and the archive; fonts are read once a process. */
import type { Desk } from "../../app/ports.ts";
import type { DocumentAssets } from "../../document/assets.ts";
import type { Language } from "../../kernel/text.ts";
import { readTemplate } from "../../storage/templates.ts";
import { customerTexts } from "../customer-texts.ts";

let fonts: DocumentAssets["fonts"] | null = null;

/** @throws UserError `installation-incomplete`, `archive-copy-damaged`. */
export async function documentAssets(
  { settings, archive }: Pick<Desk, "settings" | "archive">,
  language: Language,
): Promise<DocumentAssets> {
  const { logo } = settings.firm;
  return assetsWith(logo === null ? null : await (await archive()).read(logo), language);
}

/** The same where the logo has been read. @throws UserError `installation-incomplete`. */
export function assetsWith(logo: Uint8Array | null, language: Language): DocumentAssets {
  fonts ??= { regular: readTemplate("fonts/Inter-Regular.ttf"), semibold: readTemplate("fonts/Inter-SemiBold.ttf") };
  return { fonts, messages: customerTexts(language), logo };
}
