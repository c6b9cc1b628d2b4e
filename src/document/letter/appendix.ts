/** The words behind the letter: every clause it cites, and the fingerprint of the record it rests on. */
import { inLanguage } from "../../kernel/text.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { CONTENT_WIDTH, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import type { Letter } from "./letter.ts";
import { signedPageGroups } from "./signed-pages.ts";

export function appendixGroups(letter: Letter): Group[] {
  const { pen, body, messages: t, terms, language } = letter;
  const section = branch("Sect", body);
  const cited = citedClauses(letter);
  const clauses = terms.clauses.filter(({ number }) => cited.has(number));
  const title = t("letter.appendix.terms", { title: inLanguage(terms.title, language), version: terms.version });
  const head = [...heading(pen, t("letter.appendix.heading"), section, 30), ...paragraph(pen, title, STYLE.soft, section)];
  return [
    ...(clauses.length > 0 ? [group(head, { keepWithNext: true })] : []),
    ...clauses.map((clause) =>
      group([
        ...paragraph(pen, `${clause.number}  ${inLanguage(clause.title, language)}`, STYLE.strong, section, { gap: 8, tag: "H3" }),
        ...paragraph(pen, inLanguage(clause.text, language), STYLE.soft, section),
      ]),
    ),
    ...signedPageGroups(letter, section),
    fingerprintGroup(letter, section),
  ];
}

/** In charges, their calculation, and what is not charged. */
function citedClauses({ billing }: Letter): Set<string> {
  const steps = [...billing.charges, ...billing.notCharged].flatMap(({ trace }) => trace.map(({ clause }) => clause));
  const direct = [...billing.charges, ...billing.notCharged].map(({ clause }) => clause);
  return new Set([...steps, ...direct].filter((clause) => clause !== null));
}

function fingerprintGroup({ pen, inspection, messages: t }: Letter, section: Branch): Group {
  return group([
    ...paragraph(pen, t("letter.appendix.fingerprint", { record: inspection.id }), STYLE.strong, section, { gap: 18, tag: "H3" }),
    ...paragraph(pen, fingerprintOf(inspection), STYLE.figureSoft, section, { width: CONTENT_WIDTH }),
    ...paragraph(pen, t("letter.appendix.fingerprintWhy"), STYLE.soft, section, { gap: 2 }),
  ]);
}
