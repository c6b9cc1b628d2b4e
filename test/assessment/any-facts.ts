/** Random terms, contracts and findings for the properties of the charge engine; what comes out is valid, if odd. */
import fc from "fast-check";
import type { Facts } from "../../src/assessment/assessment.ts";
import { NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import type { Contract, ContractLine } from "../../src/contract/contract.ts";
import {
  CHARGE_FAMILIES,
  type DamagedRule,
  FINDING_TYPES,
  type LateRule,
  type Price,
  SEVERITIES,
  type Terms,
  type ValueRule,
  type WaiverShare,
} from "../../src/contract/terms.ts";
import type { Finding, Group, Inspection, LineFacts } from "../../src/inspection/inspection.ts";
import { day, instant, plusDays } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import { buildContract, buildCustomer, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import {
  buildCap,
  buildDamaged,
  buildDirty,
  buildExtra,
  buildLate,
  buildLossOfUse,
  buildMatch,
  buildMissing,
  buildTerms,
  buildValue,
  buildWaiver,
  buildWear,
} from "../support/build-terms.ts";

export const anyAmount = fc.integer({ min: 0, max: 100_000 }).map(cents);
const anyRate = fc.integer({ min: 0, max: 10_000 }).map(basisPoints);
const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const anyPrice: fc.Arbitrary<Price> = fc.oneof(
  fc.constant<Price>({ kind: "currentValue" }),
  fc.constant<Price>({ kind: "repair" }),
  fc.constant<Price>({ kind: "repairOrValue" }),
  fc.record({ kind: fc.constant("share" as const), of: some("currentValue" as const, "base" as const), rate: anyRate }),
  fc.record({ kind: fc.constant("fixed" as const), amount: anyAmount }),
  anyAmount.map((amount): Price => ({ kind: "list", prices: { chairs: amount } })),
  fc.integer({ min: 1, max: 60 }).map((months): Price => ({ kind: "lifeLost", months })),
);

const anyMultiple = fc
  .integer({ min: 1, max: 300 })
  .map((hundredths): Price => ({ kind: "multiple", hundredths, of: { type: "broken", severity: null } }));

/** One rule for each finding type, so that no finding is claimed twice. */
const anyDamaged: fc.Arbitrary<readonly DamagedRule[]> = fc
  .array(fc.record({ price: anyPrice, per: some("unit" as const, "mark" as const), neverAboveValue: fc.boolean() }), {
    minLength: FINDING_TYPES.length,
    maxLength: FINDING_TYPES.length,
  })
  .map((rules) =>
    rules.map((rule, index) =>
      buildDamaged({ ...rule, id: `damaged.${index}`, match: buildMatch({ types: FINDING_TYPES.slice(index, index + 1) }) }),
    ),
  );

const anyValue: fc.Arbitrary<ValueRule> = fc
  .record({
    depreciation: fc.oneof(
      some({ kind: "none" as const }, { kind: "straightLine" as const }),
      anyRate.map((rate) => ({ kind: "perYear" as const, rate })),
      anyRate.map((share) => ({
        kind: "table" as const,
        steps: [
          { underMonths: 24, share: basisPoints(10_000) },
          { underMonths: null, share },
        ],
      })),
    ),
    base: some("replacementPrice" as const, "purchasePrice" as const),
    floor: anyRate,
    claims: some("net" as const, "gross" as const),
  })
  .map(buildValue);

const anyShare: fc.Arbitrary<WaiverShare> = fc.oneof(
  anyAmount.map((amount): WaiverShare => ({ kind: "sum", amount })),
  anyRate.map((rate): WaiverShare => ({ kind: "share", rate })),
  fc.record({ kind: some("smaller" as const, "larger" as const), amount: anyAmount, rate: anyRate }),
  fc.tuple(anyAmount, anyAmount, anyRate).map(
    ([upTo, amount, rate]): WaiverShare => ({
      kind: "bands",
      bands: [
        { upTo, pays: { kind: "share", rate } },
        { upTo: null, pays: { kind: "sum", amount } },
      ],
    }),
  ),
);

const anyFamilies = fc.subarray([...CHARGE_FAMILIES], { minLength: 1 });

const anyLate: fc.Arbitrary<LateRule> = fc
  .record({
    period: some("hour" as const, "day" as const, "week" as const),
    price: fc.oneof(
      fc.integer({ min: 0, max: 20_000 }).map((rate) => ({ kind: "rent" as const, rate: basisPoints(rate) })),
      fc.integer({ min: 0, max: 2_000 }).map((amount) => ({ kind: "fixed" as const, amount: cents(amount) })),
    ),
    graceMinutes: some(0, 60, 120),
    graceDeducted: fc.boolean(),
    closedDays: some("counted" as const, "skipped" as const),
    cap: fc.oneof(
      some(null, { kind: "currentValue" as const }),
      anyAmount.map((amount) => ({ kind: "fixed" as const, amount })),
      fc.integer({ min: 1, max: 5 }).map((count) => ({ kind: "periods" as const, count })),
    ),
  })
  .map(buildLate);

const anyExtra = fc.record({
  kind: some("handling" as const, "delivery" as const, "labour" as const, "consumables" as const),
  when: fc.subarray(["damaged" as const, "missing" as const, "dirty" as const, "late" as const], { minLength: 1 }),
  amount: anyAmount,
  per: some("unit" as const, "line" as const, "return" as const, "hour" as const),
  inside: fc.subarray(["waiver" as const, "cap" as const]),
});

const anyDirty = fc
  .record({
    fee: fc.oneof(
      fc.record({ per: some("unit" as const, "line" as const, "return" as const, "hour" as const), amount: anyAmount }),
      anyRate.map((rate) => ({ per: "rent" as const, rate })),
    ),
    minimum: anyAmount,
  })
  .map(buildDirty);

/** Terms without limits: what findings cost before any waiver, cap, minimum or smallest sum. */
export const anyPlainTerms: fc.Arbitrary<Terms> = fc
  .record({
    value: anyValue,
    damaged: anyDamaged,
    missing: fc
      .record({ price: fc.oneof(anyPrice, anyMultiple), waitingDays: some(0, 7), neverAboveValue: fc.boolean() })
      .map((rule) => [buildMissing(rule)]),
    late: anyLate.map((rule) => [rule]),
    wear: fc
      .record({ upToSizeMm: some(null, 25), upToMarks: some(null, 2, 4), beyond: some("excess" as const, "all" as const) })
      .map((rule) => [buildWear(rule)]),
    lossOfUse: anyRate.map((utilisation) => [buildLossOfUse({ utilisation })]),
  })
  .map((over) => buildTerms({ ...over, dirty: [buildDirty({ minimum: cents(0) })], vat: {} }));

export const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    plain: anyPlainTerms,
    dirty: anyDirty.map((rule) => [rule]),
    extras: fc.array(anyExtra, { maxLength: 2 }).map((rules) => rules.map((rule, index) => buildExtra({ ...rule, id: `extras.${index}` }))),
    waivers: fc
      .record({ per: some("item" as const, "incident" as const, "contract" as const), pays: anyShare, covers: anyFamilies })
      .map((waiver) => [buildWaiver({ id: "chosen", ...waiver })]),
    caps: fc
      .array(fc.record({ per: some("unit" as const, "line" as const, "contract" as const), amount: anyAmount, families: anyFamilies }), {
        maxLength: 2,
      })
      .map((caps) => caps.map((cap, index) => buildCap({ ...cap, id: `caps.${index}` }))),
    smallestSum: fc.option(anyAmount.map((amount) => ({ id: "smallestSum", clause: "9.3", amount }))),
    vat: some<Terms["vat"]>({}, { diminution: { treatment: "S", reason: {} }, lost: { treatment: "AA", reason: {} } }),
  })
  .map(({ plain, ...over }) => ({ ...plain, ...over }));

