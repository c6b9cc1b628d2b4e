import { describe, expect, it } from "vitest";
import { formatPath, PlaceBook } from "../../src/contract/reading/places.ts";
import { lengthAt, rawAt, textAt } from "../../src/contract/reading/raw.ts";
import { LARGEST_FILE, readDocument } from "../../src/contract/reading/read-document.ts";
import { shown } from "../support/contract-texts.ts";

const problems = (text: string): readonly string[] => shown(readDocument(text).problems);
const written = (text: string): unknown => JSON.parse(JSON.stringify(readDocument(text).value));

describe("a document", () => {
  it("keeps every scalar as its author wrote it, and leaves out what is null", () => {
    expect(written('a: 025.50\nb: yes\nc: null\nd: ~\ne:\nf: "null"\ng: [1e3, null]\nh: 2026-05-18\n')).toEqual({
      a: "025.50",
      b: "yes",
      f: "null",
      g: ["1e3", ""],
      h: "2026-05-18",
    });
  });

  it("that is nothing but null has no value", () => expect(readDocument("~\n").value).toBeNull());

  it("knows where each thing stands, and its key", () => {
    const { places } = readDocument("\ufeffa:\n  - b: 1\n    c: 2\n");
    expect([places.of(["a", 0, "c"]), places.key(["a", 0, "c"]), places.of(["a", 0, "zz", "y"]), places.of(["q"])]).toEqual([
      { line: 3, column: 8 },
      { line: 3, column: 5 },
      { line: 2, column: 5 },
      { line: 1, column: 1 },
    ]);
    expect([places.key(["a", 0, "zz"]), new PlaceBook().of(["a"])]).toEqual([
      { line: 2, column: 5 },
      { line: 1, column: 1 },
    ]);
  });

  it("copies what an anchor marks to where it is used, and places it there", () => {
    const read = readDocument("a: &x { n: 1 }\nb: *x\n");
    expect([JSON.parse(JSON.stringify(read.value)), read.places.of(["b"]), read.places.of(["b", "n"])]).toEqual([
      { a: { n: "1" }, b: { n: "1" } },
      { line: 2, column: 4 },
      { line: 1, column: 12 },
    ]);
  });

  it("cannot be given a prototype", () => {
    const value = readDocument("__proto__: { polluted: yes }\nconstructor: x\n").value as object;
    expect([Object.getPrototypeOf(value), Object.keys(value), ({} as { polluted?: string }).polluted]).toEqual([
      null,
      ["__proto__", "constructor"],
      undefined,
    ]);
  });

  it.each([
    ["", ["1:1  empty-file: the file is empty"]],
    ["# nothing\n", ["1:1  empty-file: the file is empty"]],
    ["&a", ["1:1  empty-file: the file is empty"]],
    ["~", ["1:1  empty-file: the file is empty"]],
    [
      "a: b: c",
      [
        "1:4  syntax: this cannot be read as YAML or JSON: there is a second colon here: put the text in quotes, or begin a new line with the right indentation",
      ],
    ],
    ["a: 1\n---\nb: 2", ["2:1  several-documents: a second document begins here: put each into a file of its own"]],
    ["a: 1\nb: 2\na: 3", ['3:1 a duplicate-key: "a" stands here a second time: keep one of them']],
    ['{"a":{"b":1,"b":2}}', ['1:13 a.b duplicate-key: "b" stands here a second time: keep one of them']],
    ["? [x]\n: 1", ["1:3  bad-key: a key here is no plain word"]],
    [`${"k".repeat(201)}: 1`, ["1:1  bad-key: a key here is no plain word"]],
    ["a: !!int 5", ['1:4  unknown-tag: the tag "!!int" is not known here: remove it']],
    ["a: !x y", ['1:4  unknown-tag: the tag "!x" is not known here: remove it']],
    ["a: *x", ["1:4 a unknown-anchor: *x points to no &x above it"]],
    ["a: &x [*x]", ["1:8 a[0] unknown-anchor: *x points to no &x above it"]],
    [`a: ${"[".repeat(40)}${"]".repeat(40)}`, [`1:34 a${"[0]".repeat(30)} too-deep: the file nests deeper than 30 levels`]],
    [
      `a: ${"[".repeat(40)}${"]".repeat(40)}\nb: ${"[".repeat(40)}${"]".repeat(40)}`,
      [`1:34 a${"[0]".repeat(30)} too-deep: the file nests deeper than 30 levels`],
    ],
    [
      "x".repeat(LARGEST_FILE + 1),
      ["1:1  file-too-long: the file has 1000001 characters; at most 1000000 are read. Is it the right file?"],
    ],
  ])("%#: says what is wrong", (text, expected) => expect(problems(text)).toEqual(expected));

  it.each([
    ["a: [1, 2\nb: 3\n", ["2:1 unclosedList"]],
    ["a: {b: 1\nc: 2\n", ["2:1 unclosedMap"]],
    ["a:\n\tb: 1", ["2:1 tab"]],
    ['a: "x', ["1:6 unclosedQuote"]],
    ['{"a": 1,\n "b" 2}', ["2:6 noComma"]],
    ["a: 1\nb", ["2:1 noColon"]],
    ["a: 1\n b: 2", ["1:4 secondColon"]],
    ["{a: 1 b: 2}", ["1:5 secondColon"]],
    ["a: @x", ["1:4 reserved"]],
    ['a: "\\q"', ["1:5 escape"]],
    ['{"a":1}}', ["1:8 unexpected"]],
    ["a: &x &y 1", ["1:7 other"]],
  ])("%j: broken syntax has a reason with words of our own, the first of each line", (text, expected) => {
    expect(readDocument(text).problems.map(({ line, column, values }) => `${line}:${column} ${values.reason}`)).toEqual(expected);
  });

  it("does not let a few anchors make millions of entries", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi".split("").map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`),
    ];
    expect(readDocument(bomb.join("\n")).problems.map((problem) => problem.code)).toEqual(["too-much"]);
  });

  it.each([
    ["brackets", "[".repeat(200_000)],
    ["brackets over lines", "[\n".repeat(200_000)],
    ["braces", '{"a":'.repeat(100_000)],
    ["hyphens on one line", "- ".repeat(200_000)],
    ["questions on one line", "? ".repeat(200_000)],
    ["indentation", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
    ["lists within lists", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}-\n`).join("")],
  ])("is refused before nesting by %s exhausts the reader", (_, text) => {
    expect(problems(text)).toEqual(["1:1  too-deep: the file nests deeper than 150 levels"]);
  });

  it("nests as deep as people write, however long", () => {
    const text = Array.from({ length: 2_000 }, (_, index) => `k${index}:\n  - a: [{ b: 1 }]\n    c: |\n      [ {\n      } ]\n`).join("");
    expect(readDocument(text).problems).toEqual([]);
  });
});

describe("paths", () => {
  it("read like code", () => expect(formatPath(["clauses", "5.3", "title", "sv"])).toBe('clauses["5.3"].title.sv'));
  it("look into what is there, and into nothing else", () => {
    const document = { a: [{ b: " x " }], t: "text" };
    expect([
      textAt(document, ["a", 0, "b"]),
      textAt(document, ["a"]),
      rawAt(document, ["a", 1, "b"]),
      rawAt(document, ["t", "length"]),
      rawAt(null, ["a"]),
      lengthAt(document, ["a"]),
      lengthAt(document, ["t"]),
    ]).toEqual(["x", null, undefined, undefined, undefined, 1, 0]);
  });
});
