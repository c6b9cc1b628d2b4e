import { describe, expect, it } from "vitest";
import { delayAfter, hashPin, isPin, pinMatches } from "../../src/people/pin.ts";

describe("a PIN", () => {
  it("has four to twelve digits and nothing else", () => {
    expect(["1234", "123456789012"].map(isPin)).toEqual([true, true]);
    expect(["123", "1234567890123", "12a4", " 1234", "١٢٣٤", ""].map(isPin)).toEqual([false, false, false, false, false, false]);
  });

  it("is stored as a salted hash that matches it alone", async () => {
    const [first, second] = await Promise.all([hashPin("4711"), hashPin("4711")]);
    expect(first).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/u);
    expect(first).not.toBe(second);
    expect(first).not.toContain("4711");
    expect(await pinMatches("4711", first)).toBe(true);
    expect(await pinMatches("4712", first)).toBe(false);
  });

  it("refuses a stored hash of another shape rather than letting anybody in", async () => {
    await expect(pinMatches("4711", "plain$4711")).rejects.toThrow(RangeError);
    await expect(pinMatches("4711", "scrypt$16384$8$1$$")).rejects.toThrow(RangeError);
  });

  it("waits longer after every wrong one, at most five minutes", () => {
    expect([0, 1, 2, 3, 4, 5, 10, 60].map(delayAfter)).toEqual([0, 0, 0, 2, 4, 8, 256, 300]);
  });
});