const anyFinding: fc.Arbitrary<Omit<Finding, "id">> = fc
  .record({
    type: fc.constantFrom(...FINDING_TYPES),
    severity: fc.option(fc.constantFrom(...SEVERITIES)),
    marks: fc.integer({ min: 1, max: 6 }),
    sizeMm: fc.option(fc.integer({ min: 1, max: 40 })),
    incident: fc.option(some("a", "b")),
    cause: some("unknown" as const, "customer" as const, "ours" as const, "transport" as const),
    cost: anyAmount,
    days: some(0, 3, 45),
  })
  .map(({ cost, days, ...finding }) => buildFinding({ ...finding, repair: { cost, days, source: "verstas" } }));

const anyGroups = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 3 }), findings: fc.array(anyFinding, { minLength: 1, maxLength: 3 }) }), {
    maxLength: 3,
  })
  .map((groups): Group[] =>
    groups.map((group, index) => ({
      id: `G${index + 1}`,
      count: group.count,
      findings: group.findings.map((finding, place) => ({ ...finding, id: `F${index * 10 + place + 1}` })),
    })),
  );

const anyLineFacts: fc.Arbitrary<LineFacts> = fc
  .record({
    groups: anyGroups,
    missing: fc.integer({ min: 0, max: 4 }),
    dirty: fc.integer({ min: 0, max: 5 }),
    lids: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ lids, ...line }) => buildLineFacts({ ...line, out: 20, cleaningHours: 1.5, missingParts: lids === 0 ? {} : { lid: lids } }));

