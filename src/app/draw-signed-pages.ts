/** Finds where the clauses stand in a signed copy, and draws those pages. */
import { listPrices } from "../assessment/prices/list-prices.ts";
import type { Terms } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import { renderForm } from "../document/render-form.ts";
import { UserError } from "../kernel/errors.ts";
import { inLanguage, type Language } from "../kernel/text.ts";
import { codeOn, pageJpeg, textsOfPages } from "../media/archived-page.ts";
import { startBudget } from "../media/budget.ts";
import type { GreyPicture } from "../media/grey-picture.ts";
import type { ClausePages, Signed } from "./load-signed-pages.ts";
import type { KeptScan } from "./ports/scan-reader.ts";
import type { Desk, SignedCopy } from "./ports.ts";

interface Page {
  readonly scan: KeptScan;
  /** Within its file, from 0. */
  readonly index: number;
  readonly text: string;
}

/** @throws UserError, PdfRefused when the copy cannot be read. */
export async function drawSignedPages(
  desk: Desk,
  copy: SignedCopy,
  signed: Signed,
  assets: DocumentAssets,
): Promise<{ index: ClausePages; jpegs: ReadonlyMap<number, Uint8Array> }> {
  const pages = await readPages(desk, copy);
  const { contract, terms } = signed;
  const heading = assets.messages("form.sign.heading");
  const found = pages.some(({ text }) => text !== "")
    ? {
        ...standing(
          pages.map(({ text }) => text),
          terms,
          contract.language,
          heading,
        ),
        pictures: new Map<number, GreyPicture>(),
      }
    : await scanned(desk, pages, signed, assets, heading);
  const signatures = found.signatures ?? pages.length - 1;
  const jpegs = new Map<number, Uint8Array>();
  for (const at of new Set([...Object.values(found.clauses), signatures])) {
    const { scan, index } = pages[at] as Page;
    jpegs.set(at, await pageJpeg(found.pictures.get(at) ?? (await desk.scans.draw(scan, index))));
  }
  return { index: { pages: pages.length, clauses: found.clauses, signatures }, jpegs };
}

async function readPages(desk: Desk, { files }: SignedCopy): Promise<Page[]> {
  const archive = await desk.archive();
  const pages: Page[] = [];
  for (const { sha256, format, name } of files) {
    const scan = { bytes: await archive.read(sha256), format, name };
    const texts = await desk.scans.texts(scan);
    pages.push(...texts.map((text, index) => ({ scan, index, text })));
  }
  return pages;
}

const folded = (text: string): string => text.replace(/\s+/gu, " ").trim().toLocaleLowerCase("fi");

/** Where each clause's number and title stand, and the heading above the signatures. What is nowhere is missing. */
function standing(texts: readonly string[], { clauses }: Terms, language: Language, heading: string) {
  const pages = texts.map(folded);
  const where = clauses.flatMap(({ number, title }) => {
    const said = folded(inLanguage(title, language));
    const at = pages.findIndex((text) => text.includes(`${number} ${said}`) || text.includes(`${number}. ${said}`));
    return at < 0 || said === "" ? [] : [[number, at] as const];
  });
  const signatures = pages.findIndex((text) => text.includes(folded(heading)));
  return { clauses: Object.fromEntries(where), signatures: signatures < 0 ? null : signatures };
}

/**
 * A scan has no text, but the form it was made from has: set anew, it says on which of its pages a clause stands, and the code on a
 * scanned page says which page it is.
 */
async function scanned(desk: Desk, pages: readonly Page[], { contract, terms }: Signed, assets: DocumentAssets, heading: string) {
  const form = await renderForm({ contract, terms, firm: desk.settings.firm, prices: listPrices(contract, terms) }, assets);
  const onForm = standing(await textsOfPages(form, "pdf"), terms, contract.language, heading);
  const pictures = new Map<number, GreyPicture>();
  const scans = new Map<number, number>();
  const coded = codedPages(desk, pages, contract.number);
  for (const page of new Set([...Object.values(onForm.clauses), ...(onForm.signatures === null ? [] : [onForm.signatures])])) {
    const found = await coded(page);
    if (found === null) continue;
    scans.set(page, found.at);
    pictures.set(found.at, found.picture);
  }
  const clauses = Object.entries(onForm.clauses).flatMap(([number, page]) => {
    const at = scans.get(page);
    return at === undefined ? [] : [[number, at] as const];
  });
  return { clauses: Object.fromEntries(clauses), signatures: scans.get(onForm.signatures ?? -1) ?? null, pictures };
}

/** Beyond this many pages a scan holds more than our form, and reading all its codes takes too long. */
const MOST_READ = 24;
/** Each page is stopped by its reader; all of them together by this. Whoever needs the pages next tries again. */
const MILLISECONDS = 10_000;

/** Looks for a page of the form by its index: first where it is in a scan in order, then near by. Each scanned page is read once. */
function codedPages({ scans }: Desk, pages: readonly Page[], contract: string) {
  const budget = startBudget(MILLISECONDS);
  const read = new Map<number, { readonly at: number; readonly picture: GreyPicture; readonly page: number | null }>();
  const readAt = async (at: number) => {
    const { scan, index } = pages[at] as Page;
    if (budget.left() === 0) throw new UserError("scan-too-slow", { name: scan.name });
    const picture = await scans.draw(scan, index);
    const code = await codeOn(picture);
    const found = { at, picture, page: code?.contract === contract ? code.page - 1 : null };
    read.set(at, found);
    return found;
  };
  return async (wanted: number) => {
    const order = [...pages.slice(0, MOST_READ).keys()].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
    for (const at of order) {
      const found = read.get(at) ?? (await readAt(at));
      if (found.page === wanted) return found;
    }
    return null;
  };
}
