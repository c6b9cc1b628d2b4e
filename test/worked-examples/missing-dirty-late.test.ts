import { describe, expect, it } from "vitest";
import type { Contract, ContractLine } from "../../src/contract/contract.ts";
import { day, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { at } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { assessed, chair, reasons, STRAIGHT_LINE, sums } from "./example.ts";

describe("missing", () => {
  it("M1 two cups missing at twice the price of a broken one, 3.00: 12.00", () => {
    const assessment = assessed({
      terms: `damaged: [{ clause: "2", types: broken, price: 3.00, aboveValue: allowed }]
missing: [{ clause: "2", price: { times: 2, of: broken }, aboveValue: allowed }]`,
      lines: [{ missing: 2 }],
    });
    expect(sums(assessment)).toEqual(["lost 12.00"]);
    expect(assessment.charges[0]?.unitAmount).toBe(600);
  });

  it.each([
    ["2026-05-27", [], ["foundInTime"]],
    ["2026-05-28", ["lost 64.90"], []],
  ])("M2 returned 2026-05-20, found and brought %s, seven days of grace", (brought, charged, spared) => {
    const later = buildInspection({
      id: "R-2",
      load: 2,
      cameBackAt: instant(`${brought}T09:00:00Z`),
      lines: [buildLineFacts({ out: 0, found: 1 })],
    });
    const assessment = assessed({
      terms: `${STRAIGHT_LINE}missing: [{ clause: "2", price: current value, waitingDays: 7 }]`,
      lines: [{ missing: 1 }],
      facts: { laterLoads: [later] },
    });
    expect([sums(assessment), reasons(assessment)]).toEqual([charged, spared]);
  });
});

describe("dirty", () => {
  it.each([
    [23, "13.80"],
    [4, "5.00"],
  ])("C1 %i dirty cups at 0.60, at least 5.00: %s", (dirty, expected) => {
    const assessment = assessed({ terms: 'dirty: [{ clause: "2", fee: 0.60 per unit, minimum: 5.00 }]', lines: [{ out: 120, dirty }] });
    expect(sums(assessment)).toEqual([`cleaning ${expected}`]);
  });
});

const late = (rule: string, due: string, back: string, { line = {}, contract = {}, count = 10 }: LateCase = {}) =>
  assessed({
    terms: `${STRAIGHT_LINE}late: [{ clause: "2", ${rule} }]`,
    contract: { due: at(due), lines: [chair({ dailyRent: cents(400), ...line })], ...contract },
    facts: {
      inspection: buildInspection({ cameBackAt: /Z$/u.test(back) ? instant(back) : at(back), lines: [buildLineFacts({ out: count })] }),
    },
  });

interface LateCase {
  readonly line?: Partial<ContractLine>;
  readonly contract?: Partial<Contract>;
  readonly count?: number;
}

const STARTED_DAYS = "period: day, price: 150 % of rent";

describe("late", () => {
  it("L1 two days and two hours late with two hours of grace that are not deducted: 3 days, 180.00", () => {
    // Two days and two hours is more than the grace of two hours, so the whole delay counts.
    expect(sums(late(`${STARTED_DAYS}, grace: 2 h`, "2026-05-18 12:00", "2026-05-20 14:00"))).toEqual(["late 180.00"]);
  });

  it("L2 the same with the grace deducted: 2 days, 120.00", () => {
    expect(sums(late(`${STARTED_DAYS}, grace: 2 h, graceDeducted: yes`, "2026-05-18 12:00", "2026-05-20 14:00"))).toEqual(["late 120.00"]);
  });

  it("L3 back on the due second: 0 days", () => {
    const assessment = late(STARTED_DAYS, "2026-05-18 12:00", "2026-05-18T09:00:00Z");
    expect([sums(assessment), reasons(assessment)]).toEqual([[], []]);
  });

  it("L3 one second later: 1 day", () => {
    expect(sums(late(STARTED_DAYS, "2026-05-18 12:00", "2026-05-18T09:00:01Z"))).toEqual(["late 60.00"]);
  });

  it("L4 twelve started days at 6.00 are capped at the value, 64.90 a chair", () => {
    const assessment = late(`${STARTED_DAYS}, cap: current value`, "2026-05-09 12:00", "2026-05-20 14:00", { count: 1 });
    expect(sums(assessment)).toEqual(["late 64.90"]);
    expect(assessment.charges[0]?.trace.map(({ out }) => out)).toEqual([600, 7_200, 6_490, 6_490]);
  });

  it.each([
    ["2026-10-25 12:00", "60.00"],
    ["2026-10-25 12:01", "120.00"],
  ])("L5 due 2026-10-24 12:00 over the change of the clocks, back %s: %s", (back, expected) => {
    expect(sums(late(STARTED_DAYS, "2026-10-24 12:00", back))).toEqual([`late ${expected}`]);
  });

  it("L6 an extension to 2026-05-20 12:00 and a grace of two hours: nothing", () => {
    const extensions = [{ to: at("2026-05-20 12:00"), agreedOn: day("2026-05-18"), note: null }];
    const assessment = late(`${STARTED_DAYS}, grace: 2 h`, "2026-05-18 12:00", "2026-05-20 14:00", { contract: { extensions } });
    expect([sums(assessment), reasons(assessment)]).toEqual([[], ["withinGrace"]]);
  });
});

describe("loss of use", () => {
  it.each([
    [6, "156.00"],
    [45, "780.00"],
  ])("U1 40.00 a day at 65 per cent, %i days in repair, at most 30: %s", (days, expected) => {
    const assessment = assessed({
      terms: `damaged: [{ clause: "2", price: repair }]
lossOfUse: [{ clause: "2", utilisation: 65 %, capDays: 30 }]`,
      contract: { lines: [chair({ dailyRent: cents(4_000) })] },
      lines: [{ groups: [buildGroup({ findings: [buildFinding({ repair: { cost: cents(2_000), days, source: "workshop" } })] })] }],
    });
    expect(sums(assessment)).toEqual(["repair 20.00", `lossOfUse ${expected}`]);
  });
});
