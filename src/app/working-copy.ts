/** Makes the marked working copy of a signed copy. The original stays where it is: nothing of it but pictures leaves the archive. */
import type { Contract } from "../contract/contract.ts";
import type { Clause } from "../contract/terms.ts";
import type { DocumentAssets } from "../document/assets.ts";
import type { CopiedPage } from "../document/render-working-copy.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import type { GreyPicture } from "../media/grey-picture.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import { findContract } from "./find-contract.ts";
import { prepareSignedPages } from "./load-signed-pages.ts";
import type { Desk, SignedCopy, SignedCopyFile } from "./ports.ts";
import { findClause } from "./show-contract.ts";

/** More would make a copy that nobody prints; single pages still can. */
const MOST_PAGES = 60;

export interface CopyWish {
  /** `5.3`; null: no clause is in question. */
  readonly clause: string | null;
  /** From 1: only this page; null: all. */
  readonly page: number | null;
}

export interface WorkingCopy {
  readonly contract: Contract;
  readonly version: number;
  readonly clause: Clause | null;
  /** Where the clause stands, from 1; null when none is asked for, or nobody can tell. */
  readonly page: number | null;
  /** Whether a line in the margin stands beside it. */
  readonly marked: boolean;
  readonly pages: number;
  readonly pdf: Uint8Array;
}

interface SourcePage {
  readonly file: SignedCopyFile;
  readonly bytes: Uint8Array;
  /** Within its file, from 0. */
  readonly index: number;
}

/**
 * @param assetsFor fonts, texts and logo in the contract's language.
 * @throws UserError `contract-unknown`, `clause-unknown`, `no-signed-copy`, `copy-no-page`, `copy-too-long`, `copy-not-drawn`, `archive-copy-damaged`.
 */
export async function makeWorkingCopy(
  desk: Desk,
  number: string,
  wish: CopyWish,
  assetsFor: (language: Language) => Promise<DocumentAssets>,
): Promise<WorkingCopy> {
  const { contract, terms, copy, by } = await loadSigned(desk, number);
  const clause = wish.clause === null ? null : findClause(contract, terms, wish.clause);
  const assets = await assetsFor(contract.language);
  const index = terms && (await prepareSignedPages(desk, { contract, terms }, assetsFor))?.index;
  const pages = await pagesOf(desk, copy);
  const at = clause === null ? undefined : index?.clauses[clause.number];
  const stands = at === undefined ? null : at + 1;
  const wanted = chosenPages(pages, wish.page, contract.number);
  const { FULL_PAGE, pageJpeg } = await import("../media/archived-page.ts");
  const { markClause } = await import("./mark-clause.ts");
  const copied: CopiedPage[] = [];
  for (const page of wanted) {
    const clauses = Object.entries(index?.clauses ?? {}).flatMap(([known, on]) => (on + 1 === page ? [known] : []));
    const picture = await draw(desk, pages[page - 1] as SourcePage);
    const mark = clause && terms && page === stands ? await markClause(desk, { contract, terms }, clause.number, picture, assets) : null;
    copied.push({ page, clauses, jpeg: await pageJpeg(picture, FULL_PAGE), mark });
  }
  const { renderWorkingCopy } = await import("../document/render-working-copy.ts");
  const { firm, desk: name } = desk.settings;
  const asked = clause && { clause, page: stands };
  const values = {
    contract,
    firm,
    desk: name,
    by,
    at: desk.clock.now(),
    version: copy.version,
    pages: pages.length,
    copied,
    clause: asked,
  };
  const marked = copied.some(({ mark }) => mark !== null);
  const pdf = await renderWorkingCopy(values, assets);
  return { contract, version: copy.version, clause, page: stands, marked, pages: pages.length, pdf };
}

async function loadSigned(desk: Desk, number: string) {
  return (await desk.store()).read(async (repositories) => {
    const contract = await findContract(repositories, number);
    const copy = (await repositories.signedCopies.of(contract.number)).at(-1);
    if (!copy)
      throw new UserError("no-signed-copy", { contract: contract.number, act: "none" }, [`contracts archive ${contract.number} SCAN…`]);
    const terms = await repositories.terms.get(contract.terms.sha256);
    const by = (await repositories.staff.get(desk.actor))?.name ?? desk.actor;
    return { contract, terms, copy, by };
  });
}

/** Encrypted or broken: it is kept byte for byte, but nobody can draw it. */
async function drawn<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PdfRefused) throw new UserError("copy-not-drawn", { name, why: error.reason });
    throw error;
  }
}

async function pagesOf(desk: Desk, { files }: SignedCopy): Promise<readonly SourcePage[]> {
  const archive = await desk.archive();
  const pages: SourcePage[] = [];
  for (const file of files) {
    const bytes = await archive.read(file.sha256);
    const texts = await drawn(file.name, () => desk.scans.texts({ bytes, format: file.format, name: file.name }));
    pages.push(...texts.map((_, index) => ({ file, bytes, index })));
  }
  return pages;
}

function chosenPages(pages: readonly SourcePage[], wanted: number | null, contract: string): readonly number[] {
  if (wanted !== null && (wanted < 1 || wanted > pages.length)) {
    throw new UserError("copy-no-page", { contract, page: wanted, pages: pages.length });
  }
  if (wanted !== null) return [wanted];
  if (pages.length > MOST_PAGES) throw new UserError("copy-too-long", { contract, pages: pages.length, most: MOST_PAGES });
  return pages.map((_, index) => index + 1);
}

const draw = ({ scans }: Desk, { file: { name, format }, bytes, index }: SourcePage): Promise<GreyPicture> =>
  drawn(name, () => scans.draw({ bytes, format, name }, index));

/** Keeps in the books that a copy left the archive's hands, and how. */
export async function recordWorkingCopy(desk: Desk, { contract, version, clause }: WorkingCopy, way: "file" | "print"): Promise<void> {
  const detail = { version, clause: clause?.number ?? null, way };
  const row = { at: desk.clock.now(), staff: desk.actor, contract: contract.number, act: "workingCopy.made", subject: contract.number };
  await (await desk.store()).write(({ journal }) => journal.append({ ...row, detail }));
}
