/**
 * YAML or JSON into plain lists, maps and texts, every one with its place. The failsafe schema leaves each scalar the text its
 * author wrote, so that `25.50` stays digits and never passes through a float; what the text means is decided by the schemas.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, type ParsedNode, parseDocument, type Scalar } from "yaml";
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { deepestNesting } from "./nesting.ts";
import { formatPath, type Path, type Place, PlaceBook, type Places } from "./places.ts";
import { shortened } from "./shortened.ts";
import { syntaxReason } from "./syntax-reason.ts";

/** Larger files are refused unread: a contract of a thousand lines has a fifth of it. */
export const LARGEST_FILE = 1_000_000;
/** What anchors may make of a small file, and how deep it may nest. */
const MOST_NODES = 50_000;
const DEEPEST = 30;
/** Beyond this the text is not even given to the YAML reader. */
const DEEPEST_READ = 150;

export interface ReadDocument {
  /** Texts, lists and maps without a prototype; what was written as `null` is left out. Null when the syntax is broken. */
  readonly value: unknown;
  readonly places: Places;
  readonly problems: readonly LocatedProblem[];
}

const TOP: Place = { line: 1, column: 1 };
const refused = (code: string, values: Values = {}, place: Place = TOP): ReadDocument => ({
  value: null,
  places: new PlaceBook(),
  problems: [{ code, values, path: "", ...place }],
});

/** Reads one document. Broken syntax is reported alone; duplicate keys and strange tags beside whatever the schema finds. */
export function readDocument(file: string): ReadDocument {
  // Some editors put a mark before the first line, which is no column of it.
  const text = file.replace(/^\uFEFF/u, "");
  if (text.length > LARGEST_FILE) {
    return refused("file-too-long", { length: text.length, most: LARGEST_FILE });
  }
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (deepestNesting(text) > DEEPEST_READ) return refused("too-deep", { most: DEEPEST_READ });
  const parsed = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, lineCounter: lines });
  if (parsed.errors.length > 0) {
    const problems = parsed.errors.map((error) => ({ ...syntaxProblem(error), path: "", ...place(error.pos[0]) }));
    // What follows on the same line is mostly the first one once more.
    const firsts = problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index);
    return { value: null, places: new PlaceBook(), problems: firsts };
  }
  const walk = new Walk(place);
  const value = walk.node(parsed.contents, [], 0);
  // Nothing but a mark, a tag or `null` is as empty as nothing at all.
  if (value === undefined && walk.problems.length === 0) return refused("empty-file");
  const tags = parsed.warnings.map((warning) => ({
    code: "unknown-tag",
    values: { tag: shortened(text.slice(...warning.pos)) },
    path: "",
    ...place(warning.pos[0]),
  }));
  return { value: value ?? null, places: walk.places, problems: [...walk.problems, ...tags] };
}

const syntaxProblem = ({ code, message }: { readonly code: string; readonly message: string }): Pick<LocatedProblem, "code" | "values"> =>
  code === "MULTIPLE_DOCS"
    ? { code: "several-documents", values: {} }
    : { code: "syntax", values: { reason: syntaxReason(code, message), detail: message } };

/** One pass over the tree; aliases are copied where they are used, within limits. */
class Walk {
  readonly places = new PlaceBook();
  readonly problems: LocatedProblem[] = [];
  readonly #place: (offset: number) => Place;
  readonly #anchors = new Map<string, ParsedNode>();
  #nodes = 0;

  constructor(place: (offset: number) => Place) {
    this.#place = place;
  }

  node(node: ParsedNode | null, path: Path, depth: number): unknown {
    if (node === null) return undefined;
    const place = this.#place(node.range[0]);
    this.places.set(path, place);
    this.#nodes += 1;
    // Said once; the rest of the file is not looked at any more.
    if (this.#nodes > MOST_NODES || depth > DEEPEST) return this.#tooMuch(depth, path, place);
    if (isAlias(node)) return this.#alias(node, path, depth, place);
    const value = this.#content(node, path, depth);
    if ("anchor" in node && node.anchor) this.#anchors.set(node.anchor, node);
    return value;
  }

  #content(node: ParsedNode, path: Path, depth: number): unknown {
    if (isMap(node)) return this.#map(node.items as Pair<ParsedNode, ParsedNode | null>[], path, depth);
    if (isSeq(node)) return node.items.map((item, index) => this.node(item as ParsedNode, [...path, index], depth + 1) ?? "");
    return scalarText(node as Scalar);
  }

  #map(items: readonly Pair<ParsedNode, ParsedNode | null>[], path: Path, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = Object.create(null);
    const seen = new Set<string>();
    for (const { key, value } of items) {
      const place = this.#place(key.range[0]);
      const name = isScalar(key) ? String(key.value) : null;
      if (name === null || name === "" || name.length > 200) {
        this.#report("bad-key", {}, path, place);
      } else if (seen.has(name)) {
        this.#report("duplicate-key", { key: shortened(name) }, [...path, name], place);
      } else {
        seen.add(name);
        this.places.setKey([...path, name], place);
        const read = this.node(value, [...path, name], depth + 1);
        if (read !== undefined) map[name] = read;
      }
    }
    return map;
  }

  #alias(alias: Alias, path: Path, depth: number, place: Place): unknown {
    const target = this.#anchors.get(alias.source);
    if (!target) return this.#report("unknown-anchor", { name: shortened(alias.source) }, path, place);
    const value = this.node(target, path, depth + 1);
    this.places.set(path, place);
    return value;
  }

  #tooMuch(depth: number, path: Path, place: Place): undefined {
    const said = this.problems.some((problem) => problem.code === "too-much" || problem.code === "too-deep");
    if (said) return undefined;
    if (depth > DEEPEST) return this.#report("too-deep", { most: DEEPEST }, path, place);
    return this.#report("too-much", { most: MOST_NODES }, path, place);
  }

  #report(code: string, values: Values, path: Path, place: Place): undefined {
    this.problems.push({ code, values, path: formatPath(path), ...place });
  }
}

/** What stands for nothing: `null`, `~` or no text at all, unless in quotes. */
function scalarText(node: Scalar): string | undefined {
  const text = String(node.value);
  return node.type === "PLAIN" && (text === "" || text === "~" || text === "null") ? undefined : text;
}
