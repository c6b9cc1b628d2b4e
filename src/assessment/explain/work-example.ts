/** A small example for each rule, reckoned by `assess` on terms that say this rule and as little else as it needs. */
import { FINDING_TYPES, type Match, type Price, SEVERITIES, type Terms } from "../../contract/terms.ts";
import { add, type Cents, ZERO } from "../../kernel/money.ts";
import { assess } from "../assess.ts";
import type { Assessment, Charge, NotCharged, TraceValue } from "../assessment.ts";
import { type Event, exampleFacts, type Story } from "./example-facts.ts";
import { type ExampleGoods, type ExampleWords, usualDamage } from "./example-goods.ts";
import type { Phrase } from "./phrase.ts";
import { tellStory } from "./tell-story.ts";

/** One printed step: a sentence of the catalogue `trace`; a reason for charging nothing leads to no figure. */
export interface ExampleStep {
  readonly sentence: string;
  readonly values: Readonly<Record<string, TraceValue>>;
  readonly out: Cents | null;
}

export interface WorkedExample {
  /** What happened, in pieces that are printed one after another. */
  readonly story: readonly Phrase[];
  readonly steps: readonly ExampleStep[];
  /** What is owed in the end; null where the example ends in no sum, as a day does. */
  readonly amount: Cents | null;
}

/** The rules an example does without, unless it is about them. */
export const bare = (terms: Terms): Terms => ({
  ...terms,
  wear: [],
  lossOfUse: [],
  extras: [],
  waivers: [],
  caps: [],
  smallestSum: null,
  late: [],
});

export const EVERYTHING: Match = { types: [], severities: [], categories: [], products: [], parts: [], sizeMm: null };

export const goodsOf = (match: Match, price: Price | null = null): ExampleGoods => ({
  match,
  price,
  part: match.parts[0] ?? null,
  times: 1,
  quantity: 1,
});

type Damaged = Extract<Event, { kind: "damaged" }>;
const DAMAGE = { kind: "damaged", sizeMm: null, marks: 1, repairDays: null, seenLate: false } as const;

export interface Damage {
  readonly match: Match;
  readonly price: Price | null;
  readonly marks: number;
}

/** The first finding that a rule speaks of. */
export function damageStory({ match, price, marks }: Damage): Story & { readonly event: Damaged } {
  const { from = null, below = null } = match.sizeMm ?? {};
  const event: Damaged = {
    ...DAMAGE,
    type: match.types[0] ?? usualDamage(match.categories[0] ?? null),
    severity: match.severities.at(-1) ?? null,
    sizeMm: from ?? (below === null ? null : Math.max(1, Math.floor(below / 2))),
    marks,
    repairDays: price?.kind === "repair" || price?.kind === "repairOrValue" ? 0 : null,
  };
  return { goods: goodsOf(match, price), event };
}

/** Any damage to some goods: terms tell by type and severity which of their rules prices it. */
const anyDamage = (match: Match, repairDays: number): Story[] =>
  FINDING_TYPES.flatMap((type) =>
    [null, ...SEVERITIES].map((severity) => ({ goods: goodsOf(match), event: { ...DAMAGE, type, severity, repairDays } })),
  );

const names = (rule: string, { trace }: Pick<Charge, "trace">): boolean => trace.some((step) => step.rule === rule);

const stepsOf = ({ trace }: Pick<Charge, "trace">): readonly ExampleStep[] =>
  trace.map(({ sentence, values, out }) => ({ sentence, values, out }));

function spared(entries: readonly NotCharged[], rule: string): Omit<WorkedExample, "story"> | null {
  const entry = entries.find((candidate) => candidate.rule === rule || names(rule, candidate));
  if (!entry) return null;
  return { steps: [...stepsOf(entry), { sentence: entry.sentence, values: entry.values, out: null }], amount: ZERO };
}

/** What an assessment says of a rule: the charges it had a part in, else why it charges nothing. */
export function shown(assessment: Assessment, rule: string): Omit<WorkedExample, "story"> | null {
  if (assessment.problems.length > 0) return null;
  const charges = assessment.charges.filter((charge) => charge.rule === rule || names(rule, charge));
  if (charges.length === 0) return spared(assessment.notCharged, rule);
  return { steps: charges.flatMap(stepsOf), amount: charges.reduce((sum, { amount }) => add(sum, amount), ZERO) };
}

