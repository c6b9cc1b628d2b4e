import { describe, expect, it } from "vitest";
import { day } from "../../../src/kernel/dates.ts";
import { cents } from "../../../src/kernel/money.ts";
import { at } from "../../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../../support/build-inspection.ts";
import { assessed, chair, type Example, reasons, STRAIGHT_LINE, sums } from "../../worked-examples/example.ts";

/** One chair at 4.00 a day, back Wed 2026-05-20 14:00 unless said otherwise. */
const late = (rule: string, due: string, { back = "2026-05-20 14:00", ...example }: Partial<Example> & { readonly back?: string } = {}) =>
  assessed({
    terms: `${STRAIGHT_LINE}late: [{ clause: "2", ${rule} }]`,
    ...example,
    contract: { due: at(due), lines: [chair({ dailyRent: cents(400) })], ...example.contract },
    facts: { inspection: buildInspection({ cameBackAt: at(back), lines: [buildLineFacts({ out: 1 })] }), ...example.facts },
  });

describe("a delay", () => {
  it.each([
    ["2026-05-20 12:00", "late 8.00"],
    ["2026-05-20 11:59", "late 12.00"],
  ])("counts started hours, due %s: %s", (due, expected) => {
    expect(sums(late("period: hour, price: 100 % of rent", due))).toEqual([expected]);
  });

  it.each([
    ["2026-05-13 14:00", "late 10.00"],
    ["2026-05-13 13:59", "late 20.00"],
  ])("counts started weeks, due %s: %s", (due, expected) => {
    expect(sums(late("period: week, price: 10.00", due))).toEqual([expected]);
  });

  it("takes the grace off where the terms say so", () => {
    expect(sums(late("period: hour, price: 1.00, grace: 30 min, graceDeducted: yes", "2026-05-20 11:45"))).toEqual(["late 2.00"]);
    expect(sums(late("period: hour, price: 1.00, grace: 30 min", "2026-05-20 11:45"))).toEqual(["late 3.00"]);
  });

  it("ends at a number of periods, or at a sum", () => {
    const capped = late("period: day, price: 100 % of rent, cap: 2 periods", "2026-05-15 14:00");
    expect(sums(capped)).toEqual(["late 8.00"]);
    expect(capped.charges[0]?.trace.at(-1)?.sentence).toBe("late.most.day");
    expect(sums(late("period: day, price: 100 % of rent, cap: 10.00", "2026-05-15 14:00"))).toEqual(["late 10.00"]);
    expect(sums(late("period: day, price: 100 % of rent, cap: 20.00", "2026-05-15 14:00"))).toEqual(["late 20.00"]);
  });

  it("says what a sum without VAT is where prices include it", () => {
    const assessment = late("period: day, price: 100 % of rent, cap: 10.00", "2026-05-15 14:00", {
      contract: { prices: "gross", due: at("2026-05-15 14:00"), lines: [chair({ dailyRent: cents(400) })] },
    });
    expect(assessment.charges[0]?.trace.map(({ sentence, values, out }) => [sentence, values.limit ?? values.cap ?? null, out])).toEqual([
      ["late.rate.day", null, 400],
      ["late.day", null, 2_000],
      ["limit.withVat", { cents: 1_000 }, 1_255],
      ["late.capSum", { cents: 1_255 }, 1_255],
    ]);
  });
});

describe("days on which the desk is closed", () => {
  const SKIPPED = "period: day, price: 1.00, closedDays: skipped";
  it("are not counted: from Friday to Wednesday three days of five", () => {
    expect(sums(late(SKIPPED, "2026-05-15 14:00"))).toEqual(["late 3.00"]);
    expect(sums(late(SKIPPED.replace("skipped", "counted"), "2026-05-15 14:00"))).toEqual(["late 5.00"]);
  });
  it("are not counted when they are holidays", () => {
    const facts = { calendar: { holidays: new Set([day("2026-05-18")]) } };
    expect(sums(late(SKIPPED, "2026-05-15 14:00", { facts }))).toEqual(["late 2.00"]);
  });
  it("count no hours either", () => {
    expect(sums(late("period: hour, price: 1.00, closedDays: skipped", "2026-05-15 22:00", { back: "2026-05-18 01:00" }))).toEqual([
      "late 3.00",
    ]);
  });
  it("forgive a delay that falls on them alone", () => {
    const assessment = late(SKIPPED, "2026-05-16 09:00", { back: "2026-05-17 09:00" });
    expect([sums(assessment), assessment.notCharged.map(({ sentence }) => sentence)]).toEqual([[], ["notCharged.closedDays"]]);
  });
});

