/** The words behind the letter: every clause it cites, and the fingerprints of the record and the journal it rests on. */
import type { Clause } from "../../contract/terms.ts";
import { inLanguage } from "../../kernel/text.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { COLUMN_WIDTH, COLUMNS, CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group, lowered, type Row } from "../sheet/flow.ts";
import { heading, paragraph, sideBySide, type TextPlace } from "../sheet/rows.ts";
import { witnessRows } from "../witness.ts";
import type { Letter } from "./letter.ts";
import { signedPageGroups } from "./signed-pages.ts";

export function appendixGroups(letter: Letter): Group[] {
  const { pen, body, messages: t, terms, language } = letter;
  const section = branch("Sect", body);
  const cited = citedClauses(letter);
  const clauses = terms.clauses.filter(({ number }) => cited.has(number));
  const title = t("letter.appendix.terms", { title: inLanguage(terms.title, language), version: terms.version });
  const head = [...heading(pen, t("letter.appendix.heading"), section), ...paragraph(pen, title, STYLE.soft, section)];
  const cites = [...clauseGroups(letter, clauses, section), ...signedPageGroups(letter, section)];
  const short = cites.flatMap(({ rows }) => rows).reduce((sum, { height }) => sum + height, 0) <= WHOLE;
  return [
    ...(clauses.length > 0 ? [group(head, { keepWithNext: true })] : []),
    ...cites.map((one, index) => ({ ...one, keepWithNext: short || index === cites.length - 1 })),
    fingerprintGroup(letter, section),
  ];
}

/** An appendix no taller than this stays on one page, so that its last lines are not alone on the next. */
const WHOLE = 200;

/** Longer ones stand over the measure, where a page may break in them. */
const TALLEST = 240;

/** Two beside each other where both are short: small text in short lines, and half the height. */
function clauseGroups(letter: Letter, clauses: readonly Clause[], section: Branch): Group[] {
  const groups: Group[] = [];
  let next = 0;
  while (next < clauses.length) {
    const pair = clauses.slice(next, next + COLUMNS.length);
    const columns = pair.map((clause, index) =>
      clauseRows(letter, clause, section, { x: COLUMNS[index] ?? PAGE.left, width: COLUMN_WIDTH }),
    );
    const short = clauses.length > 1 && columns.every((rows) => rows.reduce((sum, { height }) => sum + height, 0) <= TALLEST);
    const [alone] = pair as [Clause];
    groups.push(short ? group([lowered(sideBySide(columns), 8)]) : group(apart(clauseRows(letter, alone, section, {}), 8)));
    next += short ? pair.length : 1;
  }
  return groups;
}

function clauseRows({ pen, language }: Letter, { number, title, text }: Clause, section: Branch, place: TextPlace): Row[] {
  return [
    ...paragraph(pen, `${number}  ${inLanguage(title, language)}`, STYLE.strong, section, { ...place, tag: "H3" }),
    ...paragraph(pen, inLanguage(text, language), STYLE.soft, section, place),
  ];
}

/** In charges, their calculation, and what is not charged. */
function citedClauses({ billing }: Letter): Set<string> {
  const steps = [...billing.charges, ...billing.notCharged].flatMap(({ trace }) => trace.map(({ clause }) => clause));
  const direct = [...billing.charges, ...billing.notCharged].map(({ clause }) => clause);
  return new Set([...steps, ...direct].filter((clause) => clause !== null));
}

/** What was issued before letters carried a witness shows the walkthrough's fingerprint as it did then. */
function fingerprintGroup({ billing, pen, inspection, messages: t }: Letter, section: Branch): Group {
  if (billing.witness) return group(witnessRows(pen, t, billing.witness, section));
  return group([
    ...paragraph(pen, t("letter.appendix.fingerprint", { record: inspection.id }), STYLE.strong, section, { gap: 16, tag: "H3" }),
    ...paragraph(pen, fingerprintOf(inspection), STYLE.figureSoft, section, { width: CONTENT_WIDTH }),
    ...paragraph(pen, t("letter.appendix.fingerprintWhy"), STYLE.soft, section, { width: CONTENT_WIDTH }),
  ]);
}
