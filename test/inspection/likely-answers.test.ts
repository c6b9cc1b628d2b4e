import { expect, test } from "vitest";
import { likelySeverity, likelyType, type PastFinding } from "../../src/inspection/likely-answers.ts";

const past = (
  product: string,
  category: string | null,
  type: PastFinding["type"],
  severity: PastFinding["severity"] = null,
): PastFinding => ({
  product,
  category,
  type,
  severity,
});
const PAST = [
  past("cup", "tableware", "cracked", "minor"),
  past("cup", "tableware", "broken", "severe"),
  past("cup", "tableware", "broken", "severe"),
  past("cup", "tableware", "broken", "moderate"),
  past("plate", "tableware", "cracked", "moderate"),
  past("plate", "tableware", "cracked"),
  past("cloth", null, "stained"),
];

test("the product's own history comes first, then its category's", () => {
  expect(likelyType(PAST, { product: "cup", category: "tableware" })).toBe("broken");
  expect(likelyType(PAST, { product: "bowl", category: "tableware" })).toBe("cracked");
  expect(likelyType(PAST, { product: "bowl", category: null })).toBeNull();
  expect(likelyType(PAST, { product: "cloth", category: null })).toBe("stained");
  expect(likelyType([], { product: "cup", category: "tableware" })).toBeNull();
});

test("a severity is that of findings of the same type", () => {
  expect(likelySeverity(PAST, { product: "cup", category: "tableware" }, "broken")).toBe("severe");
  expect(likelySeverity(PAST, { product: "cup", category: "tableware" }, "cracked")).toBe("minor");
  expect(likelySeverity(PAST, { product: "cup", category: "tableware" }, "dented")).toBeNull();
});

test("among equals the fixed order decides, so that nothing jumps about", () => {
  const equal = [past("cup", null, "torn"), past("cup", null, "cracked")];
  expect(likelyType(equal, { product: "cup", category: null })).toBe("cracked");
  expect(likelyType([...equal].reverse(), { product: "cup", category: null })).toBe("cracked");
});
