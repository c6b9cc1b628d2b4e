/** The working copy for the counter: pictures of the signed pages, marked as a copy on each, and the words of the clause in question first. */
import type { Contract } from "../contract/contract.ts";
import type { Clause } from "../contract/terms.ts";
import type { Firm } from "../invoice/billing.ts";
import { dayOf, type Instant } from "../kernel/dates.ts";
import { inLanguage } from "../kernel/text.ts";
import { formatDateTime } from "../language/format.ts";
import type { DocumentAssets } from "./assets.ts";
import { shortened } from "./letterhead.ts";
import { COLOUR, CONTENT_WIDTH, PAGE, STYLE, type TextStyle } from "./look.ts";
import { type Branch, branch, type Group, group, type Row } from "./sheet/flow.ts";
import type { Box, Pen } from "./sheet/pen.ts";
import { hairline, paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";

/** A page of the signed copy as it looks. */
export interface CopiedPage {
  /** Counts from 1. */
  readonly page: number;
  /** Numbers of the clauses that are known to stand on it. */
  readonly clauses: readonly string[];
  readonly jpeg: Uint8Array;
  /** The line beside the clause in question, where its place on the page is known. */
  readonly mark: PageMark | null;
}

/** From one end to the other, each as shares of the picture's width and height from its upper left corner. */
export interface PageMark {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

export interface WorkingCopyValues {
  readonly contract: Contract;
  readonly firm: Firm;
  /** The desk's name. */
  readonly desk: string;
  /** Who made it. */
  readonly by: string;
  readonly at: Instant;
  /** Of the signed copy. */
  readonly version: number;
  readonly pages: number;
  readonly copied: readonly CopiedPage[];
  /** The clause in question, with the page on which it stands; null where that is not known. */
  readonly clause: { readonly clause: Clause; readonly page: number | null } | null;
}

/** The word stands in every language of the house: nobody must take it for the original. */
const MARK = "Kopio / Kopia / Copy";

/** Sets the copy in the contract's language; a reader opens it at the page on which the clause stands. */
export function renderWorkingCopy(values: WorkingCopyValues, assets: DocumentAssets): Promise<Uint8Array> {
  const { contract, firm, at } = values;
  const { language, zone, number } = contract;
  const title = `${assets.messages("copy.title")} · ${number}`;
  return renderSheet({ title, author: firm.name, language, day: dayOf(at, zone) }, assets, (pen, body) => {
    const stamp = [values.desk, formatDateTime(at, zone, language), values.by].join(" · ");
    const pages = values.copied.map((copied) => pageGroup(pen, values, copied, assets, branch("Sect", body)));
    const opened = pages.find(({ page }) => page === values.clause?.page);
    return {
      firstTop: TOP,
      top: TOP,
      bottom: BOTTOM,
      groups: [...clauseGroups(pen, values, assets, branch("Sect", body)), ...pages.map((one) => one.group)],
      ...(opened ? { opensAt: opened.first } : {}),
      head: () => {},
      foot: (to) => paintMarks(to, stamp, assets.messages("copy.foot", { number, version: values.version })),
    };
  });
}

/** As large as two people read it from one sheet. */
const WORDS: TextStyle = { ...STYLE.body, size: 13, leading: 19 };

const TOP = 40;
const BOTTOM = 62;

function clauseGroups(pen: Pen, values: WorkingCopyValues, { messages: t }: DocumentAssets, under: Branch): Group[] {
  const { clause: asked, contract, pages } = values;
  if (asked === null) return [];
  const { number, title, text } = asked.clause;
  const { language } = contract;
  const where = asked.page === null ? t("copy.clauseNotFound", { pages }) : t("copy.clauseStands", { page: asked.page, pages });
  const words = inLanguage(text, language).split(/\n\s*\n/u);
  return [
    group(paragraph(pen, t("copy.heading", { number: contract.number }), STYLE.soft, under)),
    group([
      ...paragraph(pen, `${number}  ${inLanguage(title, language)}`, STYLE.title, under, { tag: "H1", gap: 6, width: CONTENT_WIDTH }),
      ...paragraph(pen, where, STYLE.soft, under, { gap: 4 }),
      hairline(10),
    ]),
    group(words.flatMap((part) => paragraph(pen, part.replace(/\s+/gu, " "), WORDS, under, { gap: 10, width: CONTENT_WIDTH }))),
  ];
}

/** Above the picture stands which page it is, and what of it is looked for. */
function pageGroup(
  pen: Pen,
  values: WorkingCopyValues,
  { page, clauses, jpeg, mark }: CopiedPage,
  { messages: t }: DocumentAssets,
  under: Branch,
) {
  const asked = values.clause?.page === page ? values.clause.clause.number : null;
  const said = [
    t("copy.page", { page, pages: values.pages }),
    ...(asked === null && clauses.length > 0 ? [t("copy.clauses", { count: clauses.length, clauses: clauses.join(", ") })] : []),
    ...(asked === null ? [] : [t(mark === null ? "copy.clauseHere" : "copy.clauseMarked", { clause: asked })]),
  ].join(" · ");
  const caption = paragraph(pen, said, asked === null ? STYLE.soft : STYLE.strong, under, { width: CONTENT_WIDTH });
  const box: Box = [PAGE.width - 2 * SIDE, PAGE.height - TOP - BOTTOM - caption.reduce((sum, { height }) => sum + height, 0) - 8];
  const rows: Row[] = [...caption, pictureRow(pen, jpeg, mark, t("copy.alt", { page, pages: values.pages }), under, box)];
  return { page, first: rows[0] as Row, group: group(rows, { newPage: true }) };
}

/** Wider than a letter's text: a page is read as it was signed. */
const SIDE = 40;
const EDGE = 0.6;

/** Wide enough to be seen from across a counter. */
const MARK_WIDTH = 3;

function pictureRow(pen: Pen, jpeg: Uint8Array, mark: PageMark | null, alt: string, under: Branch, box: Box): Row {
  const [width, height] = pen.fit(jpeg, [box[0] - 2 * EDGE, box[1] - 2 * EDGE]);
  const x = (PAGE.width - width) / 2;
  return {
    height: height + 2 * EDGE,
    gap: 6,
    paint: (to, top) => {
      to.ground(x - EDGE, top, width + 2 * EDGE, height + 2 * EDGE, COLOUR.line, 0);
      to.tagged("Figure", under, () => to.picture(jpeg, x, top + EDGE, [width, height]), { alt });
      if (mark === null) return;
      const at = ([across, down]: PageMark["from"]): Box => [x + across * width, top + EDGE + down * height];
      to.stroke(at(mark.from), at(mark.to), COLOUR.accent, MARK_WIDTH);
    },
  };
}

/** Across every page, pale enough to read through, and once more in a line at its foot. */
function paintMarks(pen: Pen, stamp: string, foot: string): void {
  pen.across(MARK, stamp);
  const y = PAGE.height - 40;
  pen.rule(PAGE.left, y - 12, CONTENT_WIDTH);
  pen.artifact(() => {
    for (const [index, line] of [`${MARK} · ${stamp}`, foot].entries())
      pen.write({ text: shortened(pen, line, CONTENT_WIDTH), style: STYLE.footer, x: PAGE.left }, y + index * STYLE.footer.leading);
  });
}
