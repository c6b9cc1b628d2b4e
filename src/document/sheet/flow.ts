/** What a document consists of before it has pages: rows that are never cut, in groups that stay together where a page can hold them. */
import type { Pen } from "./pen.ts";

/** A place in the structure tree that rows are put under; made when the first of them is painted. */
export interface Branch {
  readonly type: string;
  readonly parent: Branch | null;
}

export const branch = (type: string, parent: Branch | null): Branch => ({ type, parent });

export interface Row {
  readonly height: number;
  /** Space above it, which falls away at the top of a page. */
  readonly gap: number;
  /** @param top distance of the row from the top of the page. @param repeated painted again at the top of a page: no second time in the structure. */
  paint(pen: Pen, top: number, repeated: boolean): void;
}

export interface Group {
  readonly rows: readonly Row[];
  /** A heading is not left alone at the foot of a page. */
  readonly keepWithNext: boolean;
  /** Begins on a page of its own. */
  readonly newPage: boolean;
  /** Painted again on each page that the group's section goes on to; empty for most. */
  readonly repeat: readonly Row[];
}

export const group = (rows: readonly Row[], over: Partial<Omit<Group, "rows">> = {}): Group => ({
  rows,
  keepWithNext: false,
  newPage: false,
  repeat: [],
  ...over,
});

/** A row with more space above it. */
export const lowered = (row: Row, gap: number): Row => ({ ...row, gap: row.gap + gap });

/** Rows with more space above the first. */
export const apart = (rows: readonly Row[], gap: number): Row[] => rows.map((row, index) => (index === 0 ? lowered(row, gap) : row));

export interface Placed {
  /** Counts from 0. */
  readonly page: number;
  readonly top: number;
  readonly row: Row;
  readonly repeated: boolean;
}

/** Where content may stand, from the top of the page; the first page may begin lower. */
export interface Room {
  readonly firstTop: number;
  readonly top: number;
  readonly bottom: number;
}

/** With the gaps above them. */
export const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.gap + row.height, 0);

/** What must fit together from a group on: itself, and after a heading what follows it. */
function needed(groups: readonly Group[], index: number, page: number): number {
  const current = groups[index];
  if (current === undefined) return 0;
  const whole = heightOf(current.rows);
  const [first] = current.rows;
  const own = whole <= page || first === undefined ? whole : first.gap + first.height;
  return current.keepWithNext ? own + needed(groups, index + 1, page) : own;
}

/** Gives every row its page and place. A row is never cut; a group only where it is taller than a page. */
export function paginate(groups: readonly Group[], room: Room): Placed[] {
  const placed: Placed[] = [];
  const page = room.bottom - room.top;
  let at = { page: 0, top: room.firstTop, fresh: true };
  const put = (row: Row, repeated: boolean): void => {
    const top = at.top + (at.fresh ? 0 : row.gap);
    placed.push({ page: at.page, top, row, repeated });
    at = { page: at.page, top: top + row.height, fresh: false };
  };
  const turn = (repeat: readonly Row[]): void => {
    at = { page: at.page + 1, top: room.top, fresh: true };
    for (const row of repeat) put(row, true);
  };
  groups.forEach((current, index) => {
    const first = current.rows[0];
    const gap = at.fresh ? (first?.gap ?? 0) : 0;
    const need = Math.min(needed(groups, index, page - heightOf(current.repeat)) - gap, page);
    if (!at.fresh && (current.newPage || at.top + need > room.bottom)) turn(current.repeat);
    for (const row of current.rows) {
      if (!at.fresh && at.top + row.gap + row.height > room.bottom) turn(current.repeat);
      put(row, false);
    }
  });
  return placed;
}
