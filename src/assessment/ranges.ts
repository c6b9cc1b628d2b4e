/** Units of a source by number: which are agreed, which disputed, which billed already. */
import type { Source } from "./assessment.ts";

export interface Range {
  readonly first: number;
  readonly count: number;
}

/** What earlier billings have charged, by source without its units. */
export type Billed = ReadonlyMap<string, readonly Range[]>;

const KEY = /^(.*)\/(\d+)\+(\d+)$/u;

/** @throws RangeError for a key that `sourceKey` did not make. */
export function readBilled(keys: readonly string[]): Billed {
  const billed = new Map<string, Range[]>();
  for (const key of keys) {
    const match = KEY.exec(key);
    if (!match) throw new RangeError(`not a source: ${key}`);
    const [, name, first, count] = match as unknown as [string, string, string, string];
    const range = { first: Number(first), count: Number(count) };
    const ranges = billed.get(name);
    if (ranges) ranges.push(range);
    else billed.set(name, [range]);
  }
  return billed;
}

/** What of a range none of the others holds, in order. */
export function without(range: Range, others: readonly Range[]): Range[] {
  let left = [range];
  for (const { first, count } of others) {
    left = left.flatMap((part) => {
      const before = { first: part.first, count: Math.min(part.count, first - part.first) };
      const start = Math.max(part.first, first + count);
      const after = { first: start, count: part.first + part.count - start };
      return [before, after].filter((piece) => piece.count > 0);
    });
  }
  return left;
}

/** What of a source's units is not billed yet. */
export function unbilled(billed: Billed, source: Source): Range[] {
  if (billed.size === 0) return [{ first: source.first, count: source.count }];
  const name = [source.position ?? "", source.subject, source.group ?? ""].join("/");
  const ranges = billed.get(name);
  return ranges ? without(source, ranges) : [{ first: source.first, count: source.count }];
}
