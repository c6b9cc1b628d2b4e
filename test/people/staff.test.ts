import { describe, expect, it } from "vitest";
import { day } from "../../src/kernel/dates.ts";
import { atLeast, isActive, type StaffMember } from "../../src/people/staff.ts";

const onni: StaffMember = { id: "onni", name: "Onni Salo", role: "temp", phone: null, endsOn: day("2026-08-31"), hasPin: false };

describe("staff", () => {
  it("rank from temp to owner", () => {
    expect(atLeast("owner", "lead")).toBe(true);
    expect(atLeast("lead", "lead")).toBe(true);
    expect(atLeast("clerk", "lead")).toBe(false);
    expect(atLeast("temp", "clerk")).toBe(false);
  });

  it("work through their last day", () => {
    expect(isActive(onni, day("2026-08-31"))).toBe(true);
    expect(isActive(onni, day("2026-09-01"))).toBe(false);
    expect(isActive({ ...onni, endsOn: null }, day("2099-01-01"))).toBe(true);
  });
});
