/** A line of an invented contract to show a rule on: goods the rule speaks of, at a price that such goods may have. */
import type { ContractLine } from "../../contract/contract.ts";
import type { FindingType, Match, Price, Terms } from "../../contract/terms.ts";
import { type Day, plusMonths } from "../../kernel/dates.ts";
import { type Cents, cents, multiply } from "../../kernel/money.ts";

/** What the examples call things, in the language they will be told in. */
export interface ExampleWords {
  /** One unit of a category or product: `tuoli`. */
  one(goods: string | null): string;
  /** Where a repair estimate comes from. */
  readonly estimate: string;
}

/** Price and daily rent, in cents, of goods that terms often name; invented, only to keep examples near life. */
const USUAL: Readonly<Record<string, readonly [price: number, rent: number]>> = {
  chairs: [8_900, 400],
  tables: [24_000, 1_200],
  appliances: [62_000, 3_500],
  linen: [2_400, 300],
  tableware: [600, 40],
  glassware: [420, 30],
  cutlery: [900, 50],
  "hand-tools": [6_000, 600],
  "power-tools": [24_000, 2_200],
  machines: [480_000, 14_000],
  scaffolding: [190_000, 4_500],
  accessories: [4_500, 300],
  consumables: [1_200, 100],
  sound: [89_000, 4_500],
  lighting: [42_000, 2_000],
  video: [190_000, 9_500],
  stage: [38_000, 1_800],
  cables: [2_800, 200],
  skis: [42_000, 2_200],
  boots: [21_000, 1_200],
  bikes: [145_000, 4_500],
  boats: [98_000, 6_000],
  clothing: [14_000, 1_200],
  helmets: [7_000, 600],
  "small-gear": [4_500, 400],
};
const OTHERWISE: readonly [number, number] = [8_900, 400];
/** What usually happens to goods that seldom crack. */
const USUAL_DAMAGE: Readonly<Record<string, FindingType>> = {
  linen: "torn",
  clothing: "torn",
  tableware: "broken",
  glassware: "broken",
  cables: "broken",
  consumables: "broken",
};
export const usualDamage = (category: string | null): FindingType => USUAL_DAMAGE[category ?? ""] ?? "cracked";

const USUAL_AGE = 26;
const USUAL_LIFE = 60;

export interface ExampleGoods {
  readonly match: Match;
  readonly price: Price | null;
  readonly part: string | null;
  /** How many times dearer than usual, where a limit is to be reached. */
  readonly times: number;
  readonly quantity: number;
}

const listed = (price: Price | null): readonly string[] => (price?.kind === "list" ? Object.keys(price.prices) : []);

/** Goods to show a rule for everything on. */
const firstCategory = ({ value, damaged }: Terms): string | null =>
  Object.keys(value?.lives ?? {})[0] ?? damaged.flatMap(({ match }) => match.categories)[0] ?? null;

/** Product and category that the rule speaks of; a price list must know one of them. */
function chosen(terms: Terms, { match, price }: ExampleGoods): { readonly product: string; readonly category: string | null } {
  const names = listed(price);
  const category = match.categories.find((name) => names.includes(name)) ?? match.categories[0] ?? firstCategory(terms);
  if (category !== null && names.includes(category)) return { product: match.products[0] ?? category, category };
  return { product: match.products[0] ?? names[0] ?? category ?? "unit", category };
}

/** @param asOf the day to which the unit is 26 months old, or a third of a shorter life. */
export function exampleLine(terms: Terms, goods: ExampleGoods, words: ExampleWords, asOf: Day): ContractLine {
  const { product, category } = chosen(terms, goods);
  const [price, rent] = USUAL[category ?? product] ?? OTHERWISE;
  const own = category === null ? undefined : terms.value?.lives[category];
  const life = own ?? USUAL_LIFE;
  const replacementPrice = multiply(cents(price), goods.times);
  const partPrice: Cents = cents(Math.round(price / 5));
  return {
    position: 1,
    product,
    category,
    name: words.one(listed(goods.price).includes(product) || goods.match.products.includes(product) ? product : category),
    quantity: goods.quantity,
    countLimit: null,
    dailyRent: cents(rent),
    replacementPrice,
    purchasePrice: replacementPrice,
    inService: plusMonths(asOf, -(life > USUAL_AGE ? USUAL_AGE : Math.max(1, Math.floor(life / 3)))),
    lifeMonths: own === undefined ? USUAL_LIFE : null,
    parts: goods.part === null ? [] : [{ name: goods.part, price: partPrice }],
    serials: [],
  };
}
