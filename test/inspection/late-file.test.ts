/** What is typed of a late finding at the terminal: damage of units that were in order, and nothing else. */
import { expect, test } from "vitest";
import type { WalkEvent } from "../../src/inspection/entries.ts";
import { lateSaid } from "../../src/inspection/late-file.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildCounts, buildWalk } from "./build-walk.ts";

const line = buildLine({ parts: [{ name: "seat", price: null }] });
const contract = buildContract({ lines: [line] });
const WALKED: readonly WalkEvent[] = [{ type: "counted", position: 1, counts: buildCounts() }, { type: "finished" }];
const walk = buildWalk({ contract, events: WALKED });
const said = (text: string) => {
  const read = lateSaid(walk, line, text, "en");
  return read.ok
    ? read.value.map(({ count, findings }) => [count, findings.map(({ type }) => type)])
    : read.problems.map(({ code }) => code);
};

test("damage is entered in its groups", () => {
  expect(said("2 cracked, 1 scratched")).toEqual([
    [2, ["cracked"]],
    [1, ["scratched"]],
  ]);
});

test.each(["2 missing", "3 still out", "4 dirty", "1 seat missing", "all ok"])("%s is nothing that was found late", (text) => {
  expect(said(text)).toEqual(["late-only-damage"]);
});

test("what is not understood is told as in a walk", () => {
  expect(said("two wobbly")).not.toEqual(["late-only-damage"]);
});
