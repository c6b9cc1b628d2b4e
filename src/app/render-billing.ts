/** Renders what is issued and stores the bytes: a stop in between leaves a billing without its PDF, and the next run finishes it. */
import type { DocumentAssets } from "../document/assets.ts";
import type { LetterValues } from "../document/letter/letter.ts";
import type { Billing, IssuedBilling } from "../invoice/billing.ts";
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import type { Language } from "../kernel/text.ts";
import { loadPictures } from "./load-pictures.ts";
import { loadSignedPages } from "./load-signed-pages.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

/** Fonts, texts and logo for letters in a language. */
export type AssetsFor = (language: Language) => Promise<DocumentAssets>;

/** Sets a letter from its values, in this thread or in another: the bytes are the same. */
export type SetLetter = (values: LetterValues) => Promise<Uint8Array>;

const settingWith =
  (assetsFor: AssetsFor): SetLetter =>
  async (values) => {
    const { renderLetter } = await import("../document/render-letter.ts");
    return renderLetter(values, await assetsFor(values.billing.language));
  };

/** The billing with its stored PDF; what has one is left as it is. */
export const renderBilling = (desk: Desk, issued: IssuedBilling, assetsFor: AssetsFor): Promise<IssuedBilling> =>
  renderWith(desk, issued, assetsFor, settingWith(assetsFor));

/** One is set while others are read from the books and stored. */
const IN_FLIGHT = 8;

export interface RenderingMany {
  /** Is called with how many are done. */
  told(done: number): void;
  /** Asked before each: whether no more is to be begun. */
  stop(): boolean;
  /** Where letters are set; in this thread unless it says otherwise. */
  readonly setLetter?: SetLetter | undefined;
}

/**
 * Renders many, several at a time. A stop leaves those that were not stored without their PDF, as it does one.
 * @returns those that are done: all, unless it was told to stop.
 */
export async function renderBillings(
  desk: Desk,
  all: readonly IssuedBilling[],
  assetsFor: AssetsFor,
  { told, stop, setLetter = settingWith(assetsFor) }: RenderingMany,
): Promise<readonly IssuedBilling[]> {
  const rendered: IssuedBilling[] = [];
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    for (let index = next; index < all.length && !stop(); index = next) {
      next += 1;
      rendered[index] = await renderWith(desk, all[index] as IssuedBilling, assetsFor, setLetter);
      done += 1;
      told(done);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return rendered.filter((one) => one !== undefined);
}

/** With the credit note on the rent that it brings, where there is one. */
async function renderWith(desk: Desk, issued: IssuedBilling, assetsFor: AssetsFor, setLetter: SetLetter): Promise<IssuedBilling> {
  if (issued.billing.rentCredit) {
    const notes = await (await desk.store()).read(({ creditNotes }) => creditNotes.ofBilling(issued.id));
    await renderCreditNotes(desk, notes, assetsFor);
  }
  return issued.pdf ? issued : renderOne(desk, issued, assetsFor, setLetter);
}

async function renderOne(desk: Desk, issued: IssuedBilling, assetsFor: AssetsFor, setLetter: SetLetter): Promise<IssuedBilling> {
  const bytes = await setLetter(await letterValues(desk, issued, assetsFor));
  const { sha256 } = await (await desk.archive()).put(bytes);
  const store = await desk.store();
  return store.write(async ({ billings, journal }) => {
    // Somebody else may have finished the same billing meanwhile.
    const now = await billings.get(issued.id);
    if (now?.pdf) return now;
    const pdf = { sha256, name: pdfName(issued.billing) };
    await billings.attachPdf(issued.id, pdf);
    const row = { at: desk.clock.now(), staff: desk.actor, contract: issued.billing.contract, act: "billing.rendered" };
    await journal.append({ ...row, subject: String(issued.id), detail: { sha256 } });
    return { ...issued, pdf };
  });
}

/** What a stop left without its PDF. */
export const unrendered = async (desk: Desk): Promise<readonly IssuedBilling[]> =>
  (await desk.store()).read(({ billings }) => billings.list({ unrendered: true }));

/** Renders every issued billing that has no PDF yet. @returns those it finished. */
export async function finishRendering(desk: Desk, assetsFor: AssetsFor): Promise<readonly IssuedBilling[]> {
  const finished: IssuedBilling[] = [];
  for (const issued of await unrendered(desk)) finished.push(await renderBilling(desk, issued, assetsFor));
  return finished;
}

/** The credit note with its stored PDF; what has one is left as it is. */
async function renderCredit(desk: Desk, issued: IssuedCreditNote, assetsFor: AssetsFor): Promise<IssuedCreditNote> {
  if (issued.pdf) return issued;
  const { renderCreditNote } = await import("../document/render-credit-note.ts");
  const bytes = await renderCreditNote(issued.note, await assetsFor(issued.note.language));
  const { sha256 } = await (await desk.archive()).put(bytes);
  const store = await desk.store();
  return store.write(async ({ creditNotes, journal }) => {
    const now = await creditNotes.byNumber(issued.note.number);
    if (now?.pdf) return now;
    const pdf = { sha256, name: `${issued.note.number}.pdf` };
    await creditNotes.attachPdf(issued.id, pdf);
    const row = { at: desk.clock.now(), staff: desk.actor, contract: issued.note.contract, act: "credit-note.rendered" };
    await journal.append({ ...row, subject: String(issued.id), detail: { sha256 } });
    return { ...issued, pdf };
  });
}

export async function renderCreditNotes(
  desk: Desk,
  issued: readonly IssuedCreditNote[],
  assetsFor: AssetsFor,
): Promise<readonly IssuedCreditNote[]> {
  const done: IssuedCreditNote[] = [];
  for (const one of issued) done.push(await renderCredit(desk, one, assetsFor));
  return done;
}

/** Credit notes that a stop left without their PDF. */
export const unrenderedCreditNotes = async (desk: Desk): Promise<readonly IssuedCreditNote[]> =>
  (await desk.store()).read(({ creditNotes }) => creditNotes.list({ unrendered: true }));

/** A billing with the walkthrough as it stood when the bill was issued: what was amended since is on a later one. */
export async function billedWalk(desk: Desk, { billing, issuedAt }: IssuedBilling): Promise<LetterValues> {
  const store = await desk.store();
  const { contract, terms, inspection, earlier } = await store.read((repositories) => loadWalk(repositories, billing.inspection, issuedAt));
  if (terms === null) throw new RangeError(`no terms for ${billing.contract}`);
  return { billing, contract, terms, inspection, baseline: earlier.find(({ kind }) => kind === "handover") ?? null };
}

async function letterValues(desk: Desk, issued: IssuedBilling, assetsFor: AssetsFor): Promise<LetterValues> {
  const { photosShown } = await import("../document/render-letter.ts");
  const values = await billedWalk(desk, issued);
  const pictures = await loadPictures(desk, photosShown(values));
  return { ...values, pictures, signedPages: await loadSignedPages(desk, issued.billing, values, assetsFor) };
}

/** `L-2026-0001_K-2026-0001.pdf`; a thank-you note is named after its return. */
function pdfName({ documents, inspection }: Billing): string {
  const numbers = documents.flatMap((document) => document.number ?? []);
  return `${numbers.length > 0 ? numbers.join("_") : inspection}.pdf`;
}
