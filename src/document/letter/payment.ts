/** How to pay: what to write in the bank, and the same as a QR code and a bank barcode. Nothing to pay: no codes. */
import type { PaymentRule } from "../../contract/terms.ts";
import { printReference } from "../../invoice/reference.ts";
import { formatRate } from "../../language/format.ts";
import { bankBarcode, PAYMENT_MASK, qrCode } from "../codes.ts";
import { CONTENT_RIGHT, PAGE, STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { heading, labelled, paragraph, sideBySide } from "../sheet/rows.ts";
import { groupIban } from "./iban.ts";
import type { Letter } from "./letter.ts";

const QR_SIZE = 92;
/** 332 modules of 0.32 mm: what the banks' readers expect. */
const BARCODE = { width: 301, height: 36 } as const;

/** What the block needs of a letter: a reminder has no terms but how late interest is reckoned. */
export interface PaymentBlock extends Pick<Letter, "payment" | "pen" | "body" | "messages" | "day" | "money" | "language"> {
  readonly terms: { readonly payment: Pick<PaymentRule, "interest"> };
}

export function paymentGroups(letter: PaymentBlock): Group[] {
  const { payment, pen, body, messages: t } = letter;
  if (payment === null) return [];
  const section = branch("Sect", body);
  return [
    group([
      ...heading(pen, t("letter.pay.heading"), section),
      sideBySide([apart(paymentRows(letter, section), 4), [qrRow(letter, payment.qr, section)]]),
      ...(payment.barcode === null ? [] : [barcodeRow(letter, payment.barcode, section)]),
    ]),
  ];
}

function paymentRows(letter: PaymentBlock, section: Branch): Row[] {
  const { payment, messages: t, day, money, pen, terms, language } = letter;
  if (payment === null) return [];
  const table = branch("Table", section);
  const lines: [key: string, value: string][] = [
    ["payee", payment.name],
    ["iban", groupIban(payment.iban)],
    ...(payment.bic === null ? [] : [["bic", payment.bic] as [string, string]]),
    ["reference", printReference(payment.reference)],
    ["due", day(payment.dueDate)],
    ["amount", money(payment.amount)],
  ];
  const { interest } = terms.payment;
  const late =
    interest.kind === "law" ? t("letter.pay.interestLaw") : t("letter.pay.interestRate", { rate: formatRate(interest.rate, language) });
  return [
    ...lines.map(([key, value]) => labelled(pen, t(`letter.pay.${key}`), value, table, key === "amount" || key === "reference")),
    ...apart(paragraph(pen, late, STYLE.soft, section, { width: 300 }), 4),
  ];
}

function qrRow({ pen, messages: t }: PaymentBlock, text: string, section: Branch): Row {
  const caption = paragraph(pen, t("letter.pay.qr"), STYLE.footer, section, { x: CONTENT_RIGHT - QR_SIZE, width: QR_SIZE });
  const captionHeight = caption.reduce((sum, row) => sum + row.height, 0);
  return {
    height: QR_SIZE + 6 + captionHeight,
    gap: 0,
    paint: (to, top, repeated) => {
      const code = qrCode(text, CONTENT_RIGHT - QR_SIZE, top, QR_SIZE, PAYMENT_MASK);
      to.tagged("Figure", section, () => to.bars(code), { alt: t("letter.pay.qrAlt") });
      for (const row of caption) row.paint(to, top + QR_SIZE + 6, repeated);
    },
  };
}

function barcodeRow({ pen, messages: t }: PaymentBlock, digits: string, section: Branch): Row {
  const label = paragraph(pen, `${t("letter.pay.barcode")} ${digits}`, STYLE.footer, section, { width: 420 });
  return {
    height: BARCODE.height + 5 + STYLE.footer.leading,
    gap: 12,
    paint: (to, top, repeated) => {
      to.tagged("Figure", section, () => to.bars(bankBarcode(digits, PAGE.left, top, BARCODE.width, BARCODE.height)), {
        alt: t("letter.pay.barcodeAlt", { digits }),
      });
      for (const row of label) row.paint(to, top + BARCODE.height + 5, repeated);
    },
  };
}
