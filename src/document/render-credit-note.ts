/** A credit note in the letter's style: thanks, what it comes to, what it gives back of which document and why, and what happens next. */

import type { CreditedLine, CreditNote } from "../invoice/credit-note.ts";
import { printReference } from "../invoice/reference.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Day } from "../kernel/dates.ts";
import { type Cents, multiply } from "../kernel/money.ts";
import { formatCount, formatDay, formatMoney, formatRate } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";
import type { DocumentAssets } from "./assets.ts";
import { capital } from "./describe-source.ts";
import { groupIban } from "./letter/iban.ts";
import { quietBox } from "./letter/opening.ts";
import { replyTo } from "./letter/reply.ts";
import { type SumLine, sumRow } from "./letter/totals.ts";
import { unitNet } from "./letter/unit-net.ts";
import { addressLines, type Letterhead, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE } from "./look.ts";
import type { Carries } from "./render-letter.ts";
import type { Attachment } from "./sheet/attachment.ts";
import { apart, type Branch, branch, type Group, group, type Row } from "./sheet/flow.ts";
import type { Pen } from "./sheet/pen.ts";
import { cells, hairline, heading, paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";
import { witnessFile, witnessRows } from "./witness.ts";

interface Writing {
  readonly note: CreditNote;
  readonly pen: Pen;
  readonly body: Branch;
  readonly messages: Messages;
  money(amount: Cents): string;
  day(day: Day): string;
}

/**
 * Sets a credit note as the PDF a customer receives, in the note's language. The same values and assets give the same bytes.
 * @param carries what it carries instead of its own value: an e-invoice.
 */
export function renderCreditNote(note: CreditNote, assets: DocumentAssets, carries?: Carries): Promise<Uint8Array> {
  const { messages } = assets;
  const { language, firm } = note;
  const title = [messages("creditNote.title"), note.number, note.contract].filter((part) => part !== null).join(" · ");
  const inside = carries ? withWitness(carries, note, messages) : { attachments: frozenNote(note, messages) };
  const facts = { title, author: firm.name, language, day: note.issuedOn, ...inside };
  return renderSheet(facts, assets, (pen, body) => {
    const writing: Writing = {
      note,
      pen,
      body,
      messages,
      money: (amount) => formatMoney(amount, language),
      day: (value) => formatDay(value, language),
    };
    const head = prepareHead(pen, letterhead(writing), assets, body);
    const vatId = note.original.kind !== "damagesStatement" ? firm.vatId : null;
    return {
      firstTop: head.bottom + 26,
      groups: [openingGroups, lineGroups, replyGroups, witnessGroups].flatMap((section) => section(writing)),
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, firm, messages, page, pages, vatId),
    };
  });
}

/** Byte for byte what the books' hash is of; a preview has none. */
function frozenNote(note: CreditNote, messages: Messages): Attachment[] {
  if (note.number === null) return [];
  const bytes = Buffer.from(canonicalJson(note), "utf8");
  return [{ name: "credit-note.json", type: "application/json", description: messages("letter.attached"), relationship: "Source", bytes }];
}

function withWitness(carries: Carries, { witness, number, contract, firm }: CreditNote, messages: Messages): Carries {
  if (!witness || number === null) return carries;
  const { name, businessId } = firm;
  const statement = { schemaVersion: 1, kind: "creditNote", id: number, contract, firm: { name, businessId }, ...witness } as const;
  return { ...carries, attachments: [...(carries.attachments ?? []), witnessFile(statement, messages)] };
}

function letterhead({ note, messages: t, day }: Writing): Letterhead {
  const { customer, original } = note;
  const facts: (readonly [string, string | null])[] = [
    [t("letter.meta.date"), day(note.issuedOn)],
    [t("creditNote.title"), note.number ?? t("letter.preview")],
    [t(`letter.document.${original.kind}`), original.number],
    [t("creditNote.meta.originalDate"), day(original.issuedOn)],
    [t("letter.meta.contract"), note.contract],
    [t("letter.meta.returned"), day(note.returnedOn)],
    [t("letter.meta.businessId"), customer.businessId],
    ...(original.kind !== "damagesStatement" ? [[t("letter.meta.vatId"), customer.vatId] as const] : []),
  ];
  return {
    firm: note.firm,
    recipientTop: WINDOW_TOP,
    recipient: [customer.name, ...(customer.contact ? [customer.contact] : []), ...addressLines(customer.address)],
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
  };
}

const originalOf = ({ note, messages: t, day }: Writing): Readonly<Record<string, string>> => ({
  document: t(`letter.document.${note.original.kind}`),
  kind: note.original.kind,
  number: note.original.number,
  day: day(note.original.issuedOn),
  returned: day(note.returnedOn),
  // What had been paid comes back, and the box says so.
  refunded: note.effect.refund > 0 ? "yes" : "no",
});

function openingGroups(writing: Writing): Group[] {
  const { note, pen, body, messages: t } = writing;
  return [
    group([
      ...paragraph(pen, t("creditNote.title"), STYLE.title, body, { tag: "H1" }),
      ...paragraph(pen, t("creditNote.opening", originalOf(writing)), STYLE.body, body, { gap: 8 }),
      ...paragraph(pen, t("creditNote.reason", { reason: note.reason }), STYLE.body, body, { gap: 4 }),
    ]),
    group([quietBox(writing, { label: t("creditNote.box.credited"), sum: writing.money(note.total), facts: effectTexts(writing) })]),
  ];
}

