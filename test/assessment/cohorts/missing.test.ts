import { describe, expect, it } from "vitest";
import type { AnswerException, Inspection, LineFacts } from "../../../src/inspection/inspection.ts";
import { day, instant } from "../../../src/kernel/dates.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildInspection, buildLineFacts } from "../../support/build-inspection.ts";
import { assessed, chair, type Example, STRAIGHT_LINE } from "../../worked-examples/example.ts";

const load = (number: number, back: string, line: Partial<LineFacts>): Inspection =>
  buildInspection({
    id: `R-${number}`,
    load: number,
    cameBackAt: instant(`${back}T09:00:00Z`),
    lines: [buildLineFacts({ out: 20, ...line })],
  });
const missing = (line: Partial<LineFacts>, facts: Example["facts"] = {}, rule = "price: current value, waitingDays: 7") =>
  assessed({
    terms: `${STRAIGHT_LINE}missing: [{ clause: "2", ${rule} }]`,
    contract: { lines: [LINE] },
    lines: [{ out: 20, ...line }],
    facts,
  });
const LINE = chair({
  parts: [
    { name: "cover", price: cents(960) },
    { name: "screw", price: null },
  ],
});
const told = ({ charges, notCharged, problems }: ReturnType<typeof missing>): string[] => [
  ...problems.map(({ code }) => code),
  ...charges.map(({ source, amount }) => `${source.group ?? source.subject} ${source.first}+${source.count} ${amount}`),
  ...notCharged.map(({ source, reason }) => `${source.group ?? source.subject} ${source.first}+${source.count} ${reason}`),
];

describe("missing units", () => {
  it("wait until the last day of waiting, that day included", () => {
    expect(told(missing({ missing: 2 }, { today: day("2026-05-27") }))).toEqual(["missing 0+2 waiting"]);
    expect(told(missing({ missing: 2 }, { today: day("2026-05-28") }))).toEqual(["missing 0+2 12980"]);
  });
  it("that came back in time cost nothing, the others their price", () => {
    const laterLoads = [load(2, "2026-05-27", { found: 1 }), load(3, "2026-05-28", { found: 1 })];
    expect(told(missing({ missing: 3 }, { laterLoads }))).toEqual(["missing 0+2 12980", "missing 2+1 foundInTime"]);
    expect(told(missing({ missing: 1 }, { laterLoads, today: day("2026-05-21") }))).toEqual(["missing 0+1 foundInTime"]);
  });
  it("that are found belong to the earliest declaration", () => {
    const earlierLoads = [load(0, "2026-05-19", { missing: 1 })];
    const laterLoads = [load(2, "2026-05-22", { found: 1 })];
    expect(told(missing({ missing: 1 }, { earlierLoads, laterLoads }))).toEqual(["missing 0+1 6490"]);
    expect(told(missing({ missing: 1, found: 1 }, { earlierLoads, laterLoads }))).toEqual(["missing 0+1 foundInTime"]);
  });
  it("never cost more than they are worth, unless the terms allow it", () => {
    expect(told(missing({ missing: 1 }, {}, "price: 100.00"))).toEqual(["missing 0+1 6490"]);
    expect(told(missing({ missing: 1 }, {}, "price: 100.00, aboveValue: allowed"))).toEqual(["missing 0+1 10000"]);
  });
  it("without a rule are a problem", () => {
    expect(told(missing({ missing: 1 }, {}, "categories: tables, price: 1.00"))).toEqual(["unpriced"]);
  });
});

describe("missing parts", () => {
  it("cost their own price, aged like the unit", () => {
    expect(told(missing({ missingParts: { cover: 2, screw: 0 } }))).toEqual(["cover 0+2 1400"]);
  });
  it("without a price of their own cost what the rule says", () => {
    expect(told(missing({ missingParts: { screw: 2 } }, {}, "price: 1.50"))).toEqual(["screw 0+2 300"]);
  });
  it.each(["price: current value", "price: 50 % of value", "price: { list: { chair-folding: 40.00 } }"])(
    "are not charged as the whole unit: %s",
    (rule) => {
      expect(told(missing({ missing: 1, missingParts: { screw: 2 } }, {}, rule))).toEqual([
        "unpriced",
        expect.stringMatching(/^missing 0\+1 /u) as string,
      ]);
    },
  );
  it("cost what a rule that names them says", () => {
    const rules = 'price: current value }, { clause: "2", parts: cover, price: 2.00';
    expect(
      told(missing({ missing: 1, missingParts: { cover: 1 } }, {}, rules.replace("price: current value", "parts: screw, price: 5.00"))),
    ).toEqual(["unpriced", "cover 0+1 200"]);
  });
  it("that were missing at hand-over are not charged, once over all loads", () => {
    const baseline = load(0, "2026-05-15", { missingParts: { cover: 2 } });
    expect(told(missing({ missingParts: { cover: 3 } }, { baseline }))).toEqual(["cover 0+1 700", "cover 1+2 baseline"]);
    expect(told(missing({ missingParts: { cover: 2 } }, { baseline }))).toEqual(["cover 0+2 baseline"]);
    const earlierLoads = [load(1, "2026-05-19", { missingParts: { cover: 1 } })];
    expect(told(missing({ missingParts: { cover: 2 } }, { baseline, earlierLoads }))).toEqual(["cover 0+1 700", "cover 1+1 baseline"]);
  });
});

describe("what the customer sees differently", () => {
  const disputing = (...exceptions: readonly Partial<AnswerException>[]): Partial<Example["facts"]> => ({
    inspection: buildInspection({
      lines: [buildLineFacts({ out: 20, missing: 3, missingParts: { cover: 2 } })],
      answer: {
        all: "agrees",
        words: null,
        exceptions: exceptions.map((exception) => ({
          position: 1,
          group: null,
          subject: "missing",
          count: null,
          stance: "disputes",
          words: null,
          ...exception,
        })),
      },
    }),
    include: "agreed",
  });
  const agreed = (...exceptions: readonly Partial<AnswerException>[]) =>
    told(missing({}, disputing(...exceptions), "price: current value"));

  it("is whole units alone, or a part alone", () => {
    expect(agreed({ count: 2 })).toEqual(["missing 0+1 6490", "cover 0+2 1400", "missing 1+2 disputed"]);
    expect(agreed({ subject: "part", group: "cover", count: 1 })).toEqual(["missing 0+3 19470", "cover 0+1 700", "cover 1+1 disputed"]);
    expect(agreed({ subject: "part", group: "leg" })).toEqual(["missing 0+3 19470", "cover 0+2 1400"]);
  });
  it("is all of it where no count is given", () => {
    expect(agreed({}, { subject: "part", group: "cover" })).toEqual(["missing 0+3 disputed", "cover 0+2 disputed"]);
  });
  it("is less what a later exception agrees to", () => {
    expect(agreed({ count: 3 }, { count: 2, stance: "agrees" })).toEqual(["missing 0+2 12980", "cover 0+2 1400", "missing 2+1 disputed"]);
  });
  it("speaks of its own line alone", () => {
    expect(agreed({ position: 2 })).toEqual(["missing 0+3 19470", "cover 0+2 1400"]);
  });
});
