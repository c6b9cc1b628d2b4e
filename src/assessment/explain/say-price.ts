/** What damage or a loss costs, in words. */
import type { DamagedRule, MissingRule, Price } from "../../contract/terms.ts";
import { anyOf, type Phrase, phrase } from "./phrase.ts";

function sayAmount(price: Price): Phrase {
  switch (price.kind) {
    case "currentValue":
    case "repair":
    case "repairOrValue":
      return phrase(`price.${price.kind}`);
    case "share":
      return phrase(`price.share.${price.of}`, { rate: { rate: price.rate } });
    case "fixed":
      return phrase("price.fixed", { amount: { cents: price.amount } });
    case "list":
      return phrase("price.list", {
        prices: { pairs: Object.entries(price.prices).map(([name, amount]) => ({ name, value: { cents: amount } })) },
      });
    case "lifeLost":
      return phrase("price.lifeLost", { lost: { months: price.months } });
    case "multiple":
      return sayMultiple(price);
  }
}

function sayMultiple({ hundredths, of }: Extract<Price, { kind: "multiple" }>): Phrase {
  const state = anyOf([of.type], "state");
  const like: Phrase["values"] = of.severity === null ? { state } : { state, severity: anyOf([of.severity], "severity") };
  const ending = of.severity === null ? "" : ".severity";
  return hundredths === 100 ? phrase(`price.same${ending}`, like) : phrase(`price.multiple${ending}`, { ...like, times: { hundredths } });
}

/** The price, per what, and how it stands to the current value, where that says something the price itself does not. */
export function sayPrice(rule: DamagedRule | MissingRule, hasValue: boolean): readonly Phrase[] {
  const perMark = "per" in rule && rule.per === "mark";
  const bound = !perMark && ["currentValue", "repairOrValue"].includes(rule.price.kind);
  return [
    sayAmount(rule.price),
    ...(perMark ? [phrase("price.perMark")] : []),
    ...(hasValue && !bound ? [phrase(rule.neverAboveValue ? "price.notAboveValue" : "price.aboveValue")] : []),
  ];
}
