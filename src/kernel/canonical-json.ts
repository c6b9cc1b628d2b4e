/**
 * One text for one value, whatever order its keys were made in: what is hashed must not depend on how a program built it. Keys are
 * sorted by UTF-16 code units and nothing is indented, as RFC 8785 has it.
 */

/**
 * @throws TypeError naming the place of what JSON cannot hold: `undefined`, functions, symbols, big integers, numbers that are not
 * finite, and objects of a class (dates, maps). Absent is `null`, so that a forgotten member cannot vanish from a hash.
 */
export const canonicalJson = (value: unknown): string => write(value, "$");

function write(value: unknown, place: string): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item, index) => write(item, `${place}[${index}]`)).join(",")}]`;
  if (isPlain(value))
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${write(value[key], `${place}.${key}`)}`)
      .join(",")}}`;
  throw new TypeError(`no canonical JSON for what is at ${place}`);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
