import { expect, test } from "vitest";
import { aligned } from "../../../src/cli/output/table.ts";

const HEAD = ["bill", "customer", "to pay"];
const ROWS = [
  ["L-2026-0001", "Aino Mäkelä", "69,80 €"],
  ["L-2026-0002", "Näsijärven Tapahtumat Oy", "1 069,80 €"],
];

test("columns are as wide as their widest cell, sums at the right", () => {
  expect(aligned(HEAD, ROWS)).toEqual([
    "bill         customer                      to pay",
    "L-2026-0001  Aino Mäkelä                  69,80 €",
    "L-2026-0002  Näsijärven Tapahtumat Oy  1 069,80 €",
  ]);
});

test("on a narrow terminal a row goes on on a line below, and no line is wider", () => {
  const lines = aligned(HEAD, ROWS, undefined, 40);
  expect(lines).toEqual([
    "bill         customer",
    "        to pay",
    "L-2026-0001  Aino Mäkelä",
    "       69,80 €",
    "L-2026-0002  Näsijärven Tapahtumat Oy",
    "    1 069,80 €",
  ]);
});