/** Works the first of the stories that comes to what the rule is about; null when none does. */
export function firstThatShows(terms: Terms, rule: string, stories: Iterable<Story>, words: ExampleWords): WorkedExample | null {
  for (const story of stories) {
    const facts = exampleFacts(terms, story, words);
    const found = shown(assess(facts), rule);
    if (found !== null) return { story: tellStory(story, facts), ...found };
  }
  return null;
}

/** An example from the terms' own prices. */
export function workPriced(terms: Terms, rule: string, story: Story, words: ExampleWords): WorkedExample | null {
  return firstThatShows({ ...bare(terms), dirty: terms.dirty }, rule, [story], words);
}

export function workLate(terms: Terms, rule: Terms["late"][number], words: ExampleWords): WorkedExample | null {
  const story: Story = { goods: goodsOf(rule.match), event: { kind: "late", rule } };
  return firstThatShows({ ...bare(terms), late: terms.late }, rule.id, [story], words);
}

/** As many marks as are wear, as large as wear may be. */
export function workWear(terms: Terms, rule: Terms["wear"][number], words: ExampleWords): WorkedExample | null {
  const type = rule.match.types[0] ?? "scratched";
  const event: Event = { ...DAMAGE, type, severity: null, sizeMm: rule.upToSizeMm, marks: rule.upToMarks ?? 1 };
  return firstThatShows({ ...bare(terms), wear: [rule] }, rule.id, [{ goods: goodsOf(rule.match), event }], words);
}

/** The value of one unit: the first steps of what it costs when it is lost. */
export function workValue(terms: Terms, value: NonNullable<Terms["value"]>, words: ExampleWords): WorkedExample | null {
  const lost = {
    id: "lost",
    clause: value.clause,
    match: EVERYTHING,
    price: { kind: "currentValue" },
    waitingDays: 0,
    neverAboveValue: true,
  } as const;
  const story: Story = { goods: goodsOf(EVERYTHING), event: { kind: "missing" } };
  const worked = firstThatShows({ ...bare(terms), missing: [lost] }, "lost", [story], words);
  return (
    worked && {
      ...worked,
      story: tellStory({ ...story, event: { kind: "nothing" } }, exampleFacts(terms, story, words)),
      steps: worked.steps.slice(0, -1),
    }
  );
}

export function workLossOfUse(terms: Terms, rule: Terms["lossOfUse"][number], words: ExampleWords): WorkedExample | null {
  const days = Math.min(5, rule.capDays ?? 5);
  const worked = firstThatShows({ ...bare(terms), lossOfUse: [rule] }, rule.id, anyDamage(rule.match, days), words);
  return worked;
}

export function workExtra(terms: Terms, rule: Terms["extras"][number], words: ExampleWords): WorkedExample | null {
  const goods = goodsOf(rule.match);
  const late = terms.late.map((own): Story => ({ goods, event: { kind: "late", rule: own } }));
  const stories = {
    damaged: anyDamage(rule.match, 0),
    missing: [{ goods, event: { kind: "missing" } }],
    dirty: [{ goods, event: { kind: "dirty" } }],
    late,
  } satisfies Record<string, Story[]>;
  const all = rule.when.flatMap((caller): readonly Story[] => stories[caller]);
  return firstThatShows({ ...bare(terms), late: terms.late, extras: [rule] }, rule.id, all, words);
}

/** When the notice of a finding on the day after the return must have been sent. */
export function workNotify(terms: Terms, rule: NonNullable<Terms["notify"]>, words: ExampleWords): WorkedExample | null {
  const event: Event = { ...DAMAGE, type: "cracked", severity: null, seenLate: true };
  const worked = firstThatShows({ ...bare(terms), notify: rule }, rule.id, [{ goods: goodsOf(EVERYTHING), event }], words);
  return worked && { ...worked, amount: null };
}
