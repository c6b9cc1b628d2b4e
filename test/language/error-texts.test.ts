/** Every code of an error or a problem that the source gives has its words in both languages of the staff, and no words are left over. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LANGUAGES = ["en", "fi"] as const;

const sourceFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"));

/** All words between quotation marks in the source that could be a code. */
const quotedWords = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(/["`]([a-z][\w-]*)["`]/gu)].map((match) => match[1] as string)));

const found = (texts: readonly string[], patterns: readonly RegExp[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string)))),
];

const all = sourceFiles("src");
const readers = [
  ...sourceFiles("src/contract"),
  ...sourceFiles("src/inspection"),
  readFileSync(join(ROOT, "src/app/add-contract.ts"), "utf8"),
];
const errors = found(all, [/new (?:UserError|UsageError)\(\s*"([a-z0-9-]+)"/gu]);
const problems = found(readers, [
  /\b(?:wrong|at|problem|entryProblem|refused)\(\s*"([a-z0-9-]+)"/gu,
  /\b(?:report|report\.error|report\.warning|error|warning|problemAt)\((?:check, |places, )?(?:\[[^()]*?\]|\w+),\s*"([a-z0-9-]+)"/gu,
]);

const catalogue = (language: string): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...readdirSync(join(ROOT, "templates/messages/staff", language)).map((name) =>
      JSON.parse(readFileSync(join(ROOT, "templates/messages/staff", language, name), "utf8")),
    ),
  );
const codeOf = (key: string): string => (key.split(".")[1] as string) ?? "";

describe.each(LANGUAGES)("in %s", (language) => {
  const texts = catalogue(language);
  test("every error has its words", () => {
    expect(errors.length).toBeGreaterThan(100);
    expect(errors.filter((code) => texts[`error.${code}`] === undefined)).toEqual([]);
  });
  test("every problem has its words", () => {
    expect(problems.length).toBeGreaterThan(100);
    expect(problems.filter((code) => texts[`problem.${code}`] === undefined)).toEqual([]);
  });
  test("no error or problem has words that nothing says", () => {
    const words = quotedWords(all);
    const keys = Object.keys(texts).filter((key) => key.startsWith("error.") || key.startsWith("problem."));
    expect(keys.filter((key) => !words.has(codeOf(key)) && !all.some((text) => new RegExp(`\\b${codeOf(key)}:`, "u").test(text)))).toEqual(
      [],
    );
  });
});
