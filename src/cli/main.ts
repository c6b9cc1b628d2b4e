/** One run of one of the four programs: argv in, exit code out. `bin/` calls nothing else. */
import { Command, CommanderError, Help, Option } from "commander";
import { UsageError } from "../kernel/errors.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { homeFolder, readSettings } from "../storage/settings-file.ts";
import { readCatalogue } from "../storage/templates.ts";
import { EXIT, failureJson, failureOf, failureText } from "./exit.ts";
import type { Io } from "./io.ts";
import type { Arguments, Cli, Declarations, Declare, Options, Work } from "./program.ts";
import type { CommonFlags } from "./session.ts";

export const PROGRAMS = ["inspect", "invoice", "contracts", "desk"] as const;
export type ProgramName = (typeof PROGRAMS)[number];

const DECLARATIONS: Record<ProgramName, () => Promise<{ readonly declarations: Declarations }>> = {
  inspect: () => import("./commands/inspect/program.ts"),
  invoice: () => import("./commands/invoice/program.ts"),
  contracts: () => import("./commands/contracts/program.ts"),
  desk: () => import("./commands/desk/program.ts"),
};

/** The version in package.json, put in by the build. */
declare const RETURNDESK_VERSION: string | undefined;
const version = (): string => (typeof RETURNDESK_VERSION === "string" ? RETURNDESK_VERSION : "0.0.0-source");

/** `RETURNDESK_LANGUAGE`, the desk's own, the locale, English: the first that says Finnish or English. */
function staffLanguage(io: Io): StaffLanguage {
  const chosen = io.env.RETURNDESK_LANGUAGE;
  if (chosen === "fi" || chosen === "en") return chosen;
  try {
    const settings = readSettings(homeFolder(io.env));
    if (settings) return settings.language;
  } catch {
    // Damaged settings are told by the command that needs them; help and version work without.
  }
  return (io.env.LC_ALL || io.env.LC_MESSAGES || io.env.LANG || "").startsWith("fi") ? "fi" : "en";
}

const flag = (options: Options, name: string): boolean => options[name] === true;
const text = (options: Options, name: string): string | null => (typeof options[name] === "string" ? options[name] : null);

function commonFlags(options: Options): CommonFlags {
  const fd = text(options, "pinFd");
  if (fd !== null && !/^\d{1,4}$/u.test(fd)) throw new UsageError("pin-fd-number", { given: fd });
  return {
    json: flag(options, "json"),
    yes: flag(options, "yes"),
    dryRun: flag(options, "dryRun"),
    verbose: flag(options, "verbose"),
    plain: flag(options, "plain"),
    input: options.input !== false,
    as: text(options, "as"),
    pinFd: fd === null ? null : Number(fd),
  };
}

const COMMON: readonly (readonly [flags: string, key: string])[] = [
  ["--json", "json"],
  ["-y, --yes", "yes"],
  ["--dry-run", "dryRun"],
  ["--as <staff>", "as"],
  ["--pin-fd <n>", "pinFd"],
  ["--no-input", "input"],
  ["--no-color", "color"],
  ["--plain", "plain"],
  ["--verbose", "verbose"],
];

/** What all commands share is declared last: a command's own options lead its help. */
interface Frame extends Cli {
  addCommonOptions(): void;
}

