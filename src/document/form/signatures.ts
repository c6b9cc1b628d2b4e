/** The clauses in full, and room for both to sign. */
import { inLanguage } from "../../kernel/text.ts";
import { COLOUR, CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { cells, heading, paragraph } from "../sheet/rows.ts";
import type { Form } from "./form.ts";

export function clauseGroups({ pen, body, messages: t, terms, language }: Form): Group[] {
  const section = branch("Sect", body);
  const pinned = t("form.terms.pinned", { title: inLanguage(terms.title, language), version: terms.version });
  return [
    group([...heading(pen, t("form.terms.heading"), section), ...paragraph(pen, pinned, STYLE.soft, section, { gap: 2 })], {
      keepWithNext: true,
    }),
    ...terms.clauses.map((clause, index) =>
      group(
        [
          ...paragraph(pen, `${clause.number}  ${inLanguage(clause.title, language)}`, STYLE.strong, section, { gap: 9, tag: "H3" }),
          ...paragraph(pen, inLanguage(clause.text, language), STYLE.body, section, { width: 420 }),
        ],
        // Nobody signs a page that says nothing of what is agreed.
        { keepWithNext: index === terms.clauses.length - 1 },
      ),
    ),
  ];
}

const COLUMN = (CONTENT_WIDTH - 32) / 2;
const RIGHT = PAGE.left + COLUMN + 32;

/** Never cut: whoever signs sees what the signature is for. */
export function signatureGroups({ pen, body, messages: t }: Form): Group[] {
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const titles = cells(
    pen,
    [
      { text: t("form.lessor"), style: STYLE.strong, x: PAGE.left, width: COLUMN },
      { text: t("form.lessee"), style: STYLE.strong, x: RIGHT, width: COLUMN },
    ],
    table,
    { gap: 16 },
  );
  return [
    group([
      ...heading(pen, t("form.sign.heading"), section, 30),
      ...paragraph(pen, t("form.sign.text"), STYLE.body, section, { gap: 4, width: 420 }),
      titles,
      ...[t("form.sign.place"), t("form.sign.signature"), t("form.sign.name")].map((label, index) =>
        signingRow(label, index === 1 ? 46 : 30, table),
      ),
    ]),
  ];

  /** A line to write on for each, with what belongs there below it. */
  function signingRow(label: string, room: number, under: Branch): Row {
    const labels = cells(
      pen,
      [
        { text: label, style: STYLE.label, x: PAGE.left, width: COLUMN },
        { text: label, style: STYLE.label, x: RIGHT, width: COLUMN },
      ],
      under,
    );
    return {
      height: room + 2 + labels.height,
      gap: 0,
      paint: (to, top, repeated) => {
        for (const x of [PAGE.left, RIGHT]) to.rule(x, top + room, COLUMN, COLOUR.soft);
        labels.paint(to, top + room + 2, repeated);
      },
    };
  }
}
