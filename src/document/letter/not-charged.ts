/** What was found and costs nothing, with the reason. Said plainly, without making a favour of it. */
import type { NotCharged } from "../../assessment/assessment.ts";
import type { IdleConcession } from "../../assessment/concession.ts";
import { factOf, productAt, productOf } from "../describe-source.ts";
import { STYLE } from "../look.ts";
import { apart, type Branch, branch, type Group, group } from "../sheet/flow.ts";
import { heading, paragraph } from "../sheet/rows.ts";
import { customersWords } from "./customers-words.ts";
import { clauseText } from "./findings.ts";
import type { Letter } from "./letter.ts";
import { sayStep } from "./say-step.ts";

export function notChargedGroups(letter: Letter): Group[] {
  const { billing, pen, body, messages: t } = letter;
  const { notCharged, idleConcessions = [] } = billing;
  if (notCharged.length + idleConcessions.length === 0) return [];
  const section = branch("Sect", body);
  return [
    group(heading(pen, t("letter.notCharged.heading"), section), { keepWithNext: true }),
    ...byReason(letter).map((same, index) => reasonGroup(letter, same, section, index === 0 ? 6 : 10)),
    ...idleConcessions.map((one, index) => idleGroup(letter, one, section, index + notCharged.length === 0 ? 6 : 10)),
  ];
}

/** A kindness that was agreed on what is no longer charged. */
function idleGroup(letter: Letter, { position, amount }: IdleConcession, section: Branch, gap: number): Group {
  const { pen, messages: t, money } = letter;
  const place = branch("Div", section);
  const what = `${productAt(position, letter)} · ${t("concession.idle.what", { amount: money(amount) })}`;
  return group([...apart(paragraph(pen, what, STYLE.strong, place), gap), ...paragraph(pen, t("concession.idle.why"), STYLE.body, place)]);
}

/** Things that cost nothing for the same reason in the same words. */
interface SameReason {
  readonly reason: string;
  readonly items: readonly NotCharged[];
}

/** In the order in which each reason comes up first: seven products within the same grace are told of once. */
function byReason(letter: Letter): SameReason[] {
  const found = new Map<string, SameReason>();
  for (const item of letter.billing.notCharged) {
    const words = item.reason === "disputed" ? customersWords(item.source, letter.inspection) : null;
    const said = words === null ? [] : [letter.messages("letter.notCharged.words", { words })];
    const reason = [sayStep(item, letter), ...item.trace.map((step) => sayStep(step, letter)), ...said].join("\n");
    const key = `${item.clause}\n${reason}`;
    found.set(key, { reason, items: [...(found.get(key)?.items ?? []), item] });
  }
  return [...found.values()];
}

function reasonGroup(letter: Letter, { reason, items }: SameReason, section: Branch, gap: number): Group {
  const { pen } = letter;
  const place = branch("Div", section);
  const clause = items[0]?.clause ?? null;
  const names = items.flatMap(({ source }) =>
    paragraph(pen, `${productOf(source, letter)} · ${factOf(source, letter)}`, STYLE.strong, place),
  );
  return group([
    ...apart(names, gap),
    ...paragraph(pen, reason, STYLE.body, place),
    ...(clause === null ? [] : paragraph(pen, clauseText(letter, clause), STYLE.soft, place)),
  ]);
}
