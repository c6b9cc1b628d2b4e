/** No finding is claimed by two rules: which of them counts would be a guess. */
import type { CapRule, ExtraRule, Match } from "../terms.ts";
import { listed, matchesMeet, meet, type TermsCheck, type TermsReport } from "./report.ts";

interface Claims {
  readonly id: string;
  readonly clause: string;
  readonly match: Match;
}

export const checkOverlaps: TermsCheck = (terms, report) => {
  for (const section of ["wear", "damaged", "missing", "dirty", "late", "lossOfUse"] as const) {
    pairs<Claims>(terms[section], (a, b, index) => {
      if (matchesMeet(a.match, b.match)) report.error([section, index], "overlap", claimedTwice(a, b));
    });
  }
  pairs(terms.extras, (a, b, index) => {
    if (a.kind === b.kind && meet(a.when, b.when) && matchesMeet(a.match, b.match))
      report.error(["extras", index], "overlap", extraTwice(a, b));
  });
  pairs(terms.caps, (a, b, index) => {
    if (a.per === b.per && meet(a.families, b.families)) report.error(["caps", index], "overlap", cappedTwice(a, b));
  });
  checkWaivers(terms.waivers, report);
};

/** Calls back for every two rules, with the later one's index: that is where the mending starts. */
function pairs<T>(rules: readonly T[], check: (earlier: T, later: T, index: number) => void): void {
  for (const [index, later] of rules.entries()) {
    for (const earlier of rules.slice(0, index)) check(earlier, later, index);
  }
}

const both = <T extends string>(a: readonly T[], b: readonly T[]): readonly T[] =>
  a.length === 0 ? b : b.length === 0 ? a : a.filter((word) => b.includes(word));

function claimedTwice(a: Claims, b: Claims): string {
  const types = listed(both(a.match.types, b.match.types), "every finding");
  const severities = both(a.match.severities, b.match.severities);
  const categories = both(a.match.categories, b.match.categories);
  const products = both(a.match.products, b.match.products);
  const goods = [...categories, ...products].join(", ");
  const what = [types, severities.length > 0 ? `(${severities.join(", ")})` : "", goods === "" ? "" : `on ${goods}`]
    .filter((part) => part !== "")
    .join(" ");
  return `${b.id} (clause ${b.clause}) and ${a.id} (clause ${a.clause}) both claim ${what}: narrow one of them by types, severities, categories, products or size`;
}

const extraTwice = (a: ExtraRule, b: ExtraRule): string =>
  `${b.id} and ${a.id} both charge ${a.kind} when something is ${both(a.when, b.when).join(", ")}: narrow one of them`;

const cappedTwice = (a: CapRule, b: CapRule): string =>
  `${b.id} and ${a.id} both cap ${both(a.families, b.families).join(", ")} by ${a.per}: keep one of them`;

function checkWaivers(waivers: Parameters<TermsCheck>[0]["waivers"], report: TermsReport): void {
  for (const [index, waiver] of waivers.entries()) {
    const torn = waiver.covers.filter((family) => waiver.never.families.includes(family));
    if (torn.length > 0)
      report.error(["waivers", index, "never"], "contradiction", `covers ${torn.join(", ")} and never covers it: remove one of the two`);
  }
}