function cliFor(io: Io, language: StaffLanguage): Frame {
  const texts = readCatalogue("staff", language);
  const help = (key: string): string => {
    const found = texts[`help.${key}`];
    if (found === undefined) throw new RangeError(`no help text for ${key} in ${language}`);
    return found;
  };
  const declared: Command[] = [];
  return {
    io,
    help,
    addCommonOptions: () => {
      for (const command of declared)
        for (const [flags, name] of COMMON) command.addOption(new Option(flags, help(`common.${name}`)).helpGroup(help("common.heading")));
    },
    command: (parent, usage, key) => {
      const command = /^[[<]/u.test(usage) ? parent : parent.command(usage.split(" ")[0] as string);
      for (const argument of usage.split(" ").filter((word) => /^[[<]/u.test(word))) command.argument(argument);
      const summary = help(`${key}.summary`);
      command.summary(summary).helpCommand(false);
      command.description(`${summary}

${help("common.examples")}
${indented(help(`${key}.examples`))}`);
      declared.push(command);
      return command;
    },
    action:
      (work) =>
      async (...given) =>
        runAction(io, language, work, given),
  };
}

/** Columns that help is set in. */
const width = (io: Io): number => io.stdout.columns ?? 80;

/** Wraps lines, but for indented ones: an example must stand as it is typed. */
function wrapProse(this: Help, text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => (line.startsWith("  ") ? line : Help.prototype.boxWrap.call(this, line, columns)))
    .join("\n");
}

const indented = (lines: string): string =>
  lines
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");

/** The walk, whose screen the customer sees; and what tells by itself what waits. */
const WITHOUT_WAITING: ReadonlySet<string> = new Set(["inspect", "desk inspect", "handover", "today", "overdue"]);

async function runAction(io: Io, language: StaffLanguage, work: Work, given: readonly unknown[]): Promise<void> {
  const command = given.at(-1) as Command;
  const options = optionsOf(command);
  const { runSession } = await import("./run-session.ts");
  const running = await runSession(io, commonFlags(options), options.color !== false && !flag(options, "plain"), language);
  try {
    await work(running.session, given.slice(0, -2) as Arguments, options);
    if (!WITHOUT_WAITING.has(command.name())) await running.tellWaiting();
  } finally {
    await running.close();
  }
}

/** A flag may stand before or after the subcommand's name; what was given wins over any default. */
function optionsOf(command: Command): Options {
  const options: Record<string, Options[string]> = { ...command.opts() };
  for (let parent = command.parent; parent; parent = parent.parent) {
    for (const [name, value] of Object.entries(parent.opts())) {
      if (parent.getOptionValueSource(name) === "cli" && command.getOptionValueSource(name) !== "cli") options[name] = value;
    }
  }
  return options;
}

/** A command that is named is declared alone: to declare them all takes as long as to show a contract. */
function declarationsFor(word: string | undefined, declarations: Declarations): readonly Declare[] {
  const named = word !== undefined && Object.hasOwn(declarations, word) ? declarations[word] : undefined;
  return named ? [named] : Object.values(declarations);
}

async function build(name: ProgramName, words: readonly string[], shownAs: string, io: Io, cli: Frame): Promise<Command> {
  const program = new Command(shownAs);
  const titles: Readonly<Record<string, string>> = {
    "Usage:": cli.help("common.usage"),
    "Options:": cli.help("common.options"),
    "Commands:": cli.help("common.commands"),
  };
  program
    .exitOverride()
    .configureOutput({
      writeOut: (written) => void io.stdout.write(written),
      writeErr: (written) => void io.stderr.write(written),
      // Said by `main`, in the staff's words.
      outputError: () => undefined,
      getOutHelpWidth: () => width(io),
      // Help has no colours; asking the process would open its streams.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    })
    .addHelpOption(new Option("-h, --help", cli.help("common.help")).helpGroup(cli.help("common.heading")))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, boxWrap: wrapProse })
    .helpCommand(false)
    .version(version(), "-V, --version", cli.help("common.version"))
    .showSuggestionAfterError(true)
    .enablePositionalOptions();
  const { declarations } = await DECLARATIONS[name]();
  if (!program.description()) program.description(cli.help(`${name}.summary`));
  for (const declare of declarationsFor(words[0], declarations)) declare(program, cli);
  cli.addCommonOptions();
  return program;
}

/** The words for an error, loaded only now that there is one; null when they cannot be read. */
async function messagesFor(io: Io): Promise<Messages | null> {
  try {
    const language = staffLanguage(io);
    const { createMessages } = await import("../language/messages.ts");
    return createMessages(readCatalogue("staff", language), `${language}-FI`);
  } catch {
    return null;
  }
}

/** Help and version are no failures, though commander throws for them. */
function exitCodeOf(error: CommanderError): number {
  return ["commander.helpDisplayed", "commander.version", "commander.help"].includes(error.code) ? EXIT.done : EXIT.usage;
}

/** What commander has to say, in the staff's words: its code tells which sentence, its message which word, and what was meant. */
function usageErrorOf(error: CommanderError, command: string, texts: Readonly<Record<string, string>>): UsageError {
  const [said = "", meant = ""] = error.message.split("\n");
  const fill = (key: string, value: string): string | undefined => texts[key]?.replace("{what}", value);
  const message = fill(error.code.replace("commander.", "commandLine."), /'([^']*)'/u.exec(said)?.[1] ?? "");
  const nearest = /^\(Did you mean (?:one of )?(.*)\?\)$/u.exec(meant)?.[1];
  const hint = nearest === undefined ? undefined : fill("commandLine.meant", nearest);
  return new UsageError("command-line", { what: message ?? said.replace(/^error: /u, "") }, [hint ?? `${command} --help`]);
}

/** The command that the words name, as far as they name one: `desk staff add`. */
function commandNamed(program: Command, words: readonly string[]): string {
  const next = program.commands.find((command) => command.name() === words[0]);
  return next ? `${program.name()} ${commandNamed(next, words.slice(1))}` : program.name();
}

/**
 * Runs one program. Everything it says goes to the streams of `io`.
 * @returns The exit code: 0 done, 1 the user can mend it, 2 the command line, 70 our bug, 130 cancelled.
 */
export async function main(name: ProgramName, argv: readonly string[], io: Io): Promise<number> {
  let typed: string = name;
  const other = name === "desk" ? PROGRAMS.find((candidate) => candidate !== "desk" && candidate === argv[0]) : undefined;
  try {
    const cli = cliFor(io, staffLanguage(io));
    const words = other ? argv.slice(1) : argv;
    const program = await build(other ?? name, words, other ? `desk ${other}` : name, io, cli);
    // A program that does nothing by itself shows its help when it is called with nothing.
    if (words.length === 0 && program.registeredArguments.length === 0) program.help();
    typed = commandNamed(program, words);
    await program.parseAsync(words, { from: "user" });
    return EXIT.done;
  } catch (thrown) {
    if (thrown instanceof CommanderError && exitCodeOf(thrown) === EXIT.done) return EXIT.done;
    const error = thrown instanceof CommanderError ? usageErrorOf(thrown, typed, readCatalogue("staff", staffLanguage(io))) : thrown;
    const failure = failureOf(error, await messagesFor(io));
    const json = argv.includes("--json") && failure.exitCode !== EXIT.cancelled;
    io.stderr.write(json ? failureJson(failure) : failureText(failure, argv.includes("--verbose")));
    return failure.exitCode;
  }
}
