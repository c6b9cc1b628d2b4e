/** What zod found, as problems a person can act on, each with its place. */
import type { core, z } from "zod";
import type { Problem } from "../../kernel/result.ts";
import { formatPath, type Path, type Places } from "./places.ts";
import { quoted } from "./quoted.ts";
import { didYouMean } from "./suggest.ts";

type Issue = core.$ZodIssue;

/** A problem of our own at a path. */
export function problemAt(places: Places, path: Path, code: string, message: string): Problem {
  return { code, message, path: formatPath(path), ...places.of(path) };
}

/** Reads a value by a schema; what is wrong comes back as located problems in the order of the file. */
export function decode<T>(
  schema: z.ZodType<T>,
  value: unknown,
  places: Places,
): { readonly value: T | null; readonly problems: readonly Problem[] } {
  const decoded = schema.safeParse(value, { reportInput: true });
  if (decoded.success) return { value: decoded.data, problems: [] };
  return { value: null, problems: decoded.error.issues.flatMap((issue) => problemsOf(issue, [], schema, places)) };
}

/** In the order of the file, each once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    .filter((problem) => {
      const mark = JSON.stringify([problem.path, problem.code, problem.message]);
      return !seen.has(mark) && seen.add(mark);
    });
}

function problemsOf(issue: Issue, parent: Path, schema: z.ZodType, places: Places): readonly Problem[] {
  const path = [...parent, ...(issue.path as (string | number)[])];
  const at = (code: string, message: string): Problem => problemAt(places, path, code, message);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, keysAt(schema, path), places));
    case "invalid_union":
      return union(issue, path, schema, places);
    case "invalid_key":
      return [{ ...at("bad-name", issue.issues[0]?.message ?? "cannot be used as a name"), ...places.key(path) }];
    case "invalid_type":
      return [issue.input === undefined ? missing(path, places) : at("wrong-shape", shapeMessage(issue.expected))];
    case "too_small":
      return [at("empty", "is empty: write at least one")];
    case "too_big":
      return [at("too-many", `has too many entries: at most ${issue.maximum}`)];
    default:
      return [at(customCode(issue), issue.message)];
  }
}

const customCode = (issue: Issue): string =>
  issue.code === "custom" && typeof issue.params?.code === "string" ? issue.params.code : "invalid";

function missing(path: Path, places: Places): Problem {
  const key = path.at(-1);
  return problemAt(places, path, "missing", `is missing: add ${quoted(String(key))}`);
}

function shapeMessage(expected: string): string {
  if (expected === "string") return "is a list or has keys below it: write a single value";
  if (expected === "array") return "is not a list: put a hyphen before each entry";
  return "has no keys below it: write them indented, one to a line";
}

function unknownKey(key: string, path: Path, known: readonly string[], places: Places): Problem {
  const full = [...path, key];
  const hint = didYouMean(key, known) || (known.length > 0 ? `: here stand ${known.join(", ")}` : "");
  return { code: "unknown-key", message: `${quoted(key)} is not known here${hint}`, path: formatPath(full), ...places.key(full) };
}

/** Of a choice between shapes, the problems of the one the author meant: text, list or keys, and the keys that are there. */
function union(issue: core.$ZodIssueInvalidUnion, path: Path, schema: z.ZodType, places: Places): readonly Problem[] {
  const meant = issue.errors.filter((issues) => !issues.some((each) => each.code === "invalid_type" && each.path.length === 0));
  if (meant.length === 0) return [problemAt(places, path, "wrong-shape", "has a shape that is not known here")];
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
