/**
 * One text for one value, whatever order its keys were made in: what is hashed must not depend on how a program built it. Keys are
 * sorted by UTF-16 code units and nothing is indented, as RFC 8785 has it.
 */

/**
 * @throws TypeError naming the place of what JSON cannot hold: `undefined`, functions, symbols, big integers, numbers that are not
 * finite, and objects of a class (dates, maps). Absent is `null`, so that a forgotten member cannot vanish from a hash.
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(`no canonical JSON for what is at ${refusedAt(value, "$")}`, { cause: error });
  }
}

function write(value: unknown): string {
  if (isSimple(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, write).join(",")}]`;
  if (isPlain(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((key) => `${JSON.stringify(key)}:${write(value[key])}`).join(",")}}`;
  }
  throw new TypeError("no canonical JSON");
}

/** The first place that JSON cannot hold; looked for only when there is one, since naming places costs more than writing. */
function refusedAt(value: unknown, place: string): string | null {
  if (isSimple(value)) return null;
  const members: readonly (readonly [string, unknown])[] | null = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [`${place}[${index}]`, item] as const)
    : isPlain(value)
      ? Object.keys(value)
          .sort()
          .map((key) => [`${place}.${key}`, value[key]] as const)
      : null;
  if (members === null) return place;
  for (const [at, item] of members) {
    const refused = refusedAt(item, at);
    if (refused !== null) return refused;
  }
  return null;
}

const isSimple = (value: unknown): boolean =>
  value === null || typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
