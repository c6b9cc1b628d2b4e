/** Finds the pages of the signed copy on which the clauses of a bill stand, and draws them for its appendix. */
import { listPrices } from "../assessment/prices/list-prices.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import type { SignedPage } from "../document/letter/signed-pages.ts";
import type { Billing } from "../invoice/billing.ts";
import { UserError } from "../kernel/errors.ts";
import type { GreyPicture } from "../media/grey-picture.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import { findClausePages } from "./find-clause-pages.ts";
import type { Desk, SignedCopy, SignedCopyFile } from "./ports.ts";

type Drawing = typeof import("../media/archived-page.ts");

/** More would make a letter too heavy to mail. */
const MOST = 2;

interface Page {
  readonly bytes: Uint8Array;
  readonly format: SignedCopyFile["format"];
  /** Within its file, from 0. */
  readonly index: number;
  readonly text: string;
}

interface Sought {
  readonly billing: Billing;
  readonly contract: Contract;
  readonly terms: Terms;
  readonly assets: DocumentAssets;
}

/** What is found of the signed copy; empty where a bill charges nothing, or the copy cannot be read now. */
export async function loadSignedPages(desk: Desk, sought: Sought): Promise<SignedPage[]> {
  if (sought.billing.documents.length === 0) return [];
  const store = await desk.store();
  const copy = (await store.read(({ signedCopies }) => signedCopies.of(sought.contract.number))).at(-1);
  if (!copy) return [];
  try {
    const media = await import("../media/archived-page.ts");
    const pages = await readPages(desk, copy, media);
    return await pickPages(pages, sought, media);
  } catch (error) {
    // The bill does not wait for a picture: what was signed stays in the archive.
    if (error instanceof UserError || error instanceof PdfRefused) return [];
    throw error;
  }
}

async function readPages(desk: Desk, { files }: SignedCopy, media: Drawing): Promise<Page[]> {
  const archive = await desk.archive();
  const pages: Page[] = [];
  for (const { sha256, format } of files) {
    const bytes = await archive.read(sha256);
    const texts = await media.textsOfPages(bytes, format);
    pages.push(...texts.map((text, index) => ({ bytes, format, index, text })));
  }
  return pages;
}

/** A page of the copy with the clauses that stand on it; drawn already where its code had to be read. */
interface Found {
  readonly at: number;
  readonly clauses: string[];
  readonly picture: GreyPicture | null;
}

async function pickPages(pages: readonly Page[], sought: Sought, media: Drawing): Promise<SignedPage[]> {
  if (pages.length === 0) return [];
  const clauses = new Set(sought.billing.charges.map(({ clause }) => clause));
  const scanned = pages.some(({ text }) => text === "");
  const byText = grouped(
    findClausePages(
      pages.map(({ text }) => text),
      sought.terms,
      clauses,
      sought.billing.language,
    ),
  );
  const found =
    byText.length > 0 || !scanned ? byText.map((one) => ({ ...one, picture: null })) : await byCodes(pages, clauses, sought, media);
  const picked = found.length > 0 ? found : [{ at: pages.length - 1, clauses: [], picture: null }];
  const signed: SignedPage[] = [];
  for (const { at, clauses: on, picture } of picked.slice(0, MOST).sort((a, b) => a.at - b.at)) {
    const { bytes, format, index } = pages[at] as Page;
    const jpeg = await media.pageJpeg(picture ?? (await media.drawArchivedPage(bytes, format, index)));
    signed.push({ clauses: on, page: at + 1, pages: pages.length, jpeg });
  }
  return signed;
}

/** Pages with the most clauses first. */
function grouped(where: ReadonlyMap<string, number>): { at: number; clauses: string[] }[] {
  const pages = new Map<number, string[]>();
  for (const [clause, at] of where) pages.set(at, [...(pages.get(at) ?? []), clause]);
  return [...pages].map(([at, clauses]) => ({ at, clauses })).sort((a, b) => b.clauses.length - a.clauses.length || a.at - b.at);
}

/**
 * A scan has no text, but the form it was made from has: set anew, it says on which of its pages a clause stands, and the code on the
 * scanned page says whether that is the page. Without clauses that can be found so: the form's page with the signatures.
 */
async function byCodes(pages: readonly Page[], clauses: ReadonlySet<string>, sought: Sought, media: Drawing): Promise<Found[]> {
  const { contract, terms, assets, billing } = sought;
  const { renderForm } = await import("../document/render-form.ts");
  const form = await renderForm({ contract, terms, firm: billing.firm, prices: listPrices(contract, terms) }, assets);
  const texts = await media.textsOfPages(form, "pdf");
  const wanted = grouped(findClausePages(texts, terms, clauses, contract.language)).slice(0, MOST);
  const found: Found[] = [];
  for (const { at, clauses: on } of wanted) found.push(...(await scanOf(pages, contract.number, at, on, media)));
  if (found.length > 0) return found;
  const heading = assets.messages("form.sign.heading");
  const signatures = texts.findIndex((text) => text.includes(heading));
  return signatures < 0 ? [] : scanOf(pages, contract.number, signatures, [], media);
}

/** Most scans are in order: the page is where it should be, or as far away as the code found there says. */
async function scanOf(pages: readonly Page[], contract: string, wanted: number, clauses: string[], media: Drawing): Promise<Found[]> {
  let at = wanted;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const page = pages[at];
    if (!page) return [];
    const picture = await media.drawArchivedPage(page.bytes, page.format, page.index);
    const code = await media.codeOn(picture);
    if (code?.contract !== contract) return [];
    if (code.page === wanted + 1) return [{ at, clauses, picture }];
    at += wanted + 1 - code.page;
  }
  return [];
}
