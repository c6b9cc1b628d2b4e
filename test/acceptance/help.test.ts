/** Every command explains itself in both of the staff's languages; every text is used, and every text that is used exists. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PROGRAMS } from "../../src/cli/main.ts";
import { runProgram } from "../support/run-program.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const HEADINGS = {
  en: { usage: "Usage:", options: "Options:", commands: "Commands:", examples: "Examples:", common: "For every command:" },
  fi: { usage: "Käyttö:", options: "Valitsimet:", commands: "Komennot:", examples: "Esimerkkejä:", common: "Jokaisessa komennossa:" },
} as const;
type StaffLanguage = keyof typeof HEADINGS;

/** `contracts terms check`, split into its parts as the help shows them. */
interface Help {
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: readonly string[];
  readonly commands: readonly string[];
  readonly examples: readonly string[];
}

/** The lines below a heading, up to the next empty one. */
function below(text: string, heading: string): string[] {
  const lines = text.split("\n");
  const from = lines.indexOf(heading);
  if (from < 0) return [];
  const to = lines.indexOf("", from);
  return lines.slice(from + 1, to < 0 ? undefined : to);
}

async function helpOf(words: readonly string[], language: StaffLanguage): Promise<Help> {
  const [program = "desk", ...argv] = words;
  const options = { home: join(ROOT, "no-desk-here"), env: { RETURNDESK_LANGUAGE: language } };
  const ran = await runProgram(program as "desk", [...argv, "--help"], options);
  expect([words.join(" "), ran.exitCode, ran.stderr]).toEqual([words.join(" "), 0, ""]);
  const heads = HEADINGS[language];
  const [usage = "", , ...rest] = ran.stdout.split("\n");
  expect(usage).toMatch(new RegExp(`^${heads.usage} ${words.join(" ")}\\b`, "u"));
  const optionLines = [...below(ran.stdout, heads.options), ...below(ran.stdout, heads.common)];
  return {
    words,
    summary: rest.slice(0, rest.indexOf("")).join(" "),
    options: optionLines.flatMap((line) => line.match(/^ {2}(?:-\w, )?(--[\w-]+)/u)?.[1] ?? []),
    commands: below(ran.stdout, heads.commands).flatMap((line) => line.match(/^ {2}([a-z][\w-]*)/u)?.[1] ?? []),
    examples: below(ran.stdout, heads.examples).map((line) => line.trim()),
  };
}

async function allHelp(words: readonly string[], language: StaffLanguage): Promise<Help[]> {
  const help = await helpOf(words, language);
  // `desk contracts` is the program `contracts`, which is asked by itself.
  const own = help.commands.filter((name) => !(words.join(" ") === "desk" && (PROGRAMS as readonly string[]).includes(name)));
  const deeper = await Promise.all(own.map((name) => allHelp([...words, name], language)));
  return [help, ...deeper.flat()];
}

const everything = async (language: StaffLanguage): Promise<Help[]> =>
  (await Promise.all(PROGRAMS.map((program) => allHelp([program], language)))).flat();

/** An example that goes over several lines is one command. */
const oneLine = (examples: readonly string[]): string[] =>
  examples
    .join("\n")
    .replace(/\\\n\s*/gu, " ")
    .split("\n")
    // What other programs do with our files is theirs to explain.
    .filter((example) => example !== "" && !example.startsWith("("));

