/** Terms in plain words: for every rule what it speaks of, what it says, the clause it rests on, and an example with its sum. */
import type { Match, Terms } from "../../contract/terms.ts";
import { needsLife } from "../../contract/terms-checks/gaps.ts";
import type { LocalText } from "../../kernel/text.ts";
import type { ExampleWords } from "./example-goods.ts";
import { anyOf, type Phrase, phrase } from "./phrase.ts";
import { sayMatch } from "./say-match.ts";
import { sayOurFault } from "./say-our-fault.ts";
import { sayPrice } from "./say-price.ts";
import { sayCap, sayDirty, sayExtra, sayLate, sayLossOfUse, sayMissing, sayNotify, sayPayment, sayValue, sayWear } from "./say-rules.ts";
import { sayWaiver } from "./say-waiver.ts";
import {
  damageStory,
  goodsOf,
  type WorkedExample,
  workExtra,
  workLate,
  workLossOfUse,
  workNotify,
  workPriced,
  workValue,
  workWear,
} from "./work-example.ts";
import { workCap, workSmallestSum, workWaiver } from "./work-limit.ts";

export type ExplainedSection =
  | "severities"
  | "wear"
  | "value"
  | "damaged"
  | "missing"
  | "dirty"
  | "late"
  | "lossOfUse"
  | "extras"
  | "waivers"
  | "caps"
  | "smallestSum"
  | "notify"
  | "payment"
  | "ourFaults"
  | "vat";

export interface ExplainedRule {
  readonly section: ExplainedSection;
  /** The rule's id; null for what no rule of its own says (a definition, a VAT treatment). */
  readonly rule: string | null;
  /** Null where the terms give none. */
  readonly clause: string | null;
  /** A name of its own, as waivers have. */
  readonly name: LocalText | null;
  /** What it speaks of, in pieces; empty where that goes without saying. */
  readonly about: readonly Phrase[];
  readonly says: readonly Phrase[];
  /** Null where there is nothing to reckon, or the terms leave out what an example would need. */
  readonly example: WorkedExample | null;
}

interface Cited {
  readonly id: string;
  readonly clause: string;
}

type Said = Pick<ExplainedRule, "says" | "example">;

const entry = (section: ExplainedSection, rule: Cited, said: Said, match: Match | null = null): ExplainedRule => ({
  section,
  rule: rule.id,
  clause: rule.clause,
  name: null,
  about: match === null ? [] : sayMatch(match),
  ...said,
});

/** Everything the terms say, in the order of their sections; `words` names the goods of the examples. */
export function explainTerms(terms: Terms, words: ExampleWords): readonly ExplainedRule[] {
  return [...condition(terms, words), ...charges(terms, words), ...limits(terms, words), ...conclusion(terms, words)];
}

function condition(terms: Terms, words: ExampleWords): ExplainedRule[] {
  const definitions = terms.severities.map(({ type, severity, text }): ExplainedRule => {
    const about = [
      ...(type === null ? [] : [phrase("about.types", { types: anyOf([type], "type") })]),
      phrase("about.severities", { severities: anyOf([severity], "severity") }),
    ];
    return {
      section: "severities",
      rule: null,
      clause: null,
      name: null,
      about,
      says: [phrase("definition", { text: { local: text } })],
      example: null,
    };
  });
  const { value } = terms;
  return [
    ...definitions,
    ...terms.wear.map((rule) => entry("wear", rule, { says: sayWear(rule), example: workWear(terms, rule, words) }, rule.match)),
    ...(value === null
      ? []
      : [entry("value", value, { says: sayValue(value, needsLife(terms)), example: workValue(terms, value, words) })]),
  ];
}

function charges(terms: Terms, words: ExampleWords): ExplainedRule[] {
  const hasValue = terms.value !== null;
  const damaged = terms.damaged.map((rule) => {
    const story = damageStory({ ...rule, marks: rule.per === "mark" ? 3 : 1 });
    return entry("damaged", rule, { says: sayPrice(rule, hasValue), example: workPriced(terms, rule.id, story, words) }, rule.match);
  });
  const missing = terms.missing.map((rule) => {
    const story = { goods: goodsOf(rule.match, rule.price), event: { kind: "missing" } } as const;
    return entry("missing", rule, { says: sayMissing(rule, hasValue), example: workPriced(terms, rule.id, story, words) }, rule.match);
  });
  const dirty = terms.dirty.map((rule) => {
    const story = { goods: { ...goodsOf(rule.match), quantity: rule.fee.per === "unit" ? 3 : 1 }, event: { kind: "dirty" } } as const;
    const free = rule.fee.per !== "rent" && rule.fee.amount === 0;
    return entry("dirty", rule, { says: sayDirty(rule), example: free ? null : workPriced(terms, rule.id, story, words) }, rule.match);
  });
  return [
    ...damaged,
    ...missing,
    ...dirty,
    ...terms.late.map((rule) => entry("late", rule, { says: sayLate(rule), example: workLate(terms, rule, words) }, rule.match)),
    ...terms.lossOfUse.map((rule) =>
      entry("lossOfUse", rule, { says: sayLossOfUse(rule), example: workLossOfUse(terms, rule, words) }, rule.match),
    ),
    ...terms.extras.map((rule) => entry("extras", rule, { says: sayExtra(rule), example: workExtra(terms, rule, words) }, rule.match)),
  ];
}

function limits(terms: Terms, words: ExampleWords): ExplainedRule[] {
  const { smallestSum } = terms;
  return [
    ...terms.waivers.map((waiver) => ({
      ...entry("waivers", waiver, { says: sayWaiver(waiver), example: workWaiver(terms, waiver, words) }),
      name: waiver.name,
    })),
    ...terms.caps.map((cap) => entry("caps", cap, { says: sayCap(cap), example: workCap(terms, cap, words) })),
    ...(smallestSum === null
      ? []
      : [
          entry("smallestSum", smallestSum, {
            says: [phrase("smallestSum", { amount: { cents: smallestSum.amount } })],
            example: workSmallestSum(terms, smallestSum, words),
          }),
        ]),
  ];
}

function conclusion(terms: Terms, words: ExampleWords): ExplainedRule[] {
  const { notify, payment } = terms;
  const ours = (terms.ourFaults ?? []).map((rule) => {
    const about = rule.faults.length === 0 ? [] : [phrase("about.faults", { faults: anyOf(rule.faults, "fault") })];
    const said = entry("ourFaults", rule, { says: sayOurFault(rule), example: null }, rule.match);
    return { ...said, about: [...about, ...said.about] };
  });
  const vat = Object.entries(terms.vat).map(
    ([kind, { treatment, reason }]): ExplainedRule => ({
      section: "vat",
      rule: null,
      clause: null,
      name: null,
      about: [phrase("about.kinds", { kinds: anyOf([kind], "kind") })],
      says: [phrase(`vat.${treatment}`), phrase("definition", { text: { local: reason } })],
      example: null,
    }),
  );
  return [
    ...(notify === null ? [] : [entry("notify", notify, { says: sayNotify(notify), example: workNotify(terms, notify, words) })]),
    entry("payment", payment, { says: sayPayment(payment), example: null }),
    ...ours,
    ...vat,
  ];
}
