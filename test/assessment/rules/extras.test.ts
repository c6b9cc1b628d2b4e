import { describe, expect, it } from "vitest";
import type { LineFacts } from "../../../src/inspection/inspection.ts";
import { at } from "../../support/build-contract.ts";
import { buildGroup, buildInspection, buildLineFacts } from "../../support/build-inspection.ts";
import { assessed, chair, type Example, sums } from "../../worked-examples/example.ts";

const PRICES = `damaged: [{ clause: "2", price: 10.00, aboveValue: allowed }]
missing: [{ clause: "2", price: 20.00, aboveValue: allowed }]
dirty: [{ clause: "2", fee: 1.00 per unit }]
late: [{ clause: "2", period: day, price: 2.00 }]
`;
const charged = (extra: string, lines: readonly Partial<LineFacts>[], example: Partial<Example> = {}) =>
  assessed({
    terms: `${PRICES}extras: [{ clause: "2", ${extra} }]`,
    lines,
    ...example,
    contract: { lines: lines.map(() => chair()), ...example.contract },
  });
const BROKEN = { groups: [buildGroup({ count: 2 })] };

describe("an extra", () => {
  it.each([
    ["unit", ["diminution 20.00", "delivery 10.00", "diminution 20.00", "delivery 10.00"]],
    ["line", ["diminution 20.00", "delivery 5.00", "diminution 20.00", "delivery 5.00"]],
    ["return", ["diminution 20.00", "diminution 20.00", "delivery 5.00"]],
  ])("is charged by the %s", (per, expected) => {
    expect(sums(charged(`kind: delivery, when: [damaged], fee: 5.00 per ${per}`, [BROKEN, BROKEN]))).toEqual(expected);
  });

  it("is charged by the hours of cleaning, over all lines that call for it", () => {
    const hour = "kind: labour, when: [dirty], fee: 40.00 per hour";
    expect(sums(charged(hour, [{ dirty: 2, cleaningHours: 0.75 }]))).toEqual(["cleaning 2.00", "labour 30.00"]);
    expect(sums(charged(hour, [{ dirty: 2 }]))).toEqual(["problem: noHours", "cleaning 2.00"]);
  });

  it.each([
    ["missing", { missing: 1 }, ["lost 20.00", "handling 5.00"]],
    ["dirty", { dirty: 1 }, ["cleaning 1.00", "handling 5.00"]],
    ["damaged", {}, []],
  ])("is called for by what is %s", (when, line, expected) => {
    expect(sums(charged(`kind: handling, when: [${when}], fee: 5.00 per line`, [line]))).toEqual(expected);
  });

  it("is called for by lateness", () => {
    const assessment = charged("kind: handling, when: [late], fee: 5.00 per return", [{}], { contract: { due: at("2026-05-19 14:00") } });
    expect(sums(assessment)).toEqual(["late 20.00", "handling 5.00"]);
    expect(assessment.charges[1]?.vat).toBe("S");
  });

  it("is called for only on the goods that it speaks of, and not by wear", () => {
    const extra = "kind: delivery, when: [damaged], categories: tables, fee: 5.00 per return";
    expect(sums(charged(extra, [BROKEN]))).toEqual(["diminution 20.00"]);
    expect(sums(charged(extra, [BROKEN], { contract: { lines: [chair({ category: "tables" })] } }))).toEqual([
      "diminution 20.00",
      "delivery 5.00",
    ]);
    const worn =
      'wear: [{ clause: "1", types: cracked }]\nextras: [{ clause: "2", kind: delivery, when: [damaged], fee: 5.00 per return }]';
    expect(sums(assessed({ terms: PRICES + worn, lines: [BROKEN] }))).toEqual([]);
  });

  it("once met is not charged again with a later load", () => {
    const extra = "kind: delivery, when: [damaged], fee: 5.00 per return";
    const first = charged(extra, [BROKEN]);
    expect(sums(charged(extra, [BROKEN], { facts: { earlier: first.used } }))).toEqual(["diminution 20.00"]);
  });

  it.each([
    ["outside the cap by default", "", ["diminution 15.00", "delivery 5.00"]],
    ["inside where the terms put it there", ", inside: cap", ["diminution 12.00", "delivery 3.00"]],
  ])("stands %s", (_, inside, expected) => {
    const terms = `${PRICES}extras: [{ clause: "2", kind: delivery, when: [damaged], fee: 5.00 per return${inside} }]
caps: [{ clause: "3", per: contract, amount: 15.00 }]`;
    expect(sums(assessed({ terms, lines: [BROKEN] }))).toEqual(expected);
  });

  it("waits with what called for it, where all of that is disputed", () => {
    const extra = "kind: delivery, when: [damaged], fee: 5.00 per return";
    const inspection = (count: number) =>
      buildInspection({
        lines: [buildLineFacts(BROKEN)],
        answer: {
          all: "agrees",
          words: null,
          exceptions: [{ position: 1, group: "G1", subject: "group", count, stance: "disputes", words: null }],
        },
      });
    expect(sums(charged(extra, [BROKEN], { facts: { include: "agreed", inspection: inspection(1) } }))).toEqual([
      "diminution 10.00",
      "delivery 5.00",
    ]);
    expect(sums(charged(extra, [BROKEN], { facts: { include: "agreed", inspection: inspection(2) } }))).toEqual([]);
  });
});
