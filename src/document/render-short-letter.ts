/** A letter of one page in the house's look: a title, a few paragraphs, and who signs for them. */
import type { Address } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import type { Day } from "../kernel/dates.ts";
import type { Language } from "../kernel/text.ts";
import { formatDay } from "../language/format.ts";
import type { DocumentAssets } from "./assets.ts";
import { addressLines, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import { STYLE } from "./look.ts";
import { group } from "./sheet/flow.ts";
import { paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";

export interface ShortLetter {
  readonly title: string;
  /** Without greeting and signature. */
  readonly paragraphs: readonly string[];
  /** What stands beside the recipient, below the day. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly to: { readonly name: string | null; readonly address: Address | null };
  readonly firm: Firm;
  readonly language: Language;
  readonly day: Day;
}

const PARAGRAPH_GAP = 8;

/** The same values and assets give the same bytes. */
export function renderShortLetter(letter: ShortLetter, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages: t } = assets;
  const { title, paragraphs, facts, to: customer, firm, language, day } = letter;
  const lines = [t("mail.greeting"), ...paragraphs].flatMap((text) => text.split("\n").filter((line) => line.trim() !== ""));
  const name = [title, ...facts.slice(0, 1).map(([, value]) => value)].join(" · ");
  return renderSheet({ title: name, author: firm.name, language, day }, assets, (pen, body) => {
    const head = prepareHead(
      pen,
      {
        firm,
        recipientTop: WINDOW_TOP,
        recipient: [...(customer.name === null ? [] : [customer.name]), ...(customer.address ? addressLines(customer.address) : [])],
        facts: [[t("letter.meta.date"), formatDay(day, language)], ...facts],
      },
      assets,
      body,
    );
    return {
      firstTop: head.bottom + 20,
      groups: [
        group(paragraph(pen, title, STYLE.title, body, { tag: "H1" })),
        ...lines.map((text) => group(paragraph(pen, text, STYLE.body, body, { gap: PARAGRAPH_GAP }))),
        group([
          ...paragraph(pen, t("mail.closing"), STYLE.body, body, { gap: 2 * PARAGRAPH_GAP }),
          ...paragraph(pen, firm.name, STYLE.strong, body),
        ]),
      ],
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, firm, t, page, pages, null),
    };
  });
}
