/** What all our pages carry: who writes and to whom at the head, who we are and which page at the foot. */
import type { Address } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import type { Messages } from "../language/messages.ts";
import type { DocumentAssets } from "./assets.ts";
import { CONTENT_RIGHT, CONTENT_WIDTH, PAGE, STYLE, type TextStyle } from "./look.ts";
import { type Branch, branch } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";

export interface Letterhead {
  readonly firm: Firm;
  /** Name and address lines of the recipient; empty: none. */
  readonly recipient: readonly string[];
  /** Label and value, at the right. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

const META_X = 352;
const META_VALUE_X = 436;
/** Where a window envelope shows the recipient, from the top of the page. */
const RECIPIENT_TOP = 132;

/** A country is written where it is not Finland. */
export const addressLines = ({ street, postalCode, city, country }: Address): string[] => [
  street,
  `${postalCode} ${city}${country === "FI" ? "" : ` ${country}`}`,
];

/** Paints the head and says how far down it reaches. */
export function prepareHead(
  pen: Pen,
  head: Letterhead,
  assets: DocumentAssets,
  body: Branch,
): { bottom: number; paint: (pen: Pen) => void } {
  const { firm, facts } = head;
  const recipient = head.recipient.flatMap((line) => pen.lines(line, STYLE.body, 250));
  const values = facts.map(([label, value]) => ({ label, lines: pen.lines(value, STYLE.figure, CONTENT_RIGHT - META_VALUE_X) }));
  const factsHeight = values.reduce((sum, { lines }) => sum + lines.length * STYLE.figure.leading, 0);
  const bottom = Math.max(RECIPIENT_TOP + recipient.length * STYLE.body.leading, PAGE.top + factsHeight, 190);
  const paint = (to: Pen): void => {
    const sender = branch("Sect", body);
    paintFirm(to, firm, assets, sender);
    writeLines(to, recipient, STYLE.body, PAGE.left, RECIPIENT_TOP, branch("Sect", body));
    let top = PAGE.top - 2;
    const table = branch("Table", body);
    for (const { label, lines } of values) {
      const row = branch("TR", table);
      to.tagged("TH", row, () => to.write({ text: label, style: STYLE.soft, x: META_X }, top + 10.5), { scope: "Row" });
      to.tagged("TD", row, () =>
        lines.forEach((line, index) => {
          to.write({ text: line, style: STYLE.figure, x: META_VALUE_X }, top + 10.5 + index * STYLE.figure.leading);
        }),
      );
      top += lines.length * STYLE.figure.leading;
    }
  };
  return { bottom, paint };
}

function paintFirm(pen: Pen, firm: Firm, assets: DocumentAssets, under: Branch): void {
  const address = pen.lines(addressLines(firm.address).join(" · "), STYLE.soft, 270);
  if (assets.logo) {
    const { logo } = assets;
    pen.tagged("Figure", under, () => pen.picture(logo, PAGE.left, PAGE.top - 8, [150, 34]), { alt: firm.name });
    writeLines(pen, [...pen.lines(firm.name, STYLE.soft, 270), ...address], STYLE.soft, PAGE.left, PAGE.top + 30, under);
    return;
  }
  const name = pen.lines(firm.name, STYLE.firm, 270).slice(0, 3);
  writeLines(pen, name, STYLE.firm, PAGE.left, PAGE.top - 4, under);
  writeLines(pen, address, STYLE.soft, PAGE.left, PAGE.top - 2 + name.length * STYLE.firm.leading, under);
}

function writeLines(pen: Pen, lines: readonly string[], style: TextStyle, x: number, top: number, under: Branch): void {
  lines.forEach((line, index) => {
    pen.tagged("P", under, () => pen.write({ text: line, style, x }, top + style.leading * (index + 0.75)));
  });
}

/** The firm's line and the page number, under a hairline. An artifact: no reader needs it page after page. */
export function paintFoot(pen: Pen, firm: Firm, messages: Messages, page: number, pages: number, vatId: string | null): void {
  const y = PAGE.height - 44;
  const ids =
    vatId === null
      ? messages("letter.firm.ids", { businessId: firm.businessId })
      : messages("letter.firm.idsVat", { businessId: firm.businessId, vatId });
  const [line = ""] = pen.lines([firm.name, ids, firm.phone, firm.email].join(" · "), STYLE.footer, CONTENT_WIDTH - 70);
  pen.rule(PAGE.left, y - 12, CONTENT_WIDTH);
  pen.artifact(() => {
    pen.write({ text: line, style: STYLE.footer, x: PAGE.left }, y);
    pen.write(
      { text: messages("letter.page", { page, pages }), style: { ...STYLE.footer, tabular: true }, x: CONTENT_RIGHT, align: "right" },
      y,
    );
  });
}
