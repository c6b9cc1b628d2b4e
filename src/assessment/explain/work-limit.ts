/** Examples for what limits a sum: a return grows until the waiver or cap lowers it. */
import { type ChargeFamily, FINDING_TYPES, type FindingType, type Match, type Terms } from "../../contract/terms.ts";
import { add, type Cents, cents, ZERO } from "../../kernel/money.ts";
import { assess } from "../assess.ts";
import type { Assessment } from "../assessment.ts";
import { exampleFacts, type Story } from "./example-facts.ts";
import type { ExampleWords } from "./example-goods.ts";
import { phrase } from "./phrase.ts";
import { tellStory } from "./tell-story.ts";
import { bare, damageStory, EVERYTHING, firstThatShows, goodsOf, shown, type WorkedExample } from "./work-example.ts";

type Scale = readonly [times: number, quantity: number];

/** Dearer and dearer units, or more and more of them, until a limit shows. */
const DEARER: readonly Scale[] = [1, 2, 5, 10, 30].map((times) => [times, 1]);
const MORE: readonly Scale[] = [...[1, 3, 10, 40, 100].map((quantity): Scale => [1, quantity]), [10, 100]];

const typesOf = ({ types }: Match): readonly FindingType[] => (types.length > 0 ? types : FINDING_TYPES);

/** @param without findings that the limit does not speak of. */
function* largerAndLarger(terms: Terms, scales: readonly Scale[], without: readonly FindingType[]): Generator<Story> {
  for (const [times, quantity] of scales) {
    const larger = (story: Story): Story => ({ ...story, goods: { ...story.goods, times, quantity } });
    for (const rule of terms.damaged) {
      const { goods, event } = damageStory({ ...rule, marks: 1 });
      const types = [event.type, ...typesOf(rule.match)].filter((type) => !without.includes(type));
      const repairDays = terms.lossOfUse.length > 0 ? 5 : event.repairDays;
      yield* types.slice(0, 1).map((type) => larger({ goods, event: { ...event, type, repairDays } }));
    }
    for (const { match, price } of terms.missing) yield larger({ goods: goodsOf(match, price), event: { kind: "missing" } });
    for (const { match } of terms.dirty) yield larger({ goods: goodsOf(match), event: { kind: "dirty" } });
    for (const rule of terms.late) yield larger({ goods: goodsOf(rule.match), event: { kind: "late", rule } });
  }
}

const total = ({ charges }: Assessment): Cents => charges.reduce((sum, { amount }) => add(sum, amount), ZERO);

interface Limited {
  readonly terms: Terms;
  /** The same without the limit. */
  readonly plain: Terms;
  readonly rule: string;
  /** The waiver to choose. */
  readonly waiver: string | null;
  readonly scales: readonly Scale[];
  /** Findings that it never speaks of. */
  readonly without: readonly FindingType[];
}

/** The smallest return on which a waiver or cap lowers the sum, rather to something than to nothing. */
function firstLowered({ terms, plain, rule, waiver, scales, without }: Limited, words: ExampleWords): WorkedExample | null {
  let nothingLeft: WorkedExample | null = null;
  for (const story of largerAndLarger(terms, scales, without)) {
    const facts = exampleFacts(terms, story, words, waiver);
    const assessment = assess(facts);
    const found = shown(assessment, rule);
    if (found === null || total(assessment) >= total(assess(exampleFacts(plain, story, words)))) continue;
    const worked = { story: tellStory(story, facts), ...found };
    if (found.amount !== ZERO) return worked;
    nothingLeft ??= worked;
  }
  return nothingLeft;
}

/** Late and loss of use stand in an example only where the limit speaks of them. */
const withRulesFor = (families: readonly ChargeFamily[], terms: Terms): Terms => ({
  ...bare(terms),
  lossOfUse: families.includes("lossOfUse") ? terms.lossOfUse : [],
  late: families.includes("late") ? terms.late : [],
});

export function workWaiver(terms: Terms, waiver: Terms["waivers"][number], words: ExampleWords): WorkedExample | null {
  const plain = withRulesFor(waiver.covers, terms);
  const scales = waiver.per === "item" ? DEARER : MORE;
  return firstLowered(
    { terms: { ...plain, waivers: [waiver] }, plain, rule: waiver.id, waiver: waiver.id, scales, without: waiver.never.types },
    words,
  );
}

export function workCap(terms: Terms, cap: Terms["caps"][number], words: ExampleWords): WorkedExample | null {
  const plain = withRulesFor(cap.families, terms);
  const scales = cap.per === "unit" ? DEARER : MORE;
  return firstLowered({ terms: { ...plain, caps: [cap] }, plain, rule: cap.id, waiver: null, scales, without: [] }, words);
}

/** Half of the smallest sum. */
export function workSmallestSum(terms: Terms, rule: NonNullable<Terms["smallestSum"]>, words: ExampleWords): WorkedExample | null {
  const amount = cents(Math.floor(rule.amount / 2));
  if (amount === ZERO) return null;
  const price = { kind: "fixed", amount } as const;
  const small = { id: "small", clause: rule.clause, match: EVERYTHING, price, per: "unit", neverAboveValue: false } as const;
  const only: Terms = { ...bare(terms), damaged: [small], smallestSum: rule };
  const worked = firstThatShows(only, "small", [damageStory({ match: EVERYTHING, price, marks: 1 })], words);
  return worked && { ...worked, story: [phrase("story.smallSum", { amount: { cents: amount } })], steps: worked.steps.slice(1, 2) };
}
