import { describe, expect, test } from "vitest";
import { createMessages } from "../../src/language/messages.ts";

const t = createMessages(
  { plain: "Back by {day}", cups: "{count, plural, one {# cup} other {# cups}} of {name}", quoted: "It''s {name}" },
  "en-FI",
);

describe("a text of the catalogue", () => {
  test("is filled with its values, counts in the house's figures", () => {
    expect([t("plain", { day: "4.6." }), t("cups", { count: 1, name: "tea" }), t("cups", { count: 12_000, name: "tea" })]).toEqual([
      "Back by 4.6.",
      "1 cup of tea",
      "12,000 cups of tea",
    ]);
    expect(t("quoted", { name: "here" })).toBe("It's here");
  });

  test("is never shown without its words or its values", () => {
    expect(() => t("nowhere")).toThrow(new RangeError("no message for nowhere in en-FI"));
    expect(() => t("plain")).toThrow(new RangeError("no value for day in plain"));
    expect(() => t("cups", { count: 1 })).toThrow();
    expect([t.has("plain"), t.has("nowhere")]).toEqual([true, false]);
  });
});
