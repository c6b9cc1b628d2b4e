/**
 * One run of one command: what its action is given. The command's file declares flags and calls the use case in `app/`; what is
 * printed goes through here.
 */
import type { Desk } from "../app/ports.ts";
import type { Day } from "../kernel/dates.ts";
import type { Language, StaffLanguage } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import type { Act, StaffMember } from "../people/staff.ts";
import type { Io } from "./io.ts";
import type { Ask } from "./prompts/ask.ts";

/** Flags that every command has. */
export interface CommonFlags {
  readonly json: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
  /** Nothing is drawn anew, in prompts or output: for screen readers. */
  readonly plain: boolean;
  /** False with `--no-input`. */
  readonly input: boolean;
  readonly as: string | null;
  readonly pinFd: number | null;
}

/** Styles for one stream; plain text where colour is off. Never the only carrier of meaning. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  accent(text: string): string;
  warn(text: string): string;
}

export interface Session {
  readonly io: Io;
  readonly flags: CommonFlags;
  /** The staff's language. */
  readonly language: StaffLanguage;
  /** Staff texts: `templates/messages/staff/<language>/*.json`. */
  readonly t: Messages;
  /** Customer texts in a language: `templates/messages/customer/<language>/*.json`. */
  customerTexts(language: Language): Promise<Messages>;
  readonly out: Paint;
  readonly err: Paint;
  /** True when prompts may be shown. */
  readonly interactive: boolean;
  /** Prompts on stderr. Only use when `interactive`; otherwise throw a UsageError naming every missing flag at once. */
  ask(): Promise<Ask>;
  /** Settings, store, archive and clock; opened on first use, closed by the frame. @throws UserError `not-set-up`. */
  desk(): Promise<Desk>;
  /** The same for what needs nobody to act: looking up a contract, signing in, the doctor. */
  deskWithoutActor(): Promise<Desk>;
  /** Who is acting, from `--as`, RETURNDESK_STAFF or the sign-in. @throws UsageError when nobody is named. */
  actor(): Promise<StaffMember>;
  /**
   * The person whose authority an act rests on: the actor where the role suffices, else someone who proves it with a PIN, asked for
   * at the terminal or read from `--pin-fd` as `id:pin`. @throws UserError `not-allowed`.
   */
  authority(act: Act): Promise<StaffMember>;
  today(): Promise<Day>;
  /** Writes lines to stdout; on a terminal they are broken between words. */
  print(...lines: readonly string[]): void;
  /** To stdout as it stands: commands and documents that somebody may copy from the screen. */
  verbatim(text: string): void;
  /** Lines to stderr, as `print` does: progress and remarks. */
  remark(...lines: readonly string[]): void;
  /** The one JSON document of a `--json` run; `schemaVersion` is added. Money as `{cents, currency}` (see `output/json.ts`). */
  json(value: Readonly<Record<string, unknown>>): void;
  /** A list: aligned columns on a terminal, tab-separated off it. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
}