describe.each(["en", "fi"] as const)("help in %s", (language) => {
  test("has a summary, and examples that can be typed as they stand", async () => {
    const helps = await everything(language);
    const known = new Map(helps.map((help) => [help.words.join(" "), help]));
    const wrong: string[] = [];
    for (const { words, summary, commands, examples } of helps) {
      const name = words.join(" ");
      if (!/^\p{Lu}.{15,}/u.test(summary)) wrong.push(`${name}: no summary`);
      // A bare group is explained by its commands.
      if (examples.length === 0 && commands.length === 0) wrong.push(`${name}: no example`);
      for (const example of oneLine(examples)) {
        const typed = example.split(" ");
        const meant = [3, 2, 1].flatMap((count) => known.get(typed.slice(0, count).join(" ")) ?? [])[0];
        if (!meant) wrong.push(`${name}: ${example} is no command`);
        else if (!example.startsWith(words[0] as string)) wrong.push(`${name}: ${example} belongs to another program`);
        for (const [flag] of example.matchAll(/(?<=\s)--[\w-]+/gu))
          if (meant && !meant.options.includes(flag)) wrong.push(`${name}: ${example}: there is no ${flag}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(helps.length).toBeGreaterThan(25);
  });
});

test("both languages explain the same commands and options", async () => {
  const [english, finnish] = await Promise.all([everything("en"), everything("fi")]);
  const shape = (helps: readonly Help[]) => helps.map(({ words, options, commands }) => ({ words, options, commands }));
  expect(shape(finnish)).toEqual(shape(english));
});

describe("the README", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const commands = async () => new Map((await everything("en")).map((help) => [help.words.join(" "), help]));

  test("says of each command what it does, and of no other", async () => {
    const table = readme.slice(readme.indexOf("## Every command"), readme.indexOf("## Who is at the desk"));
    const said = [...table.matchAll(/^\| (`.*`) \|/gmu)].flatMap(([, names = ""]) => names.replaceAll("`", "").split(", "));
    const shown = [...(await commands()).values()].filter(
      ({ words, commands: below }) => below.length === 0 || /^(?:inspect|invoice)$/u.test(words.join(" ")),
    );
    expect([...said].sort()).toEqual(shown.map(({ words }) => words.join(" ")).sort());
  });

  test("shows only what can be typed", async () => {
    const known = await commands();
    const typed = [...readme.matchAll(/^ {4}((?:contracts|inspect|invoice|desk)\b.*)$/gmu)].map(
      ([, line = ""]) => line.split(" #")[0] as string,
    );
    const wrong = typed.filter((line) => {
      const words = line.trim().split(" ");
      const meant = [3, 2, 1].flatMap((count) => known.get(words.slice(0, count).join(" ")) ?? [])[0];
      return !meant || (line.match(/(?<=\s)--[\w-]+/gu) ?? []).some((flag) => !meant.options.includes(flag));
    });
    expect([typed.length > 20, wrong]).toEqual([true, []]);
  });
});

const files = (folder: string, end: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"));

const keysOf = (folder: string): string[] =>
  files(`templates/messages/${folder}`, ".json").flatMap((text) => Object.keys(JSON.parse(text)));

describe("catalogue keys", () => {
  const source = files("src", ".ts").join("\n");
  const all = [...new Set([...keysOf("staff/en"), ...keysOf("customer/en")])];
  const known = new Set(all);
  // The programs know their own words and those of the ready-made terms: goods have names in the catalogue.
  const words = new Set([source, ...files("templates/terms", ".yaml")].join("\n").match(/[\p{L}\p{N}_-]+/gu));

  test("what the programs say by name is in a catalogue", () => {
    const said = [
      ...[...source.matchAll(/\b(?:t|messages)\("([\w.]+)"/gu)].map((match) => match[1] as string),
      ...[...source.matchAll(/\bhelp\("([\w.]+)"\)/gu)].map((match) => `help.${match[1]}`),
      ...[...source.matchAll(/cli\s*\.command\(\w+, "[^"]*", "([\w.]+)"\)/gu)].flatMap((match) => [
        `help.${match[1]}.summary`,
        `help.${match[1]}.examples`,
      ]),
    ];
    expect(said.length).toBeGreaterThan(300);
    expect([...new Set(said)].filter((key) => !known.has(key))).toEqual([]);
  });

  test("what is in a catalogue is said somewhere", () => {
    const literals = new Set([...source.matchAll(/["'`]([\w.-]+)["'`]/gu)].map((match) => match[1] as string));
    const isSaid = (word: string): boolean => word === "" || words.has(word);
    /** Two words that a template puts together: `return` and `WithSums`. */
    const isJoined = (word: string): boolean => [...word].some((_, at) => isSaid(word.slice(0, at)) && isSaid(word.slice(at)));
    // `contracts.state.${…}` says contracts.state.out where the program knows the word "out".
    const patterns = [...source.matchAll(/`([a-z][\w-]*\.[^`\s]*\$\{[^`]*|[a-z][\w-]*\.[^`\s]*)`/giu)]
      .map((match) => match[1] as string)
      .filter((template) => template.includes("${"))
      .map((template) => {
        const escaped = template.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, "\u0000").replace(/[.*+?^()|[\]\\]/gu, "\\$&");
        const shape = escaped.replace(/\u0000+/gu, "([\\w.-]*)");
        return { pattern: new RegExp(`^${shape}$`, "u"), isPart: escaped.includes("\u0000\u0000") ? isJoined : isSaid };
      });
    // Commander names its errors: `commander.unknownCommand`.
    const commander = readFileSync(
      createRequire(import.meta.url)
        .resolve("commander")
        .replace(/index\.js$/u, "lib/command.js"),
      "utf8",
    );
    const isUsage = (key: string): boolean =>
      key.startsWith("commandLine.") && commander.includes(`'${key.replace("commandLine", "commander")}'`);
    const said = (key: string): boolean =>
      literals.has(key) ||
      isUsage(key) ||
      patterns.some(({ pattern, isPart }) => {
        const match = pattern.exec(key);
        return match?.slice(1).every((part) => part.split(".").every(isPart)) ?? false;
      });
    // Help is said through `cli.command` and `cli.help`, whose keys leave out the first word.
    const helpSaid = (key: string): boolean => {
      const bare = key.replace(/^help\./u, "");
      return said(bare) || literals.has(bare.replace(/\.(?:summary|examples)$/u, ""));
    };
    expect(all.filter((key) => (key.startsWith("help.") ? !helpSaid(key) : !said(key)))).toEqual([]);
  });
});
