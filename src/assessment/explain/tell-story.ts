/** What happened in an example, in pieces that are printed one after another. */
import type { ContractLine } from "../../contract/contract.ts";
import { dayOf } from "../../kernel/dates.ts";
import type { Facts } from "../assessment.ts";
import { type Event, repairOf, type Story } from "./example-facts.ts";
import { anyOf, type Phrase, phrase } from "./phrase.ts";

function tellDamage(event: Extract<Event, { kind: "damaged" }>, { contract, inspection, terms }: Facts): Phrase[] {
  const [line] = contract.lines;
  const estimated = event.repairDays !== null && line ? repairOf(line, event.repairDays, "") : null;
  const repair =
    estimated === null
      ? []
      : [
          phrase(terms.lossOfUse.length > 0 ? "story.repairDays" : "story.repair", {
            cost: { cents: estimated.cost },
            days: { days: estimated.days },
          }),
        ];
  return [
    phrase("story.type", { type: anyOf([event.type], "type") }),
    ...(event.severity === null ? [] : [phrase("story.severity", { severity: anyOf([event.severity], "severity") })]),
    ...(event.marks > 1 ? [phrase("story.marks", { marks: { count: event.marks } })] : []),
    ...(event.sizeMm === null ? [] : [phrase("story.size", { size: { millimetres: event.sizeMm } })]),
    ...(event.seenLate ? [phrase("story.seenLate", { back: { day: dayOf(inspection.cameBackAt, contract.zone) } })] : repair),
  ];
}

function tellEvent(event: Event, facts: Facts): Phrase[] {
  switch (event.kind) {
    case "damaged":
      return tellDamage(event, facts);
    case "dirty":
      return [phrase("story.dirty")];
    case "missing":
      return [phrase("story.missing")];
    case "late":
      return [phrase("story.late")];
    case "nothing":
      return [];
  }
}

export function tellStory({ goods, event }: Story, facts: Facts): readonly Phrase[] {
  const [line] = facts.contract.lines as [ContractLine];
  return [
    phrase("story.units", { one: { text: line.name }, count: { count: goods.quantity } }),
    ...(goods.part === null ? [] : [phrase("story.part", { part: { text: goods.part } })]),
    ...tellEvent(event, facts),
  ];
}
