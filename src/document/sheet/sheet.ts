/** From groups to finished pages: head of the first page, content, foot of every page. */
import type { DocumentAssets } from "../assets.ts";
import { PAGE } from "../look.ts";
import { type Branch, branch, type Group, type Placed, paginate, type Row } from "./flow.ts";
import { createPdf, finishPdf, openHere, type PdfFacts, typefaceOf } from "./pdf-file.ts";
import { Pen } from "./pen.ts";

export interface Drawing {
  /** Where the content of the first page begins, from its top. */
  readonly firstTop: number;
  readonly groups: readonly Group[];
  /** Painted on the first page before the content, in reading order. */
  readonly head: (pen: Pen) => void;
  /** Painted on every page after the content. Pages count from 1. */
  readonly foot: (pen: Pen, page: number, pages: number) => void;
  /** Where the content of the other pages begins. */
  readonly top?: number;
  /** Space that the foot needs above the page's lower edge. */
  readonly bottom?: number;
  /** A reader opens the document at the page of this row. */
  readonly opensAt?: Row;
}

/** Sets a document. `draw` measures with the pen; nothing is on paper before it returns. */
export async function renderSheet(facts: PdfFacts, assets: DocumentAssets, draw: (pen: Pen, body: Branch) => Drawing): Promise<Uint8Array> {
  const file = createPdf(facts);
  const pen = new Pen(file, { regular: typefaceOf(assets.fonts.regular), semibold: typefaceOf(assets.fonts.semibold) });
  const { firstTop, groups, head, foot, top = PAGE.top, bottom = PAGE.bottom, opensAt } = draw(pen, branch("Document", null));
  const placed = paginate(groups, { firstTop, top, bottom: PAGE.height - bottom });
  const pages = Math.max(1, (placed.at(-1)?.page ?? 0) + 1);
  for (let page = 0; page < pages; page += 1) {
    file.addPage();
    if (placed.some(({ row, page: own }) => own === page && row === opensAt)) openHere(file);
    if (page === 0) head(pen);
    paintPage(pen, placed, page);
    foot(pen, page + 1, pages);
  }
  return finishPdf(file);
}

function paintPage(pen: Pen, placed: readonly Placed[], page: number): void {
  for (const { row, top, repeated, page: own } of placed) if (own === page) row.paint(pen, top, repeated);
}
