/** What all our pages carry: who writes and to whom at the head, who we are and which page at the foot. */
import type { Address } from "../contract/contract.ts";
import type { Firm } from "../invoice/billing.ts";
import type { Messages } from "../language/messages.ts";
import type { DocumentAssets } from "./assets.ts";
import { CONTENT_RIGHT, CONTENT_WIDTH, PAGE, STYLE, type TextStyle } from "./look.ts";
import { type Branch, branch } from "./sheet/flow.ts";
import type { Box, Pen } from "./sheet/pen.ts";

export interface Letterhead {
  readonly firm: Firm;
  /** Name and address lines. */
  readonly recipient: readonly string[];
  /** Where they stand, from the top of the page. */
  readonly recipientTop: number;
  /** Label and value, at the right. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** Room for a logo, in points. */
export const LOGO: Box = [150, 34];
const META_X = 316;
const META_VALUE_X = 426;
/** Where a window envelope shows the recipient of a letter, from the top of the page. */
export const WINDOW_TOP = 132;

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
  const values = facts.map(([label, value]) => ({ label, lines: pen.lines(value, STYLE.body, CONTENT_RIGHT - META_VALUE_X) }));
  const factsHeight = values.reduce((sum, { lines }) => sum + lines.length * STYLE.body.leading, 0);
  const bottom = Math.max(head.recipientTop + recipient.length * STYLE.body.leading, PAGE.top + factsHeight);
  const paint = (to: Pen): void => {
    const sender = branch("Sect", body);
    paintFirm(to, firm, assets, sender);
    writeLines(to, recipient, STYLE.body, PAGE.left, head.recipientTop, branch("Sect", body));
    let top = PAGE.top - 2;
    const table = branch("Table", body);
    for (const { label, lines } of values) {
      const row = branch("TR", table);
      to.tagged("TH", row, () => to.write({ text: label, style: STYLE.soft, x: META_X }, top + 10.5), { scope: "Row" });
      to.tagged("TD", row, () =>
        lines.forEach((line, index) => {
          to.write({ text: line, style: STYLE.body, x: META_VALUE_X }, top + 10.5 + index * STYLE.body.leading);
        }),
      );
      top += lines.length * STYLE.body.leading;
    }
  };
  return { bottom, paint };
}

/** The firm's logo at the left of a page, no larger than {@link LOGO}. */
export function paintLogo(pen: Pen, logo: Uint8Array, firm: Firm, top: number, under: Branch): void {
  pen.tagged("Figure", under, () => pen.picture(logo, PAGE.left, top, LOGO), { alt: firm.name });
}

function paintFirm(pen: Pen, firm: Firm, assets: DocumentAssets, under: Branch): void {
  const address = pen.lines(addressLines(firm.address).join(" · "), STYLE.soft, 246);
  if (assets.logo) {
    paintLogo(pen, assets.logo, firm, PAGE.top - 8, under);
    writeLines(pen, [...pen.lines(firm.name, STYLE.soft, 246), ...address], STYLE.soft, PAGE.left, PAGE.top + 30, under);
    return;
  }
  const name = pen.lines(firm.name, STYLE.firm, 246).slice(0, 3);
  writeLines(pen, name, STYLE.firm, PAGE.left, PAGE.top - 4, under);
  writeLines(pen, address, STYLE.soft, PAGE.left, PAGE.top - 2 + name.length * STYLE.firm.leading, under);
}

function writeLines(pen: Pen, lines: readonly string[], style: TextStyle, x: number, top: number, under: Branch): void {
  lines.forEach((line, index) => {
    pen.tagged("P", under, () => pen.write({ text: line, style, x }, top + style.leading * (index + 0.75)));
  });
}

/** Who we are and which page this is, under a hairline. An artifact: no reader needs it page after page. */
export function paintFoot(pen: Pen, firm: Firm, messages: Messages, page: number, pages: number, vatId: string | null): void {
  const y = PAGE.height - 46;
  const { businessId } = firm;
  const ids = vatId === null ? messages("letter.firm.ids", { businessId }) : messages("letter.firm.idsVat", { businessId, vatId });
  const lines = [`${firm.name} · ${ids}`, `${firm.phone} · ${firm.email}`].map((text) => shortened(pen, text, CONTENT_WIDTH - 70));
  pen.rule(PAGE.left, y - 13, CONTENT_WIDTH);
  pen.artifact(() => {
    lines.forEach((text, index) => {
      pen.write({ text, style: STYLE.footer, x: PAGE.left }, y + index * STYLE.footer.leading);
    });
    pen.write({ text: messages("letter.page", { page, pages }), style: STYLE.footer, x: CONTENT_RIGHT, align: "right" }, y);
  });
}

/** The foot has one line for each text; what does not fit ends with an ellipsis. The full name stands at the head. */
export function shortened(pen: Pen, text: string, width: number): string {
  const [first = "", ...rest] = pen.lines(text, STYLE.footer, width);
  return rest.length === 0 ? first : `${[...first].slice(0, -1).join("").trimEnd()}…`;
}
