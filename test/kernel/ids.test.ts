import { describe, expect, it } from "vitest";
import { idKind } from "../../src/kernel/ids.ts";

describe("idKind", () => {
  it("knows each letter", () => {
    expect(["R-12", "L-2026-0001", "K-2026-0001", "H-2026-0001", "A-3"].map(idKind)).toEqual([
      "return",
      "invoice",
      "damagesStatement",
      "creditNote",
      "case",
    ]);
  });

  it("forgives small letters and blanks, and leaves contract numbers alone", () => {
    expect(idKind(" r-12 ")).toBe("return");
    expect(["2026-0412", "X-12", "R12", "R-", "R-a", "RL-1"].map(idKind)).toEqual([null, null, null, null, null, null]);
  });
});
