import fc from "fast-check";
import { expect, test } from "vitest";
import { type Group, group, paginate, type Row } from "../../../src/document/sheet/flow.ts";

const row = (height: number, gap = 0): Row => ({ height, gap, paint: () => {} });
const ROOM = { firstTop: 40, top: 10, bottom: 110 };
const places = (groups: readonly Group[]) =>
  paginate(groups, ROOM).map(({ page, top, repeated }) => [page, top, ...(repeated ? ["again"] : [])]);

test("rows follow each other with their gaps; none at the top of a page", () => {
  expect(places([group([row(30, 5)]), group([row(30, 5)]), group([row(30, 5)])])).toEqual([
    [0, 40],
    [0, 75],
    [1, 10],
  ]);
});

test("a group that a page can hold is not cut", () => {
  expect(places([group([row(30)]), group([row(30), row(30)])])).toEqual([
    [0, 40],
    [1, 10],
    [1, 40],
  ]);
});

test("a group taller than a page is cut between rows", () => {
  expect(places([group([row(60), row(60), row(60)])])).toEqual([
    [0, 40],
    [1, 10],
    [2, 10],
  ]);
});

test("a heading goes with what follows it", () => {
  expect(places([group([row(30)]), group([row(10)], { keepWithNext: true }), group([row(40)])])).toEqual([
    [0, 40],
    [1, 10],
    [1, 20],
  ]);
});

test("a repeated head stands at the top of every further page", () => {
  const repeat = [row(10)];
  expect(places([group([row(10)]), ...[1, 2, 3].map(() => group([row(40)], { repeat }))])).toEqual([
    [0, 40],
    [0, 50],
    [1, 10, "again"],
    [1, 20],
    [1, 60],
  ]);
});

test("every row is placed once, in order, within the page; a group a page can hold stays on one", () => {
  const rows = fc.array(fc.record({ height: fc.integer({ min: 1, max: 90 }), gap: fc.integer({ min: 0, max: 20 }) }), {
    minLength: 1,
    maxLength: 5,
  });
  const groups = fc.array(fc.record({ rows, keepWithNext: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(groups, (drawn) => {
      const made = drawn.map(({ rows: own, keepWithNext }) =>
        group(
          own.map(({ height, gap }) => row(height, gap)),
          { keepWithNext },
        ),
      );
      const placed = paginate(made, ROOM);
      expect(placed.map((one) => one.row)).toEqual(made.flatMap((one) => one.rows));
      for (const { page, top, row: own } of placed) {
        expect(top).toBeGreaterThanOrEqual(page === 0 ? ROOM.firstTop : ROOM.top);
        if (page > 0 || top > ROOM.firstTop) expect(top + own.height).toBeLessThanOrEqual(ROOM.bottom);
      }
      for (const one of made) {
        const height = one.rows.reduce((sum, { gap, height: own }) => sum + gap + own, 0);
        const pages = new Set(placed.filter(({ row: own }) => one.rows.includes(own)).map(({ page }) => page));
        if (height <= ROOM.bottom - ROOM.firstTop) expect(pages.size).toBe(1);
      }
    }),
  );
});
