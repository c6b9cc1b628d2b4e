import { describe, expect, it } from "vitest";
import { day, type Instant, instant } from "../../src/kernel/dates.ts";
import { at, buildCustomer } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { assessed, reasons, STRAIGHT_LINE, sums } from "./example.ts";

const NOTIFY = 'notify: { clause: "2", days: 3, businessDays: yes }\n';

function noticed(back: string, sent: Instant | null, options: { today?: string; kind?: "business" | "consumer"; consumers?: string } = {}) {
  const finding = buildFinding({ seenAt: at(back), enteredAt: instant("2026-05-25T08:00:00Z"), late: { noticeSentAt: sent } });
  return assessed({
    terms: `${STRAIGHT_LINE}damaged: [{ clause: "2", price: current value }]\n${NOTIFY.replace("yes }", `yes, consumers: ${options.consumers ?? "no"} }`)}`,
    contract: { due: at(back), customer: buildCustomer({ kind: options.kind ?? "business" }) },
    facts: {
      inspection: buildInspection({ cameBackAt: at(back), lines: [buildLineFacts({ groups: [buildGroup({ findings: [finding] })] })] }),
      today: day(options.today ?? "2026-07-01"),
      calendar: { holidays: new Set([day("2026-06-19")]) },
    },
  });
}
const outcome = (...args: Parameters<typeof noticed>) => {
  const assessment = noticed(...args);
  return [sums(assessment), reasons(assessment), assessment.notCharged.map(({ sentence }) => sentence)];
};

describe("notice of a late finding", () => {
  it("T1 returned Wednesday 2026-05-20, notice sent on Monday 05-25: charged", () => {
    expect(outcome("2026-05-20 14:00", at("2026-05-25 23:30"))).toEqual([["diminution 64.90"], [], []]);
  });

  it("T1 entered on 05-25 and sent on 05-26: not charged, and said so", () => {
    expect(outcome("2026-05-20 14:00", at("2026-05-26 00:10"))).toEqual([[], ["noticeTooLate"], ["notCharged.noticeTooLate"]]);
  });

  it("T2 returned Wednesday 2026-06-17 before Midsummer: the last day is Tuesday 06-23", () => {
    expect(outcome("2026-06-17 14:00", at("2026-06-23 12:00"))[1]).toEqual([]);
    expect(outcome("2026-06-17 14:00", at("2026-06-24 00:00"))[1]).toEqual(["noticeTooLate"]);
  });

  it("waits for the notice until the last day, and drops the finding after it", () => {
    expect(outcome("2026-05-20 14:00", null, { today: "2026-05-25" })).toEqual([[], ["waiting"], ["notCharged.noticePending"]]);
    expect(outcome("2026-05-20 14:00", null, { today: "2026-05-26" })).toEqual([[], ["noticeTooLate"], ["notCharged.noticeNotSent"]]);
  });

  it("charges consumers for late findings only where the terms say so", () => {
    expect(outcome("2026-05-20 14:00", at("2026-05-21 12:00"), { kind: "consumer" })).toEqual([
      [],
      ["noticeTooLate"],
      ["notCharged.afterReturn"],
    ]);
    expect(outcome("2026-05-20 14:00", at("2026-05-21 12:00"), { kind: "consumer", consumers: "yes" })[0]).toEqual(["diminution 64.90"]);
  });
});