/** What the credit does to the settlement: what is still to pay, what goes back and where. */
function effectTexts({ note, messages: t, money, day }: Writing): string[] {
  const { toPay, refund, refundBy, released, reference, dueDate } = note.effect;
  const { iban } = note.customer;
  return [
    ...(toPay > 0 ? [t("creditNote.box.toPay", { amount: money(toPay) })] : []),
    ...(toPay > 0 && reference !== null ? [t("letter.box.reference", { reference: printReference(reference) })] : []),
    ...(toPay > 0 && dueDate !== null ? [t("letter.box.due", { day: day(dueDate) })] : []),
    ...(refundBy === null ? [] : [t("creditNote.box.refund", { amount: money(refund), day: day(refundBy) })]),
    ...(refund > 0
      ? [
          iban
            ? t("letter.box.account", { iban: groupIban(iban) })
            : t("letter.box.refundNoAccount", { name: note.reply.name, phone: note.reply.phone }),
        ]
      : []),
    ...(released > 0 ? [t("letter.box.cardReleased", { amount: money(released) })] : []),
    ...(toPay === 0 && refund === 0 && released === 0 ? [t("creditNote.box.settled")] : []),
  ];
}

function lineGroups(writing: Writing): Group[] {
  const { note, pen, body, messages: t, day } = writing;
  const section = branch("Sect", body);
  const grounds = note.original.kind === "damagesStatement" ? "letter.findings.outside" : `letter.findings.${note.mode}`;
  const head = [
    ...heading(pen, t("creditNote.lines.heading"), section),
    ...paragraph(pen, `${t("letter.findings.supplied", { day: day(note.returnedOn) })}. ${t(grounds)}`, STYLE.soft, section, { gap: 4 }),
  ];
  // Where the lines go on to another page it says of what.
  const name = paragraph(pen, [t("creditNote.title"), note.number].filter((part) => part !== null).join(" "), STYLE.subheading, section);
  const lines = note.lines.map((line, index) =>
    group(lineRows(writing, line, section), { keepWithNext: index === note.lines.length - 1, repeat: index === 0 ? [] : name }),
  );
  return [group(head, { keepWithNext: true }), ...lines, totalGroup(writing, section)];
}

function lineRows({ note, pen, messages: t, money }: Writing, line: CreditedLine, under: Branch): Row[] {
  const place = branch("Div", under);
  const head = cells(
    pen,
    [
      { text: line.product, style: STYLE.strong, x: PAGE.left, width: MEASURE, tag: "H3" },
      { text: money(line.amount), style: STYLE.figureStrong, x: CONTENT_RIGHT, width: 92, align: "right", tag: "P" },
    ],
    place,
    { tag: "Div" },
  );
  const calculation = unitText({ note, messages: t, money }, line);
  return [
    hairline(9),
    ...apart([head], 7),
    ...paragraph(pen, `${capital(line.fact)}.`, STYLE.body, place),
    ...(calculation === null ? [] : paragraph(pen, calculation, STYLE.figureSoft, place)),
  ];
}

/** Units and their price where they make the sum, and the rate where there is VAT; a part named as a sum says so. */
function unitText({ note, messages: t, money }: Pick<Writing, "note" | "messages" | "money">, line: CreditedLine): string | null {
  const { units, unitAmount } = line;
  const count = formatCount(line.quantity, note.language);
  const rate = note.vat.find(({ treatment }) => treatment === line.vat)?.rate ?? null;
  const exact = units !== null && unitAmount !== null && multiply(unitAmount, units) === line.amount;
  const price =
    units === null
      ? t("creditNote.line.part")
      : exact && note.mode === "gross" && rate !== null
        ? t("letter.charge.unitNet", { count, price: money(unitAmount), net: unitNet(line.net, units, note.language) })
        : exact
          ? t("letter.charge.unit", { count, price: money(unitAmount) })
          : t("creditNote.line.units", { count: units, figure: count });
  return [price, rate === null ? null : t("letter.charge.vat", { rate: formatRate(rate, note.language) })]
    .filter((part) => part !== null)
    .join(" · ");
}

function totalGroup(writing: Writing, under: Branch): Group {
  const { note, messages: t, money } = writing;
  const table = branch("Table", under);
  const lines: SumLine[] = note.vat.flatMap(({ rate, base, tax }) =>
    rate === null
      ? []
      : [
          { label: t("letter.total.vatBase", { rate: formatRate(rate, note.language) }), amount: money(base) },
          { label: t("letter.total.vat", { rate: formatRate(rate, note.language) }), amount: money(tax) },
        ],
  );
  const total: SumLine = { label: t("creditNote.total"), amount: money(note.total), strong: true };
  return group([hairline(10), ...[...lines, total].map((line, index) => sumRow(writing, line, table, index === 0 ? 5 : 0))]);
}

const replyGroups = (writing: Writing): Group[] =>
  replyTo(writing, {
    ...writing.note,
    heading: writing.messages("letter.reply.heading"),
    whereToGo: writing.note.customer.kind === "consumer",
    // What this note can be held against is not left alone on the last page.
  }).map((reply) => ({ ...reply, keepWithNext: Boolean(writing.note.witness) }));

function witnessGroups({ note, pen, body, messages: t }: Writing): Group[] {
  return note.witness ? [group(witnessRows(pen, t, note.witness, branch("Sect", body), 24))] : [];
}