describe("who is late", () => {
  it("are the damaged and the missing too, the missing until they were declared so and at their value of the due day", () => {
    const inspection = buildInspection({ lines: [buildLineFacts({ out: 3, groups: [buildGroup()], missing: 1 })] });
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: 5.00 }]
missing: [{ clause: "2", price: current value }]
late: [{ clause: "2", period: day, price: 100 % of rent }]`,
      contract: { due: at("2026-05-18 14:00"), lines: [chair({ dailyRent: cents(400) })] },
      facts: { inspection },
    });
    expect(sums(assessment)).toEqual(["diminution 5.00", "lost 64.90", "late 16.00", "late 8.00"]);
    expect(assessment.charges.slice(2).map(({ trace }) => trace.map(({ sentence }) => sentence))).toEqual([
      ["late.rate.day", "late.day", "times"],
      ["late.rate.day", "late.missing.day"],
    ]);
  });

  it("are not those that an earlier load declared missing, in order or damaged", () => {
    const facts = (line: Parameters<typeof buildLineFacts>[0]) => ({ inspection: buildInspection({ lines: [buildLineFacts(line)] }) });
    const terms = `${STRAIGHT_LINE}damaged: [{ clause: "2", price: 5.00 }]\nlate: [{ clause: "2", period: day, price: 1.00 }]`;
    const contract = { due: at("2026-05-18 14:00"), lines: [chair()] };
    expect(sums(assessed({ terms, contract, facts: facts({ out: 1, found: 1 }) }))).toEqual(["late 2.00"]);
    const damaged = [buildGroup({ count: 2, findings: [buildFinding()] })];
    expect(sums(assessed({ terms, contract, facts: facts({ out: 1, found: 1, groups: damaged }) }))).toEqual([
      "diminution 5.00",
      "diminution 5.00",
      "late 2.00",
    ]);
  });

  it("are only the lines that a rule speaks of", () => {
    expect(sums(late("period: day, price: 1.00, categories: tables", "2026-05-18 14:00"))).toEqual([]);
  });
});

describe("a delay within the grace", () => {
  const forgiven = (rules: string, lines: readonly Parameters<typeof buildLineFacts>[0][]) => {
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}late: [${rules}]`,
      contract: { due: at("2026-05-20 13:00"), lines: lines.map((_, index) => chair({ category: index === 1 ? "tables" : "chairs" })) },
      facts: {
        inspection: buildInspection({ lines: lines.map((line, index) => buildLineFacts({ position: index + 1, out: 10, ...line })) }),
      },
    });
    expect(sums(assessment)).toEqual([]);
    return assessment.notCharged
      .filter(({ source }) => source.subject === "late")
      .map(({ source, rule }) => [source.position, source.count, rule]);
  };
  const RULE = '{ clause: "2", period: day, price: 1.00, grace: 2 h }';

  it("is said once for the whole return, with the agreed time, the return and the grace", () => {
    expect(forgiven(RULE, [{}, {}, {}])).toEqual([[null, 1, "late.1"]]);
  });
  it("is said once when lines of the contract are still out, too", () => {
    expect(forgiven(RULE, [{}, {}, { ok: 0, stillOut: 10 }])).toEqual([[null, 1, "late.1"]]);
  });
  it("is the line's own where there is one line", () => {
    expect(forgiven(RULE, [{}])).toEqual([[1, 10, "late.1"]]);
  });
  it("is each line's own where rules differ, or where a line has none", () => {
    const byCategory =
      '{ clause: "2", categories: tables, period: day, price: 1.00, grace: 3 h }, { clause: "2", categories: chairs, period: day, price: 1.00, grace: 2 h }';
    expect(forgiven(byCategory, [{}, {}])).toEqual([
      [1, 10, "late.2"],
      [2, 10, "late.1"],
    ]);
    expect(forgiven(RULE.replace("period", "categories: chairs, period"), [{}, {}, {}])).toEqual([
      [1, 10, "late.1"],
      [3, 10, "late.1"],
    ]);
  });
  it("names all three in its sentence's values", () => {
    const assessment = late("period: day, price: 1.00, grace: 2 h", "2026-05-20 12:00");
    expect([reasons(assessment), assessment.notCharged[0]?.values]).toEqual([
      ["withinGrace"],
      {
        due: { moment: at("2026-05-20 12:00"), zone: "Europe/Helsinki" },
        back: { moment: at("2026-05-20 14:00"), zone: "Europe/Helsinki" },
        delay: { minutes: 120 },
        grace: { minutes: 120 },
      },
    ]);
  });
});
