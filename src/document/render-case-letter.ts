/** The letter of a case for a customer without a mail address: one page in the house's look. */
import type { Address } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import type { Day } from "../kernel/dates.ts";
import type { Language } from "../kernel/text.ts";
import { formatDay } from "../language/format.ts";
import type { DocumentAssets } from "./assets.ts";
import { addressLines, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import { STYLE } from "./look.ts";
import type { CaseLetter } from "./mail/case-mail.ts";
import { group } from "./sheet/flow.ts";
import { paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";

export interface CaseLetterValue {
  readonly letter: Pick<CaseLetter, "title" | "paragraphs">;
  /** `A-12` */
  readonly name: string;
  readonly contract: string | null;
  readonly customer: { readonly name: string | null; readonly address: Address | null };
  readonly firm: Firm;
  readonly language: Language;
  readonly day: Day;
}

const PARAGRAPH_GAP = 8;

/** The same values and assets give the same bytes. */
export function renderCaseLetter(value: CaseLetterValue, assets: DocumentAssets): Promise<Uint8Array> {
  const { messages: t } = assets;
  const { letter, firm, language, day, customer, name, contract } = value;
  const lines = [t("mail.greeting"), ...letter.paragraphs].flatMap((text) => text.split("\n").filter((line) => line.trim() !== ""));
  return renderSheet({ title: `${letter.title} · ${name}`, author: firm.name, language, day }, assets, (pen, body) => {
    const head = prepareHead(
      pen,
      {
        firm,
        recipientTop: WINDOW_TOP,
        recipient: [...(customer.name === null ? [] : [customer.name]), ...(customer.address ? addressLines(customer.address) : [])],
        facts: [
          [t("letter.meta.date"), formatDay(day, language)],
          [t("case.meta.case"), name],
          ...(contract === null ? [] : [[t("letter.meta.contract"), contract] as const]),
        ],
      },
      assets,
      body,
    );
    return {
      firstTop: head.bottom + 20,
      groups: [
        group(paragraph(pen, letter.title, STYLE.title, body, { tag: "H1" })),
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
