/** The pages of a signed copy on which clauses stand, as pictures for the appendix of a bill. Found and drawn once, when the copy is archived. */
import { createHash } from "node:crypto";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import type { SignedPage } from "../document/letter/signed-pages.ts";
import type { Billing } from "../invoice/billing.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import type { Desk, SignedCopy } from "./ports.ts";

/** More would make a letter too heavy to mail. */
const MOST = 2;

/** Where the clauses stand, by index of page. */
export interface ClausePages {
  readonly pages: number;
  readonly clauses: Readonly<Record<string, number>>;
  /** The page with the signatures, as far as it can be told; else the last. */
  readonly signatures: number;
}

export interface Signed {
  readonly contract: Contract;
  readonly terms: Terms;
}

/** Fonts, texts and logo in the contract's language. */
type AssetsFor = (language: Language) => Promise<DocumentAssets>;

/** The same files under the same terms have the same pages. The number goes up when pages are found or drawn in another way. */
const keyOf = ({ files }: SignedCopy, { contract }: Signed): string =>
  createHash("sha256")
    .update(canonicalJson({ made: 1, files: files.map(({ sha256 }) => sha256), terms: contract.terms.sha256, language: contract.language }))
    .digest("hex");

const latestCopy = async (desk: Desk, { contract }: Signed): Promise<SignedCopy | null> =>
  (await (await desk.store()).read(({ signedCopies }) => signedCopies.of(contract.number))).at(-1) ?? null;

/** Finds and draws what bills will show of a contract's latest signed copy, unless that is done. Null where there is no copy that can be read. */
export async function prepareSignedPages(
  desk: Desk,
  signed: Signed,
  assetsFor: AssetsFor,
): Promise<{ key: string; index: ClausePages } | null> {
  const copy = await latestCopy(desk, signed);
  if (copy === null) return null;
  const key = keyOf(copy, signed);
  const known = await desk.made().read(`${key}.json`);
  if (known !== null) return { key, index: JSON.parse(Buffer.from(known).toString("utf8")) as ClausePages };
  try {
    const { drawSignedPages } = await import("./draw-signed-pages.ts");
    const { index, jpegs } = await drawSignedPages(desk, copy, signed, await assetsFor(signed.contract.language));
    for (const [at, jpeg] of jpegs) await desk.made().keep(`${key}-${at}.jpg`, jpeg);
    await desk.made().keep(`${key}.json`, Buffer.from(canonicalJson(index)));
    return { key, index };
  } catch (error) {
    // Neither archive nor bill waits for a picture: what was signed is stored, and can be shown.
    if (error instanceof UserError || error instanceof PdfRefused) return null;
    throw error;
  }
}

/** Where the clauses stand, as far as it has been found already: nothing is read or drawn for it. */
export async function knownPages(desk: Desk, signed: Signed): Promise<ClausePages | null> {
  const copy = await latestCopy(desk, signed);
  const known = copy && (await desk.made().read(`${keyOf(copy, signed)}.json`));
  return known && (JSON.parse(Buffer.from(known).toString("utf8")) as ClausePages);
}

/** For a bill that charges something: the pages with the most of its clauses, else the one with the signatures. */
export async function loadSignedPages(desk: Desk, billing: Billing, signed: Signed, assetsFor: AssetsFor): Promise<SignedPage[]> {
  if (billing.documents.length === 0) return [];
  const prepared = await prepareSignedPages(desk, signed, assetsFor);
  if (prepared === null) return [];
  const { key, index } = prepared;
  const wanted = pagesOf(new Set(billing.charges.map(({ clause }) => clause)), index);
  const found: SignedPage[] = [];
  for (const { at, clauses } of wanted) {
    const jpeg = await desk.made().read(`${key}-${at}.jpg`);
    if (jpeg !== null) found.push({ clauses, page: at + 1, pages: index.pages, jpeg });
  }
  return found;
}

function pagesOf(cited: ReadonlySet<string>, { clauses, signatures }: ClausePages): { at: number; clauses: string[] }[] {
  const pages = new Map<number, string[]>();
  for (const clause of cited) {
    const at = clauses[clause];
    if (at !== undefined) pages.set(at, [...(pages.get(at) ?? []), clause]);
  }
  if (pages.size === 0) return [{ at: signatures, clauses: [] }];
  return [...pages]
    .map(([at, on]) => ({ at, clauses: on }))
    .sort((a, b) => b.clauses.length - a.clauses.length || a.at - b.at)
    .slice(0, MOST)
    .sort((a, b) => a.at - b.at);
}
