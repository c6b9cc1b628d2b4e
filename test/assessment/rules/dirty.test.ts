import { describe, expect, it } from "vitest";
import type { LineFacts } from "../../../src/inspection/inspection.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildInspection, buildLineFacts } from "../../support/build-inspection.ts";
import { assessed, chair, type Example, reasons, sums } from "../../worked-examples/example.ts";

const dirty = (rule: string, lines: readonly Partial<LineFacts>[], facts: Example["facts"] = {}) =>
  assessed({
    terms: rule === "" ? "" : `dirty: [{ clause: "2", ${rule} }]`,
    contract: { lines: lines.map(() => chair({ dailyRent: cents(400) })) },
    lines,
    facts,
  });

describe("a cleaning fee", () => {
  it("by the unit", () => expect(sums(dirty("fee: 0.60 per unit", [{ dirty: 3 }]))).toEqual(["cleaning 1.80"]));
  it("as a share of the rent, rounded by the unit", () => {
    expect(sums(dirty("fee: 33.33 % of rent", [{ dirty: 3 }]))).toEqual(["cleaning 3.99"]);
  });
  it("by the hour, of the line as a whole", () => {
    const assessment = dirty("fee: 30.00 per hour", [{ dirty: 8, cleaningHours: 1.25 }]);
    expect(sums(assessment)).toEqual(["cleaning 37.50"]);
    expect(assessment.charges[0]?.trace[0]?.values).toEqual({ amount: { cents: 3_000 }, hours: { hundredths: 125 } });
  });
  it("by the hour waits for somebody to enter the hours", () => {
    expect(sums(dirty("fee: 30.00 per hour", [{ dirty: 8 }]))).toEqual(["problem: noHours"]);
  });
  it("once a line", () => {
    expect(sums(dirty("fee: 9.00 per line", [{ dirty: 8 }, { dirty: 1 }, {}]))).toEqual(["cleaning 9.00", "cleaning 9.00"]);
  });
  it("once a return, whatever came dirty, and not again with a later load", () => {
    const first = dirty("fee: 9.00 per return", [{ dirty: 8 }, { dirty: 1 }]);
    expect([sums(first), first.charges[0]?.source.position]).toEqual([["cleaning 9.00"], null]);
    expect(sums(dirty("fee: 9.00 per return", [{ dirty: 2 }], { earlier: first.used }))).toEqual([]);
  });
  it("of nothing charges nothing, and no minimum", () => {
    expect(reasons(dirty("fee: 0.00 per unit, minimum: 5.00", [{ dirty: 2 }]))).toEqual(["nothingOwed"]);
  });
});

describe("dirty units", () => {
  it("cost nothing where the terms say nothing of dirt", () => {
    const assessment = dirty("", [{ dirty: 2 }]);
    expect(assessment.notCharged.map(({ reason, sentence }) => [reason, sentence])).toEqual([["nothingOwed", "notCharged.dirtyFree"]]);
  });
  it("are a problem where the terms charge for dirt, yet not on this line", () => {
    expect(sums(dirty("fee: 1.00 per unit, categories: tables", [{ dirty: 2 }]))).toEqual(["problem: unpriced"]);
  });
  it("that were dirty at hand-over are not charged, once over all loads", () => {
    const handedOver = buildInspection({ kind: "handover", load: 0, lines: [buildLineFacts({ dirty: 3 })] });
    const known = { baseline: handedOver };
    const first = dirty("fee: 1.00 per unit", [{ dirty: 2 }], known);
    expect([sums(first), reasons(first)]).toEqual([[], ["baseline"]]);
    const earlierLoads = [buildInspection({ lines: [buildLineFacts({ dirty: 2 })] })];
    const second = dirty("fee: 1.00 per unit", [{ dirty: 4 }], { ...known, earlierLoads });
    expect([sums(second), second.notCharged.map(({ source }) => source.count)]).toEqual([["cleaning 3.00"], [1]]);
  });
  it("wait where the customer sees it differently and only what is agreed is billed", () => {
    const inspection = buildInspection({
      lines: [buildLineFacts({ dirty: 5 })],
      answer: {
        all: "agrees",
        words: null,
        exceptions: [{ position: 1, group: null, subject: "dirty", count: 2, stance: "disputes", words: null }],
      },
    });
    const agreed = dirty("fee: 1.00 per unit", [{}], { inspection, include: "agreed" });
    expect([sums(agreed), agreed.notCharged.map(({ reason, source }) => [reason, source.first, source.count])]).toEqual([
      ["cleaning 3.00"],
      [["disputed", 3, 2]],
    ]);
  });
});
