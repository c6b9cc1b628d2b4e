import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { explainInWords } from "../../src/app/explain-terms.ts";
import { assess } from "../../src/assessment/assess.ts";
import { NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import { listPrices } from "../../src/assessment/prices/list-prices.ts";
import { checkTerms } from "../../src/contract/check-terms.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { FINDING_TYPES, type Terms } from "../../src/contract/terms.ts";
import { day, plusMinutes } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import type { Problem } from "../../src/kernel/result.ts";
import { LOCALES } from "../../src/language/locale.ts";
import { createMessages } from "../../src/language/messages.ts";
import { readCatalogue } from "../../src/storage/templates.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { CONTRACT, TERMS } from "../support/contract-texts.ts";
import { LONGER, runs } from "../support/property-runs.ts";
import { inEnglish } from "../support/say-in-english.ts";

const LIMIT = { timeout: 60_000 * LONGER };
const ENGLISH = createMessages(readCatalogue("customer", "en"), LOCALES.en);
const REPAIR = { cost: cents(3_500), days: 3, source: "workshop" };

const fixture = (name: string): string => readFileSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), "utf8");

/** What slips of hand, cut files and bad will leave in a file. */
const SCRAPS = [
  "",
  "\n",
  "\t",
  "  ",
  "- ",
  ": ",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "|",
  ">",
  "&a ",
  "*a",
  "!!x ",
  "<<: ",
  "#",
  "null",
  "-1",
  "1e9",
  "\u0000",
  "\u202e",
  "ä",
  "x".repeat(300),
  "2026-02-30",
  "%",
  "__proto__: ",
];

/** A text with a few places cut out and replaced. */
const mutated = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ unit: "binary" }))), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, cuts]) =>
      cuts.reduce((before, [from, length, scrap]) => {
        const start = from % (before.length + 1);
        return before.slice(0, start) + scrap + before.slice(start + length);
      }, text),
    );

type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

const nested = (depth: number): Tree => (depth === 0 ? "x" : { deeper: [nested(depth - 1)] });

/** What does not belong anywhere: other types, numbers beyond reason, levels without end. */
const STRANGERS: readonly Tree[] = [
  null,
  true,
  "",
  [],
  {},
  -1,
  0.001,
  1e21,
  Number.MAX_SAFE_INTEGER,
  "99999999999999999999.99",
  "1000 %",
  "100000 years",
  "0 per unit",
  [[[]]],
  { "": "" },
  { constructor: "x", toString: 1 },
  nested(12),
  nested(40),
  Array.from({ length: 120 }, () => "cracked"),
];

const isMap = (tree: Tree): tree is { readonly [key: string]: Tree } => typeof tree === "object" && tree !== null && !Array.isArray(tree);

/** Every place of a tree below its top. */
function placesOf(tree: Tree, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const entries: [string | number, Tree][] = Array.isArray(tree) ? [...tree.entries()] : isMap(tree) ? Object.entries(tree) : [];
  return entries.flatMap(([key, below]) => [[...path, key], ...placesOf(below, [...path, key])]);
}
const at = (tree: Tree, path: readonly (string | number)[]): Tree =>
  path.reduce<Tree>((below, key) => (below as { readonly [key: string]: Tree } | null)?.[key] ?? null, tree);

/** The tree with something else at a place; undefined takes the place away. */
function withAt(tree: Tree, [key, ...rest]: readonly (string | number)[], value: Tree | undefined): Tree {
  if (key === undefined) return value ?? null;
  const below = rest.length === 0 ? value : withAt(at(tree, [key]), rest, value);
  if (Array.isArray(tree)) return tree.flatMap((item: Tree, index) => (index === key ? (below === undefined ? [] : [below]) : [item]));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, item]) => (name === key ? (below === undefined ? [] : [[name, below]]) : [[name, item]])),
  );
}

/** Under another name, in the same place. */
function renamed(tree: Tree, path: readonly (string | number)[], name: string): Tree {
  const parent = path.slice(0, -1);
  const map = at(tree, parent);
  if (!isMap(map)) return tree;
  const entries = Object.entries(map).map(([key, value]) => [key === path.at(-1) ? name : key, value]);
  return withAt(tree, parent, Object.fromEntries(entries));
}

type Change = readonly [kind: "delete" | "swap" | "stranger" | "rename" | "double", a: number, b: number];

/** Values and keys of real terms exchanged, taken away, doubled, or replaced by what does not belong there. */
function changed(tree: Tree, [kind, a, b]: Change): Tree {
  const places = placesOf(tree);
  const [one, other] = [places[a % places.length] ?? [], places[b % places.length] ?? []];
  switch (kind) {
    case "delete":
      return withAt(tree, one, undefined);
    case "stranger":
      return withAt(tree, one, STRANGERS[b % STRANGERS.length] as Tree);
    case "rename":
      return renamed(tree, one, String(other.at(-1)));
    case "double":
      return withAt(tree, one, [at(tree, one), at(tree, one)]);
    case "swap":
      return withAt(withAt(tree, one, at(tree, other)), other, at(tree, one));
  }
}

