/** What zod found, as problems a person can act on, each with its place. */
import type { core, z } from "zod";
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { formatPath, type Path, type Places } from "./places.ts";
import type { Wrong } from "./scalar.ts";
import { shortened } from "./shortened.ts";
import { nearest } from "./suggest.ts";

type Issue = core.$ZodIssue;

/** A problem of our own at a path. */
export function problemAt(places: Places, path: Path, code: string, values: Values = {}): LocatedProblem {
  return { code, values, path: formatPath(path), ...places.of(path) };
}

/** Reads a value by a schema; what is wrong comes back as located problems in the order of the file. */
export function decode<T>(
  schema: z.ZodType<T>,
  value: unknown,
  places: Places,
): { readonly value: T | null; readonly problems: readonly LocatedProblem[] } {
  const decoded = schema.safeParse(value, { reportInput: true });
  if (decoded.success) return { value: decoded.data, problems: [] };
  return { value: null, problems: decoded.error.issues.flatMap((issue) => problemsOf(issue, [], schema, places)) };
}

/** In the order of the file, each once. */
export function inOrder(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .filter((problem) => {
      const mark = JSON.stringify([problem.path, problem.code, problem.values]);
      return !seen.has(mark) && seen.add(mark);
    });
}

function problemsOf(issue: Issue, parent: Path, schema: z.ZodType, places: Places): readonly LocatedProblem[] {
  const path = [...parent, ...(issue.path as (string | number)[])];
  const at = (code: string, values: Values = {}): LocatedProblem => problemAt(places, path, code, values);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, keysAt(schema, path), places));
    case "invalid_union":
      return union(issue, path, schema, places);
    case "invalid_key":
      return [{ ...problemAt(places, path, ...wrongOf(issue.issues[0])), ...places.key(path) }];
    case "invalid_type":
      return [issue.input === undefined ? missing(path, places) : at(shapeCode(issue.expected))];
    case "too_small":
      return [at("empty-list")];
    case "too_big":
      return [at("too-many-entries", { most: Number(issue.maximum) })];
    default:
      return [at(...wrongOf(issue))];
  }
}

/** What our own readers said: every scalar is read by one of them (`scalar`), so that zod itself refuses shapes only. */
function wrongOf(issue: Issue | undefined): [code: string, values: Values] {
  const { code, values } = (issue as core.$ZodIssueCustom).params as unknown as Wrong;
  return [code, values];
}

function missing(path: Path, places: Places): LocatedProblem {
  const key = path.at(-1);
  return problemAt(places, path, "missing", { key: shortened(String(key)) });
}

function shapeCode(expected: string): string {
  if (expected === "string") return "not-a-single-value";
  return expected === "array" ? "not-a-list" : "no-keys";
}

function unknownKey(key: string, path: Path, known: readonly string[], places: Places): LocatedProblem {
  const full = [...path, key];
  const near = nearest(key, known);
  const at = { path: formatPath(full), ...places.key(full) };
  const text = shortened(key);
  if (near !== null) return { code: "unknown-key-near", values: { key: text, near }, ...at };
  return { code: "unknown-key-among", values: { key: text, known: known.join(", ") }, ...at };
}

/** Of a choice between shapes, the problems of the one the author meant: text, list or keys, and the keys that are there. */
function union(issue: core.$ZodIssueInvalidUnion, path: Path, schema: z.ZodType, places: Places): readonly LocatedProblem[] {
  const meant = issue.errors.filter((issues) => !issues.some((each) => each.code === "invalid_type" && each.path.length === 0));
  if (meant.length === 0) return [problemAt(places, path, "unknown-shape")];
  const strangers = (issues: readonly { readonly code: string }[]): number =>
    issues.filter((each) => each.code === "unrecognized_keys").length;
  const chosen = meant.toSorted((a, b) => strangers(a) - strangers(b))[0] as readonly Issue[];
  // No shape has such keys: what they should have been says more than what one of the shapes would then be missing.
  const telling = strangers(chosen) > 0 ? chosen.filter((each) => each.code === "unrecognized_keys") : chosen;
  return telling.flatMap((each) => problemsOf(each, path, schema, places));
}

/** The keys that a schema knows at a path, for suggestions. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let candidates: readonly Definition[] = [definitionOf(schema)];
  for (const step of path) candidates = candidates.flatMap(unwrapped).flatMap((each) => child(each, step));
  return candidates.flatMap(unwrapped).flatMap((each) => Object.keys(each.shape ?? {}));
}

/** The members of zod's definitions that lead to what lies below. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as Definition;

function unwrapped(definition: Definition): readonly Definition[] {
  const inner = [definition.innerType, definition.in, definition.out, ...(definition.options ?? [])].filter((each) => each !== undefined);
  return inner.length === 0 ? [definition] : inner.flatMap((each) => unwrapped(definitionOf(each)));
}

function child(definition: Definition, step: string | number): readonly Definition[] {
  const { shape = {} } = definition;
  const named = typeof step === "string" && Object.hasOwn(shape, step) ? shape[step] : definition.valueType;
  const below = typeof step === "number" ? definition.element : named;
  return below === undefined ? [] : [definitionOf(below)];
}
