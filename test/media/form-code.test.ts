import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFormCode, encodeFormCode } from "../../src/media/form-code.ts";

test("says contract, page and pages", () => {
  expect(encodeFormCode({ contract: "2026-0117", page: 1, pages: 3 })).toBe("returndesk:1:2026-0117:1:3");
});

test("any contract number comes back as it was", () => {
  const number = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (contract, a, b) => {
      const code = { contract, page: Math.min(a, b), pages: Math.max(a, b) };
      expect(decodeFormCode(encodeFormCode(code))).toEqual(code);
    }),
  );
});

test.each([
  ["https://example.fi"],
  ["returndesk:2:2026-0117:1:3"],
  ["returndesk:1::1:3"],
  ["returndesk:1:2026-0117:4:3"],
  ["returndesk:1:2026-0117:0:3"],
  ["returndesk:1:%E0%A4%A:1:3"],
  ["returndesk:1:2026:0117:1:3"],
  ["returndesk:1:2026-0117:1:3 "],
])("%s is no code of ours", (text) => {
  expect(decodeFormCode(text)).toBeNull();
});
