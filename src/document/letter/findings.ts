/** Findings and charges under their documents: the fact, the clause, how the sum was reached, and the sum beside it. */
import type { Charge } from "../../assessment/assessment.ts";
import { effectiveDue } from "../../contract/contract.ts";
import type { BilledDocument, DocumentLine } from "../../invoice/billing.ts";
import { dayOf } from "../../kernel/dates.ts";
import { type BasisPoints, type Cents, multiply, netOf } from "../../kernel/money.ts";
import { inLanguage } from "../../kernel/text.ts";
import { formatCount, formatDateTime, formatRate } from "../../language/format.ts";
import { asSentence, capital, factOf, findingsOf, productOf } from "../describe-source.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { cells, hairline, heading, paragraph } from "../sheet/rows.ts";
import { wasNotThere } from "../was-not-there.ts";
import { besidePhotos } from "./before-and-after.ts";
import { concededRows, wholeOf } from "./conceded.ts";
import { customersWords } from "./customers-words.ts";
import type { Letter } from "./letter.ts";
import { sayStep } from "./say-step.ts";
import { totalGroups } from "./totals.ts";
import { unitNet } from "./unit-net.ts";

export function findingGroups(letter: Letter): Group[] {
  const { billing, pen, body, messages: t } = letter;
  if (billing.documents.length === 0) return [];
  const section = branch("Sect", body);
  const release = billing.release;
  return [
    group(heading(pen, t("letter.findings.heading"), section), { keepWithNext: true }),
    ...(release ? [group(paragraph(pen, t("letter.findings.release", { ...release }), STYLE.body, section, { gap: 4 }))] : []),
    ...billing.documents.flatMap((document, index) => documentGroups(letter, document, section, index > 0)),
  ];
}

/** `Lasku L-2026-0001`; a preview has no number yet. */
export const nameOf = ({ messages: t }: Letter, document: BilledDocument): string =>
  `${t(`letter.document.${document.kind}`)} ${document.number ?? `(${t("letter.preview")})`}`;

function documentGroups(letter: Letter, document: BilledDocument, section: Branch, further: boolean): Group[] {
  const { billing, pen, messages: t } = letter;
  const own = branch("Sect", section);
  const grounds = document.kind === "damagesStatement" ? "letter.findings.outside" : `letter.findings.${document.mode}`;
  const name = paragraph(pen, nameOf(letter, document), STYLE.subheading, own, { tag: "H3", gap: further ? 22 : 8 });
  const head = [
    ...name,
    ...paragraph(pen, `${t("letter.findings.supplied", { day: letter.day(billing.returnedOn) })}. ${t(grounds)}`, STYLE.soft, own),
  ];
  const charges = document.lines.flatMap((line, index) => {
    const charge = billing.charges.find(({ id }) => id === line.charge);
    const last = index === document.lines.length - 1;
    return charge ? [group(chargeRows(letter, charge, line, document, own), { keepWithNext: last, repeat: index === 0 ? [] : name })] : [];
  });
  return [group(head, { keepWithNext: true }), ...charges, ...totalGroups(letter, document, own)];
}

function chargeRows(letter: Letter, charge: Charge, line: DocumentLine, document: BilledDocument, under: Branch): Row[] {
  const { pen, money } = letter;
  const place = branch("Div", under);
  const head = cells(
    pen,
    [
      { text: productOf(charge.source, letter), style: STYLE.strong, x: PAGE.left, width: MEASURE, tag: "H4" },
      { text: money(wholeOf(line)), style: STYLE.figureStrong, x: CONTENT_RIGHT, width: 92, align: "right", tag: "P" },
    ],
    place,
    { tag: "Div" },
  );
  const facts = [`${capital(factOf(charge.source, letter, charge.kind))}.`, ...circumstances(letter, charge)].join(" ");
  const calculation = [
    unitText(letter, line, document),
    ...charge.trace.filter(({ sentence }) => sentence !== "concession").map((step) => sayStep(step, letter)),
  ].filter((text) => text !== null);
  return [
    hairline(9),
    ...apart([head], 7),
    ...besidePhotos(
      letter,
      charge,
      place,
      (width) => paragraph(pen, facts, STYLE.body, place, { width }),
      (width) => [
        ...apart(paragraph(pen, clauseText(letter, charge.clause), STYLE.soft, place, { width }), 3),
        ...calculation.flatMap((text) => paragraph(pen, text, STYLE.figureSoft, place, { width })),
      ],
    ),
    ...concededRows(letter, charge, line, place),
  ];
}

/** `Kohta 5.2 · Vahingoittunut kaluste`. */
export function clauseText({ terms, language, messages: t }: Letter, number: string): string {
  const clause = terms.clauses.find((candidate) => candidate.number === number);
  return t("letter.charge.clause", { number, title: clause ? inLanguage(clause.title, language) : "" }).replace(/ · $/u, "");
}

/** When and by whom it was seen, what it was like before, what a repair would cost, what the customer says. */
function circumstances(letter: Letter, charge: Charge): string[] {
  const { messages: t, inspection, contract, language } = letter;
  const time = (moment: Parameters<typeof formatDateTime>[0]): string => formatDateTime(moment, contract.zone, language);
  const findings = findingsOf(charge.source, inspection);
  const [first] = findings;
  const words = charge.disputed ? customersWords(charge.source, inspection) : null;
  return [
    first ? t("letter.charge.seen", { name: first.seenBy, time: time(first.seenAt) }) : null,
    charge.source.subject === "late"
      ? t("letter.charge.late", { due: time(effectiveDue(contract)), back: time(inspection.cameBackAt) })
      : null,
    first && wasNotThere(letter.baseline, charge.source, findings) ? t("letter.charge.before", { day: handOverDay(letter) }) : null,
    ...findings.flatMap(({ repair, note }) => [
      repair ? t("letter.charge.repair", { amount: letter.money(repair.cost), source: repair.source }) : null,
      note ? asSentence(t("letter.charge.note", { note })) : null,
    ]),
    charge.disputed ? (words ? t("letter.charge.disputedWords", { words }) : t("letter.charge.disputed")) : null,
  ].filter((text) => text !== null);
}

const handOverDay = ({ contract, day }: Letter): string => day(dayOf(contract.handOver, contract.zone));

/** The price of one is what it was before anything was given away. */
const wholeNet = (line: DocumentLine, rate: BasisPoints): Cents => (line.conceded ? netOf(wholeOf(line), rate) : line.net);

/**
 * Quantity and unit price, with the rate where there is VAT: an invoice must show them (and the price without VAT). On a damages
 * statement only where they make the sum; otherwise the calculation below says how it came about.
 */
function unitText({ messages: t, money, language }: Letter, line: DocumentLine, document: BilledDocument): string | null {
  const { unitAmount, quantity } = line;
  const count = formatCount(quantity, language);
  const exact = unitAmount !== null && multiply(unitAmount, quantity) === wholeOf(line);
  const rate = document.vat.find(({ treatment }) => treatment === line.vat)?.rate ?? null;
  const price =
    unitAmount === null || !exact
      ? null
      : document.mode === "gross" && rate !== null
        ? t("letter.charge.unitNet", { count, price: money(unitAmount), net: unitNet(wholeNet(line, rate), quantity, language) })
        : t("letter.charge.unit", { count, price: money(unitAmount) });
  const vat = rate === null ? null : t("letter.charge.vat", { rate: formatRate(rate, language) });
  const text = [price, vat].filter((part) => part !== null).join(" · ");
  return text === "" ? null : text;
}