const anyLine: fc.Arbitrary<ContractLine> = fc
  .record({
    dailyRent: fc.integer({ min: 0, max: 2_000 }).map(cents),
    replacementPrice: anyAmount,
    purchasePrice: anyAmount,
    inService: fc.integer({ min: 0, max: 4_000 }).map((ago) => plusDays(day("2026-05-20"), -ago)),
  })
  .map((line) => buildLine({ ...line, quantity: 20, parts: [{ name: "lid", price: cents(250) }] }));

const anyInspection = (lines: readonly LineFacts[]): fc.Arbitrary<Inspection> =>
  fc
    .record({
      // Now and then some weeks.
      late: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -60, max: 10_000 }) }, fc.integer({ min: 10_080, max: 40_000 })),
      all: some("agrees" as const, "disputes" as const, "left" as const),
      disputed: fc.option(fc.integer({ min: 1, max: 3 })),
    })
    .map(({ late, all, disputed }) =>
      buildInspection({
        cameBackAt: instant(new Date(Date.parse("2026-05-20T09:00:00Z") + late * 60_000)),
        lines: lines.map((line, index) => ({ ...line, position: index + 1 })),
        answer: {
          all,
          words: null,
          exceptions: [{ position: 1, group: "G1", subject: "group", count: disputed, stance: "disputes", words: null }],
        },
      }),
    );

/** Facts of one load under given terms: one to three lines, nothing noted at hand-over. */
export const factsUnder = (terms: fc.Arbitrary<Terms>): fc.Arbitrary<Facts> =>
  fc
    .record({
      terms,
      lines: fc.array(fc.tuple(anyLine, anyLineFacts), { minLength: 1, maxLength: 3 }),
      prices: some<Contract["prices"]>("net", "gross"),
    })
    .chain(({ terms: chosen, lines, prices }) =>
      fc
        .record({
          inspection: anyInspection(lines.map(([, facts]) => facts)),
          include: some("all" as const, "agreed" as const),
          waits: fc.boolean(),
        })
        .map(({ inspection, include, waits }) => ({
          contract: buildContract({
            customer: buildCustomer({ kind: "business" }),
            prices,
            due: instant("2026-05-20T09:00:00Z"),
            waiver: chosen.waivers.length > 0 ? "chosen" : null,
            lines: lines.map(([line]) => line),
          }),
          terms: chosen,
          baseline: buildInspection({ kind: "handover", load: 0, lines: [] }),
          inspection,
          earlierLoads: [],
          laterLoads: [],
          releases: [],
          concessions: [],
          earlier: NOTHING_USED,
          calendar: { holidays: new Set([day("2026-05-21")]) },
          today: day(waits ? "2026-05-22" : "2026-07-20"),
          include,
          billed: [],
        })),
    );

export const anyFacts = factsUnder(anyTerms);