const restructured = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts.map((text): Tree => parse(text, { schema: "failsafe" }))),
      fc.array(fc.tuple(fc.constantFrom("delete", "swap", "stranger", "rename", "double"), fc.nat(), fc.nat()), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.boolean(),
    )
    .map(([tree, changes, json]) => {
      const after = (changes as readonly Change[]).reduce(changed, tree);
      return json ? JSON.stringify(after) : stringify(after, { aliasDuplicateObjects: false });
    });

/** One of everything, under whatever terms came out of the file: reckoned, priced before the party and explained, it may be refused but never fails. */
function expectReckoned(terms: Terms): void {
  const line = buildLine({ parts: [{ name: "lid", price: cents(250) }], serials: [] });
  const contract = buildContract({ lines: [line], waiver: terms.waivers[0]?.id ?? null });
  const groups = FINDING_TYPES.map((type, index) =>
    buildGroup({ id: `G${index + 1}`, findings: [buildFinding({ id: `F${index + 1}`, type, sizeMm: index * 10, repair: REPAIR })] }),
  );
  const facts = buildLineFacts({ groups, missing: 1, dirty: 2, cleaningHours: 1, missingParts: { lid: 1 } });
  const { charges, problems } = assess({
    contract,
    terms,
    baseline: buildInspection({ kind: "handover", load: 0, lines: [buildLineFacts()] }),
    inspection: buildInspection({ cameBackAt: plusMinutes(contract.due, 3_000), lines: [facts] }),
    ...{ earlierLoads: [], laterLoads: [], releases: [], concessions: [], billed: [], earlier: NOTHING_USED, include: "all" },
    ...{ calendar: { holidays: new Set() }, today: day("2027-01-01") },
  });
  expect(charges.filter(({ amount, trace }) => amount <= 0 || trace.at(-1)?.out !== amount)).toEqual([]);
  expect(problems.map(({ code, values }) => [code, values]).filter(([code]) => code === "ruleFailed")).toEqual([]);
  expect(listPrices(contract, terms).lines.length).toBeGreaterThan(0);
  expect(explainInWords(terms, "en", ENGLISH).rules.filter(({ says }) => /undefined|NaN/u.test(says))).toEqual([]);
}

/** Every problem has words and a place inside the file. */
function expectLocated(problems: readonly Problem[], text: string): void {
  const lines = text.split(/\r\n?|\n/u).length;
  expect(
    problems.filter(
      ({ values, code, line, column }) =>
        !(inEnglish({ code, values }) && line !== null && column !== null && line >= 1 && line <= lines && column >= 1),
    ),
  ).toEqual([]);
}

describe("mutated files", LIMIT, () => {
  it("are contracts or located problems", () => {
    fc.assert(
      fc.property(mutated([CONTRACT, fixture("party/contract.yaml"), JSON.stringify({ number: 1, lines: [{}] })]), (text) => {
        const parsed = parseContract(text, { zone: "Europe/Helsinki", desk: "Tampere" });
        if (parsed.ok) expect(parsed.value.contract.lines.length).toBeGreaterThan(0);
        else {
          expect(parsed.problems).not.toEqual([]);
          expectLocated(parsed.problems, text);
        }
      }),
      runs(100),
    );
  });

  it("are terms, whose checks end, or located problems", () => {
    fc.assert(
      fc.property(mutated([TERMS, fixture("terms/furniture-and-tableware.yaml")]), (text) => {
        const parsed = parseTerms(text);
        if (parsed.ok) {
          const { errors, warnings } = checkTerms(parsed.value.terms, parsed.value.places);
          expectLocated([...errors, ...warnings], text);
          if (errors.length === 0) expectReckoned(parsed.value.terms);
        } else {
          expect(parsed.problems).not.toEqual([]);
          expectLocated(parsed.problems, text);
        }
      }),
      runs(30),
    );
  });

  it("whose keys and values are exchanged, taken away, doubled or of another kind are terms or located problems", () => {
    fc.assert(
      fc.property(restructured([TERMS, TERMS, fixture("terms/furniture-and-tableware.yaml")]), (text) => {
        const parsed = parseTerms(text);
        const checked = parsed.ok ? checkTerms(parsed.value.terms, parsed.value.places) : null;
        const problems = parsed.ok ? [...(checked?.errors ?? []), ...(checked?.warnings ?? [])] : parsed.problems;
        if (!parsed.ok) expect(problems).not.toEqual([]);
        expectLocated(problems, text);
        if (parsed.ok && checked?.errors.length === 0) expectReckoned(parsed.value.terms);
      }),
      runs(60),
    );
  });
});
