/** How a command is declared. A declaration is light: it names flags, and its action imports what it needs when it runs. */
import type { Command } from "commander";
import type { Io } from "./io.ts";
import type { Session } from "./session.ts";

export type Arguments = readonly (string | readonly string[] | undefined)[];
/** As commander parsed them: text, booleans, lists. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
export type Work = (session: Session, args: Arguments, options: Options) => Promise<void>;

export interface Cli {
  readonly io: Io;
  /** A help text of the staff catalogue: `help.<key>`. Plain, without values. */
  help(key: string): string;
  /**
   * A command with the flags all commands share. `usage` is `show <number>`; one that begins with an argument declares the program
   * itself. Summary and examples are `help.<key>.summary` and `.examples`.
   */
  command(parent: Command, usage: string, key: string): Command;
  /** Wraps the work so that it gets a session, which is closed whatever happens. */
  action(work: Work): (...args: unknown[]) => Promise<void>;
}

export type Declare = (program: Command, cli: Cli) => void;

/** A program's commands by their names, in the order its help lists them; `""` is the program without one. */
export type Declarations = Readonly<Record<string, Declare>>;
