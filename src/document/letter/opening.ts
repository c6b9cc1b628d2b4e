/** The top of the letter: thanks for this return, then one quiet box with what there is to pay or to get back. */

import { printReference } from "../../invoice/reference.ts";
import { duesOf } from "../../invoice/rent-credit.ts";
import { formatCount } from "../../language/format.ts";
import { COLOUR, CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import { branch, type Group, group, type Row } from "../sheet/flow.ts";
import { paragraph } from "../sheet/rows.ts";
import { groupIban } from "./iban.ts";
import type { Letter } from "./letter.ts";

export function openingGroups(letter: Letter): Group[] {
  const { pen, messages: t, body } = letter;
  const title = isThankYou(letter) ? t("letter.titleThanks") : t("letter.title");
  return [
    group([
      ...paragraph(pen, title, STYLE.title, body, { tag: "H1" }),
      ...paragraph(pen, thanks(letter), STYLE.body, body, { gap: 8 }),
      ...inARow(letter),
    ]),
    group([quietBox(letter, boxText(letter))]),
  ];
}

/** A return that brought no charge at all. */
export const isThankYou = ({ billing }: Letter): boolean => billing.documents.length === 0;

function thanks({ billing, messages: t, language }: Letter): string {
  const count = billing.inOrder.reduce((sum, line) => sum + line.count, 0);
  const whole = billing.documents.length === 0 && billing.notCharged.length === 0 && billing.inOrder.every((line) => line.whole);
  if (count === 0) return t("letter.thanks.none");
  if (billing.documents.length === 0 && !whole) return t("letter.thanks.noCharge", { count, figure: formatCount(count, language) });
  return t(whole ? "letter.thanks.all" : "letter.thanks.some", { count, figure: formatCount(count, language) });
}

/** A warmer word to whoever keeps it up. */
function inARow({ billing: { cleanInARow }, pen, messages: t, body }: Letter): Row[] {
  return cleanInARow ? paragraph(pen, t("letter.thanks.inARow", { count: cleanInARow }), STYLE.body, body, { gap: 6 }) : [];
}

export interface BoxText {
  readonly label: string;
  readonly sum: string | null;
  readonly facts: readonly string[];
}

export function boxText(letter: Letter): BoxText {
  const { billing, messages: t, money, day, payment } = letter;
  const { settlement, customer, reply } = billing;
  const { toPay, refund, refundBy } = duesOf(billing);
  const extra = cardFacts(letter);
  if (toPay > 0) {
    const where = payment
      ? [
          t("letter.box.account", { iban: groupIban(payment.iban) }),
          t("letter.box.reference", { reference: printReference(payment.reference) }),
        ]
      : [];
    const due = settlement.dueDate === null ? [] : [t("letter.box.due", { day: day(settlement.dueDate) })];
    return { label: t("letter.box.toPay"), sum: money(toPay), facts: [...due, ...where, ...extra] };
  }
  if (refundBy !== null) {
    const where = customer.iban
      ? t("letter.box.account", { iban: groupIban(customer.iban) })
      : t("letter.box.refundNoAccount", { name: reply.name, phone: reply.phone });
    return {
      label: t("letter.box.refund"),
      sum: money(refund),
      facts: [t("letter.box.refundBy", { day: day(refundBy) }), where, ...extra],
    };
  }
  const label = t(settlement.card && settlement.card.taken > 0 ? "letter.box.nothingElse" : "letter.box.nothing");
  return { label, sum: null, facts: extra.length > 0 ? extra : [t("letter.box.nothingMore")] };
}

function cardFacts({ billing: { settlement }, messages: t, money, day }: Letter): string[] {
  const { card, depositHeld } = settlement;
  return [
    ...(card && card.taken > 0 ? [t("letter.box.cardTaken", { amount: money(card.taken), day: day(card.notBefore) })] : []),
    ...(card && card.released > 0 ? [t("letter.box.cardReleased", { amount: money(card.released) })] : []),
    ...(depositHeld > 0 ? [t("letter.box.held", { amount: money(depositHeld) })] : []),
  ];
}

const PADDING = 16;
/** Where the facts stand beside the sum. */
const FACTS_X = PAGE.left + 220;

/** Label and sum at the left, when and where at the right, on one tinted ground. */
export function quietBox({ pen, body }: Pick<Letter, "pen" | "body">, { label, sum, facts }: BoxText): Row {
  const inner = CONTENT_WIDTH - 2 * PADDING;
  const factsWidth = sum === null ? inner : PAGE.left + CONTENT_WIDTH - PADDING - FACTS_X;
  const division = branch("Sect", body);
  const left =
    sum === null
      ? paragraph(pen, label, STYLE.total, division, { x: PAGE.left + PADDING, width: inner })
      : [
          ...paragraph(pen, label, STYLE.label, division, { x: PAGE.left + PADDING, width: 190 }),
          ...paragraph(pen, sum, STYLE.sum, division, { x: PAGE.left + PADDING, width: 200 }),
        ];
  const right = facts.flatMap((fact) =>
    paragraph(pen, fact, STYLE.body, division, { x: sum === null ? PAGE.left + PADDING : FACTS_X, width: factsWidth }),
  );
  const tall = (rows: readonly Row[]): number => rows.reduce((total, row) => total + row.height, 0);
  const height = (sum === null ? tall(left) + tall(right) + 2 : Math.max(tall(left), tall(right))) + 2 * PADDING - 4;
  return {
    height,
    gap: 18,
    paint: (to, top, repeated) => {
      to.ground(PAGE.left, top, CONTENT_WIDTH, height, COLOUR.tint);
      let y = top + PADDING - 2;
      for (const row of left) {
        row.paint(to, y, repeated);
        y += row.height;
      }
      y = sum === null ? y + 2 : top + (height - tall(right)) / 2;
      for (const row of right) {
        row.paint(to, y, repeated);
        y += row.height;
      }
    },
  };
}
