/** The unsigned contract as a person can sign it, with a code on every page that says which contract and page it is. */
import { dayOf } from "../kernel/dates.ts";
import { encodeFormCode } from "../media/form-code.ts";
import type { DocumentAssets } from "./assets.ts";
import { qrCode } from "./codes.ts";
import type { Form, FormValues } from "./form/form.ts";
import { lineGroups } from "./form/lines.ts";
import { partyGroups } from "./form/parties.ts";
import { clauseGroups, signatureGroups } from "./form/signatures.ts";
import { shortened } from "./letterhead.ts";
import { COLOUR, CONTENT_RIGHT, CONTENT_WIDTH, PAGE, STYLE } from "./look.ts";
import { priceGroups } from "./prices/prices.ts";
import type { Group, Row } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";
import { renderSheet } from "./sheet/sheet.ts";
import { openWriting } from "./writing.ts";

/** 20 mm: a phone and a bad scanner both read it. */
const CODE_SIZE = 57;
/** The code with its quiet zone, and the foot's line. */
const FOOT = CODE_SIZE + 52;

/** Where a clause stands on a form, in points from the page's top; of one that goes on on the next page, what stands on its first. */
export interface ClausePlace {
  /** From 1. */
  readonly page: number;
  readonly top: number;
  readonly bottom: number;
}

/** The running text of a form, from its left edge: what is compared to find a clause on a scan. */
export const CLAUSE_COLUMN = { left: PAGE.left, width: 420 } as const;

/** Sets the contract form in the contract's language. The same values and assets give the same bytes. */
export const renderForm = async (values: FormValues, assets: DocumentAssets): Promise<Uint8Array> => (await setForm(values, assets)).pdf;

/** The same, with where each clause stands, by its number. */
export async function setForm(
  values: FormValues,
  assets: DocumentAssets,
): Promise<{ readonly pdf: Uint8Array; readonly clauses: ReadonlyMap<string, ClausePlace> }> {
  const places = placeNotes();
  const pdf = await drawForm(values, assets, places);
  return { pdf, clauses: places.found };
}

/** Rows say where they are painted, and the foot which page that was. */
function placeNotes() {
  const found = new Map<string, ClausePlace>();
  let onPage: { readonly number: string; readonly top: number; readonly bottom: number }[] = [];
  const noting = (number: string, row: Row): Row => ({
    ...row,
    paint: (to, top, repeated) => {
      onPage.push({ number, top, bottom: top + row.height });
      row.paint(to, top, repeated);
    },
  });
  return {
    found,
    /** Of the groups of the clauses the first is the heading above them. */
    watch: (groups: readonly Group[], { clauses }: FormValues["terms"]): readonly Group[] =>
      groups.map((one, index) => {
        const number = clauses[index - 1]?.number;
        return number === undefined ? one : { ...one, rows: one.rows.map((row) => noting(number, row)) };
      }),
    turn(page: number): void {
      for (const { number, top, bottom } of onPage) {
        const before = found.get(number);
        if (before === undefined) found.set(number, { page, top, bottom });
        else if (before.page === page) found.set(number, { ...before, bottom });
      }
      onPage = [];
    },
  };
}

function drawForm(values: FormValues, assets: DocumentAssets, places: ReturnType<typeof placeNotes>): Promise<Uint8Array> {
  const { contract, firm } = values;
  const title = `${assets.messages("form.title")} ${contract.number}`;
  const facts = { title, author: firm.name, language: contract.language, day: dayOf(contract.handOver, contract.zone) };
  return renderSheet(facts, assets, (pen, body) => {
    const form = openWriting(values, assets, pen, body);
    return {
      firstTop: PAGE.top,
      groups: [
        ...partyGroups(form),
        ...lineGroups(form),
        ...places.watch(clauseGroups(form), values.terms),
        ...signatureGroups(form),
        ...priceGroups(form, "H2"),
      ],
      head: () => {},
      foot: (to, page, pages) => {
        places.turn(page);
        paintFormFoot(to, form, page, pages);
      },
      bottom: FOOT + 8,
    };
  });
}

function paintFormFoot(pen: Pen, { contract, firm, messages: t }: Form, page: number, pages: number): void {
  const top = PAGE.height - FOOT + 10;
  const code = encodeFormCode({ contract: contract.number, page, pages });
  const width = CONTENT_WIDTH - CODE_SIZE - 30;
  const name = shortened(pen, firm.name, width);
  const number = shortened(pen, t("form.page", { number: contract.number, page, pages }), width);
  pen.rule(PAGE.left, top + CODE_SIZE - 27, CONTENT_WIDTH - CODE_SIZE - 18, COLOUR.line);
  pen.artifact(() => {
    pen.write({ text: name, style: STYLE.footer, x: PAGE.left }, top + CODE_SIZE - 11);
    pen.write({ text: number, style: STYLE.footer, x: PAGE.left }, top + CODE_SIZE);
    pen.bars(qrCode(code, CONTENT_RIGHT - CODE_SIZE, top, CODE_SIZE));
  });
}
