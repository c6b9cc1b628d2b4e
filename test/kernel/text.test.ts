import { describe, expect, it } from "vitest";
import { inLanguage, plain } from "../../src/kernel/text.ts";

describe("plain", () => {
  it("takes out what could steer a terminal or turn the reading direction", () => {
    expect(plain("\u001b[31mAino\u0007 \u202eevil\u2066\u009b2J\r\n\tend")).toBe("[31mAino evil2Jend");
  });

  it("keeps line ends only where asked", () => {
    expect(plain("one\ntwo\r\nthree", { lines: true })).toBe("one\ntwo\nthree");
    expect(plain("one\ntwo")).toBe("onetwo");
  });

  it("composes letters, so that equal names compare equal", () => {
    expect(plain("A\u0308ijälä")).toBe("Äijälä");
  });
});

describe("inLanguage", () => {
  it("falls back to Finnish, Swedish, English, in that order", () => {
    expect(inLanguage({ fi: "tuoli", sv: "stol", en: "chair" }, "sv")).toBe("stol");
    expect(inLanguage({ sv: "stol", en: "chair" }, "fi")).toBe("stol");
    expect(inLanguage({ en: "chair" }, "sv")).toBe("chair");
    expect(inLanguage({}, "fi")).toBe("");
  });
});
