/** Makes signed copies that have text findable by their words: each once, when it is archived, and older ones when the doctor comes by. */
import { UserError } from "../kernel/errors.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import type { Desk, SignedCopy } from "./ports.ts";

const AT_ONCE = 100;

/** What the pages of a version say; nothing where they are pictures, or cannot be read in time. */
async function textOf(desk: Desk, { files }: SignedCopy): Promise<string> {
  const archive = await desk.archive();
  const texts: string[] = [];
  for (const { sha256, format, name } of files.filter((file) => file.format === "pdf")) {
    try {
      texts.push(...(await desk.scans.texts({ bytes: await archive.read(sha256), format, name })));
    } catch (error) {
      if (!(error instanceof PdfRefused || error instanceof UserError)) throw error;
    }
  }
  return texts.join(" ");
}

/** @returns how many versions were indexed. */
export async function indexTexts(desk: Desk): Promise<number> {
  const store = await desk.store();
  let indexed = 0;
  for (;;) {
    const missing = await store.read(({ copyTexts }) => copyTexts.missing(AT_ONCE));
    if (missing.length === 0) return indexed;
    for (const { contract, version } of missing) {
      const copy = (await store.read(({ signedCopies }) => signedCopies.of(contract))).find((each) => each.version === version);
      const text = copy ? await textOf(desk, copy) : "";
      await store.write(({ copyTexts }) => copyTexts.index(contract, version, text));
      indexed += 1;
    }
  }
}
