import { expect, test } from "vitest";
import { csvText } from "../../../src/cli/output/csv.ts";

test("a file that a Finnish spreadsheet opens: mark, semicolons, decimal commas, Windows line ends", () => {
  const rows = [["2026-0117", "Aino Mäkelä", { figure: "-12,50" }]];
  expect(csvText(["sopimus", "asiakas", "ero"], rows)).toBe("\uFEFFsopimus;asiakas;ero\r\n2026-0117;Aino Mäkelä;-12,50\r\n");
});

test.each([
  ["=1+1", "'=1+1"],
  ["+358 40 123", "'+358 40 123"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =1", "' =1"],
  ["＝1", "'＝1"],
  ["\t=1", "'\t=1"],
  ['=HYPERLINK("x";"y")', `"'=HYPERLINK(""x"";""y"")"`],
])("a text that a spreadsheet would run is a text: %j", (cell, written) => {
  expect(csvText([], [[cell]])).toBe(`\uFEFF\r\n${written}\r\n`);
});

test.each([
  ["Virta; Oy", `"Virta; Oy"`],
  ['12" levy', `"12"" levy"`],
  ["kaksi\nriviä", `"kaksi\nriviä"`],
  ["Aho ", `"Aho "`],
])("what would break the row is quoted: %j", (cell, written) => {
  expect(csvText([], [[cell]])).toBe(`\uFEFF\r\n${written}\r\n`);
});
