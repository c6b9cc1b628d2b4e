/** Prices before the party: what the page says is what the same finding would be billed at. Sums are reckoned by hand. */
import { describe, expect, test } from "vitest";
import { listPrices } from "../../../src/assessment/prices/list-prices.ts";
import type { PriceRow } from "../../../src/assessment/prices/price-list.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import type { Terms } from "../../../src/contract/terms.ts";
import { basisPoints, cents } from "../../../src/kernel/money.ts";
import { buildContract, buildLine } from "../../support/build-contract.ts";
import {
  buildCap,
  buildDamaged,
  buildDirty,
  buildExtra,
  buildLate,
  buildLossOfUse,
  buildMatch,
  buildTerms,
  buildWaiver,
  buildWear,
} from "../../support/build-terms.ts";

const rows = (terms: Partial<Terms> = {}, contract: Partial<Contract> = {}): readonly PriceRow[] =>
  listPrices(buildContract(contract), buildTerms(terms)).lines[0]?.rows ?? [];

const brief = ({ what, per, amount, repair, most, capped, clause }: PriceRow) => ({ what, per, amount, repair, most, capped, clause });
const of = (all: readonly PriceRow[], what: PriceRow["what"]) => all.filter((row) => row.what === what).map(brief);

test("a chair on its due day: 26 of 96 months old, worth 89.00 × 70 / 96 = 64.90", () => {
  expect(rows().map(brief)).toEqual([
    { what: "damaged", per: "unit", amount: 6_490, repair: false, most: null, capped: false, clause: "5.2" },
    { what: "missing", per: "unit", amount: 6_490, repair: false, most: null, capped: false, clause: "5.3" },
    { what: "dirty", per: "unit", amount: 60, repair: false, most: null, capped: false, clause: "6.1" },
    // 150 % of 4.00 a day; however late, never more than the chair is worth.
    { what: "late", per: "day", amount: 600, repair: false, most: 6_490, capped: false, clause: "7.1" },
  ]);
});

test("an agreed extension ages it on: due three months later it is 29 months old, worth 89.00 × 67 / 96 = 62.11", () => {
  const extension = { to: "2026-08-18T09:00:00.000Z", agreedOn: "2026-05-16", note: null } as never;
  expect(of(rows({}, { extensions: [extension] }), "missing")).toMatchObject([{ amount: 6_211 }]);
});

test("types and severities of one price stand together, each rule's own apart", () => {
  const damaged = [
    buildDamaged({ id: "d1", match: buildMatch({ types: ["cracked", "broken"], severities: ["severe"] }) }),
    buildDamaged({
      id: "d2",
      clause: "5.3",
      match: buildMatch({ types: ["scratched", "dented"] }),
      price: { kind: "share", of: "currentValue", rate: basisPoints(2_500) },
    }),
  ];
  expect(
    rows({ damaged })
      .filter(({ what }) => what === "damaged")
      .map(({ damage, amount }) => [damage, amount]),
  ).toEqual([
    [[{ types: ["cracked", "broken"], severities: ["severe"], sizeMm: null }], 6_490],
    // 25 % of 64.90.
    [[{ types: ["scratched", "dented"], severities: [], sizeMm: null }], 1_623],
  ]);
});

test("a mark of one size only is asked for at that size", () => {
  const sized = (id: string, sizeMm: { from: number; below: number | null }, price: number) =>
    buildDamaged({ id, match: buildMatch({ types: ["torn"], sizeMm }), price: { kind: "fixed", amount: cents(price) } });
  const damaged = [sized("thin", { from: 20, below: 21 }, 300), sized("wide", { from: 21, below: null }, 400)];
  expect(of(rows({ damaged }), "damaged")).toMatchObject([{ amount: 300 }, { amount: 400 }]);
});

test("each rule for lateness has the price of its own goods, at most its own cap", () => {
  const late = [
    buildLate({ id: "late.cups", match: buildMatch({ products: ["cup"] }), cap: { kind: "fixed", amount: cents(500) } }),
    buildLate({ id: "late.chairs", match: buildMatch({ products: [buildLine().product] }), cap: { kind: "fixed", amount: cents(2_000) } }),
  ];
  expect(of(rows({ late }), "late")).toMatchObject([{ amount: 600, most: 2_000 }]);
});

test("lateness has no price where its cap is a value that cannot be reckoned", () => {
  const late = [buildLate({ price: { kind: "fixed", amount: cents(100_000) } })];
  expect(of(rows({ late }, { lines: [buildLine({ inService: null })] }), "late")).toEqual([]);
});

test("a day of repair is priced by the damage that its rule speaks of", () => {
  const lossOfUse = [buildLossOfUse({ match: buildMatch({ types: ["torn"] }) })];
  expect(of(rows({ lossOfUse }), "lossOfUse")).toMatchObject([{ amount: 260 }]);
});

test("no day of repair is priced where the rule speaks of other goods", () => {
  const lossOfUse = [buildLossOfUse({ match: buildMatch({ categories: ["tents"] }) })];
  expect(of(rows({ lossOfUse }), "lossOfUse")).toEqual([]);
});

describe("a repair has the price of the repair", () => {
  test("at most what the chair is worth", () => {
    const damaged = [buildDamaged({ price: { kind: "repairOrValue" } })];
    expect(of(rows({ damaged }), "damaged")).toMatchObject([{ amount: 6_490, repair: true }]);
  });

  test("without a limit there is no sum", () => {
    const damaged = [buildDamaged({ price: { kind: "repair" }, neverAboveValue: false })];
    expect(of(rows({ damaged }), "damaged")).toMatchObject([{ amount: null, repair: true }]);
  });

  test("with a cap a piece that is the most", () => {
    const damaged = [buildDamaged({ price: { kind: "repair" }, neverAboveValue: false })];
    const caps = [buildCap({ per: "unit", amount: cents(4_000) })];
    expect(of(rows({ damaged, caps }), "damaged")).toMatchObject([{ amount: 4_000, repair: true, capped: true }]);
  });
});

