/** How we stand with a customer, on the screen: what was agreed, why, who answers for it, when it is looked at again, and what they said. */
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { customerOfStanding, type Standing, type StandingStep } from "../../people/standing.ts";
import type { Session } from "../session.ts";
import { wrap } from "./columns.ts";

export const standingJson = ({ id, state, responsible, reviewOn, steps }: Standing) => ({
  standing: `N-${id}`,
  state,
  responsible,
  reviewOn,
  steps: steps.map(({ at, by, event, words, letter }) => ({ at, by, ...event, words, letter })),
});

function stepText({ t, language }: Session, { event, words, by }: StandingStep): string {
  const days = {
    ...("on" in event ? { day: formatDay(event.on, language) } : {}),
    ...("reviewOn" in event ? { day: formatDay(event.reviewOn, language) } : {}),
  };
  const said = plain(words.agreed ?? words.reason ?? words.said ?? "");
  const more = { way: "way" in event ? event.way : "", contract: "contract" in event ? plain(event.contract) : "" };
  return t(`desk.customers.step.${event.kind}`, { by: plain(by), day: "", said, ...more, ...days });
}

export function standingLines(session: Session, standing: Standing): string[] {
  const { t, out, language } = session;
  const { state, responsible, reviewOn } = standing;
  const name = plain(customerOfStanding(standing)?.name ?? "–");
  const until = reviewOn === null ? "" : formatDay(reviewOn, language);
  return [
    out.bold(`${name} · ${t(`desk.customers.state.${state}`, { by: plain(responsible ?? ""), day: until })}`),
    ...standing.steps.flatMap((step) => wrap(stepText(session, step), 2)),
  ];
}
