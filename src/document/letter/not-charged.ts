/** What was found and costs nothing, with the reason. Said plainly, without making a favour of it. */
import type { NotCharged } from "../../assessment/assessment.ts";
import { factOf, productOf } from "../describe-source.ts";
import { STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import { clauseText } from "./findings.ts";
import type { Letter } from "./letter.ts";
import { sayStep } from "./say-step.ts";

export function notChargedGroups(letter: Letter): Group[] {
  const { billing, pen, body, messages: t } = letter;
  if (billing.notCharged.length === 0) return [];
  const section = branch("Sect", body);
  return [
    group(heading(pen, t("letter.notCharged.heading"), section), { keepWithNext: true }),
    ...billing.notCharged.map((item, index) => itemGroup(letter, item, section, index === 0 ? 6 : 8)),
  ];
}

function itemGroup(letter: Letter, item: NotCharged, section: Branch, gap: number): Group {
  const { pen } = letter;
  const place = branch("Div", section);
  const reason = sayStep(item, letter) ?? "";
  const why = [...item.trace.map((step) => sayStep(step, letter)), item.clause === null ? null : clauseText(letter, item.clause)];
  return group([
    ...apart(paragraph(pen, `${productOf(item.source, letter)} · ${factOf(item.source, letter)}`, STYLE.strong, place), gap),
    ...paragraph(pen, reason, STYLE.body, place),
    ...why.filter((text) => text !== null).flatMap((text) => paragraph(pen, text, STYLE.figureSoft, place)),
  ]);
}