describe("what looks at the whole return is told beside the prices", () => {
  test("a waiver per item is in them: 30 % of 64.90 is 19.47; missing is not covered", () => {
    const all = rows({ waivers: [buildWaiver()] }, { waiver: "share" });
    expect(of(all, "damaged")).toMatchObject([{ amount: 1_947 }]);
    expect(of(all, "missing")).toMatchObject([{ amount: 6_490 }]);
  });

  test("a waiver of the contract, its cap, the smallest sum and the minimum fee are not", () => {
    const waiver = buildWaiver({ per: "contract", pays: { kind: "sum", amount: cents(1_000) } });
    const terms = buildTerms({
      waivers: [waiver],
      caps: [buildCap({ amount: cents(2_000) })],
      smallestSum: { id: "smallestSum", clause: "9.3", amount: cents(50_000) },
    });
    const list = listPrices(buildContract({ waiver: "share" }), terms);
    expect(list.lines[0]?.rows.map(({ what, amount }) => [what, amount])).toEqual([
      ["damaged", 6_490],
      ["missing", 6_490],
      ["dirty", 60],
      ["late", 600],
    ]);
    expect(list.waiver).toMatchObject({ id: "share", per: "contract", clause: "8.1" });
    expect(list.caps.map(({ per, amount }) => [per, amount])).toEqual([["contract", 2_000]]);
    expect(list.smallestSum?.amount).toBe(50_000);
    expect(list.minimums).toEqual([{ amount: 500, clause: "6.1" }]);
    expect(list.waiting).toEqual([{ days: 7, clause: "5.3" }]);
    expect(list.grace).toEqual([{ minutes: 120, deducted: false, clause: "7.1" }]);
  });

  test("extras are listed once, and a day in repair has its price: 65 % of 4.00", () => {
    const terms = buildTerms({ extras: [buildExtra()], lossOfUse: [buildLossOfUse()] });
    const list = listPrices(buildContract({ lines: [buildLine(), buildLine({ name: "Pöytä" })] }), terms);
    expect(list.extras).toEqual([{ kind: "delivery", when: ["damaged"], per: "return", amount: 3_500, rule: "extras.1", clause: "7.3" }]);
    expect(of(list.lines[0]?.rows ?? [], "lossOfUse")).toMatchObject([{ amount: 260, per: "day", clause: "7.2" }]);
  });
});

test("wear that is never charged has no price; wear up to a number of marks has one beyond it", () => {
  const scratched = [buildDamaged({ match: buildMatch({ types: ["scratched"] }) })];
  expect(of(rows({ damaged: scratched, wear: [buildWear({ upToMarks: null, upToSizeMm: null })] }), "damaged")).toEqual([]);
  expect(of(rows({ damaged: scratched, wear: [buildWear()] }), "damaged")).toMatchObject([{ amount: 6_490 }]);
});

test("a part has a price of its own: 12.00 × 70 / 96 = 8.75", () => {
  const line = buildLine({ parts: [{ name: "kansi", price: cents(1_200) }] });
  expect(
    rows({}, { lines: [line] })
      .filter(({ what }) => what === "part")
      .map(({ part, amount }) => [part, amount]),
  ).toEqual([["kansi", 875]]);
});

test.each([
  [
    "hour",
    buildLate({ period: "hour", price: { kind: "fixed", amount: cents(200) }, cap: { kind: "periods", count: 10 } }),
    { per: "hour", amount: 200, most: null },
  ],
  [
    "week",
    buildLate({ period: "week", price: { kind: "fixed", amount: cents(900) }, cap: { kind: "fixed", amount: cents(5_000) } }),
    { per: "week", amount: 900, most: 5_000 },
  ],
  [
    "day on which the desk is closed",
    buildLate({ closedDays: "skipped", graceMinutes: 3_000, graceDeducted: true }),
    { per: "day", amount: 600 },
  ],
])("late by one %s costs one period, whatever is forgiven first", (_, late, expected) => {
  expect(of(rows({ late: [late] }), "late")).toMatchObject([expected]);
});

test.each([
  ["an hour", { per: "hour", amount: cents(3_000) } as const, { per: "hour", amount: 3_000 }],
  ["a return", { per: "return", amount: cents(1_500) } as const, { per: "return", amount: 1_500 }],
  ["a share of the rent", { per: "rent", rate: basisPoints(5_000) } as const, { per: "unit", amount: 200 }],
])("dirt is priced by %s", (_, fee, expected) => {
  expect(of(rows({ dirty: [buildDirty({ fee, minimum: cents(0) })] }), "dirty")).toMatchObject([expected]);
});

test("lines of one price stand together, and a line that nothing prices has none", () => {
  const damaged = [buildDamaged({ match: buildMatch({ categories: ["chairs"] }) })];
  const chairs = [buildLine(), buildLine({ name: "Taittotuoli, valkoinen" })];
  const rope = buildLine({ category: null, name: "Köysi", lifeMonths: null, inService: null });
  const list = listPrices(buildContract({ lines: [...chairs, rope] }), buildTerms({ damaged, missing: [], dirty: [], late: [] }));
  expect(list.lines.map(({ positions, rows: own }) => [positions, own.length])).toEqual([
    [[1, 2], 1],
    [[3], 0],
  ]);
});
