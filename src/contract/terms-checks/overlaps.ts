/** No finding is claimed by two rules: which of them counts would be a guess. */
import type { Values } from "../../kernel/result.ts";
import type { OurFaultRule } from "../our-faults.ts";
import type { CapRule, ExtraRule, Match } from "../terms.ts";
import { matchesMeet, meet, type TermsCheck, type TermsReport } from "./report.ts";

interface Claims {
  readonly id: string;
  readonly clause: string;
  readonly match: Match;
}

export const checkOverlaps: TermsCheck = (terms, report) => {
  for (const section of ["wear", "damaged", "missing", "dirty", "late", "lossOfUse"] as const) {
    pairs<Claims>(terms[section], (a, b, index) => {
      if (matchesMeet(a.match, b.match) && !partDecides(section, a.match, b.match))
        report.error([section, index], "rules-overlap", claimedTwice(a, b));
    });
  }
  pairs(terms.extras, (a, b, index) => {
    if (a.kind === b.kind && meet(a.when, b.when) && matchesMeet(a.match, b.match))
      report.error(["extras", index], "extras-overlap", extraTwice(a, b));
  });
  pairs(terms.caps, (a, b, index) => {
    if (a.per === b.per && meet(a.families, b.families)) report.error(["caps", index], "caps-overlap", cappedTwice(a, b));
  });
  pairs(terms.ourFaults ?? [], (a, b, index) => {
    if (meet(a.faults, b.faults) && matchesMeet(a.match, b.match)) report.error(["ourFaults", index], "faults-overlap", faultTwice(a, b));
  });
  checkWaivers(terms.waivers, report);
};

/** What a rule for a part claims is left to it by one for whole units: the part's own rule goes first (`claim-by-match.ts`). */
const partDecides = (section: "wear" | "damaged" | "missing" | "dirty" | "late" | "lossOfUse", a: Match, b: Match): boolean =>
  section !== "wear" && (a.parts.length === 0) !== (b.parts.length === 0);

/** Calls back for every two rules, with the later one's index: that is where the mending starts. */
function pairs<T>(rules: readonly T[], check: (earlier: T, later: T, index: number) => void): void {
  for (const [index, later] of rules.entries()) {
    for (const earlier of rules.slice(0, index)) check(earlier, later, index);
  }
}

const both = <T extends string>(a: readonly T[], b: readonly T[]): readonly T[] =>
  a.length === 0 ? b : b.length === 0 ? a : a.filter((word) => b.includes(word));

function claimedTwice(a: Claims, b: Claims): Values {
  const types = both(a.match.types, b.match.types);
  const severities = both(a.match.severities, b.match.severities);
  const categories = both(a.match.categories, b.match.categories);
  const products = both(a.match.products, b.match.products);
  const goods = [...categories, ...products];
  return {
    ...{ later: b.id, laterClause: b.clause, earlier: a.id, earlierClause: a.clause },
    ...{ types: types.join(", "), typed: types.length },
    ...{ severities: severities.join(", "), graded: severities.length },
    ...{ goods: goods.join(", "), on: goods.length },
  };
}

const extraTwice = (a: ExtraRule, b: ExtraRule): Values => ({
  later: b.id,
  earlier: a.id,
  kind: a.kind,
  when: both(a.when, b.when).join(", "),
});

const faultTwice = (a: OurFaultRule, b: OurFaultRule): Values => ({
  later: b.id,
  earlier: a.id,
  faults: both(a.faults, b.faults).join(", "),
});

const cappedTwice = (a: CapRule, b: CapRule): Values => ({
  later: b.id,
  earlier: a.id,
  families: both(a.families, b.families).join(", "),
  per: a.per,
});

function checkWaivers(waivers: Parameters<TermsCheck>[0]["waivers"], report: TermsReport): void {
  for (const [index, waiver] of waivers.entries()) {
    const torn = waiver.covers.filter((family) => waiver.never.families.includes(family));
    if (torn.length > 0) report.error(["waivers", index, "never"], "covered-and-not", { families: torn.join(", ") });
  }
}
