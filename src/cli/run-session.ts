/** Makes the session of one command from its flags and the run's streams, and closes it whatever happens. */

import type { Settings } from "../app/ports.ts";
import { proveAuthority, whoMay } from "../app/prove-authority.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { UsageError, UserError } from "../kernel/errors.ts";
import { type Language, plain, type StaffLanguage } from "../kernel/text.ts";
import { createMessages, type Messages } from "../language/messages.ts";
import { type Act, isActive, type StaffMember } from "../people/staff.ts";
import { homeFolder, readSettings } from "../storage/settings-file.ts";
import { readCatalogue } from "../storage/templates.ts";
import { canAsk, type Io, type Output } from "./io.ts";
import { type OpenDesk, openDesk } from "./open-desk.ts";
import { fitted } from "./output/fitted.ts";
import { jsonDocument } from "./output/json.ts";
import { colourLevel, loadPaint } from "./output/paint.ts";
import { aligned, tabSeparated } from "./output/table.ts";
import { waitingLine } from "./output/waiting-line.ts";
import type { Ask } from "./prompts/ask.ts";
import { readPins } from "./read-pin.ts";
import type { CommonFlags, Session } from "./session.ts";

const LOCALE: Record<Language, string> = { fi: "fi-FI", sv: "sv-FI", en: "en-FI" };

export interface Running {
  readonly session: Session;
  /** Says under the output what waits for somebody, where the command has opened the books anyway. */
  tellWaiting(): Promise<void>;
  close(): Promise<void>;
}

export async function runSession(io: Io, flags: CommonFlags, colour: boolean, language: StaffLanguage): Promise<Running> {
  const t = createMessages(readCatalogue("staff", language), LOCALE[language]);
  const out = await loadPaint(colourLevel(io, io.stdout, colour));
  const err = await loadPaint(colourLevel(io, io.stderrIsFiled ? {} : io.stderr, colour));
  let desk: OpenDesk | null = null;
  let ask: Promise<Ask> | null = null;
  const texts = new Map<Language, Messages>();

  const settings = (): Settings => {
    const found = readSettings(homeFolder(io.env));
    if (!found) throw new UserError("not-set-up", { home: homeFolder(io.env) }, ["desk init"]);
    return found;
  };
  const open = (actor: string): OpenDesk => {
    desk ??= openDesk(io, settings(), actor);
    return desk;
  };
  const findActor = async (): Promise<StaffMember> => {
    const opened = open("");
    const staff = await (await opened.store()).read(async ({ staff }) => ({ list: await staff.list(), signedIn: await staff.signedIn() }));
    const id = flags.as ?? (io.env.RETURNDESK_STAFF || null) ?? staff.signedIn;
    if (id === null) throw new UsageError("no-actor", {}, ["desk staff sign-in ID", "--as ID"]);
    const member = staff.list.find((candidate) => candidate.id === id);
    if (!member) throw new UserError("unknown-staff", { id: plain(id).slice(0, 40) }, ["desk staff list"]);
    if (!isActive(member, dayOf(io.clock.now(), opened.settings.zone))) {
      throw new UserError("staff-ended", { name: member.name, day: member.endsOn ?? "" }, ["desk staff list"]);
    }
    return member;
  };
  let actor: Promise<StaffMember> | null = null;

  const session: Session = {
    io,
    flags,
    language,
    t,
    out,
    err,
    // Asking whether stdin is a terminal opens it, which most commands never need.
    get interactive() {
      return canAsk(io, flags.input);
    },
    customerTexts: async (wanted) => {
      const messages = texts.get(wanted) ?? createMessages(readCatalogue("customer", wanted), LOCALE[wanted]);
      texts.set(wanted, messages);
      return messages;
    },
    ask: () => {
      ask ??= import("./prompts/ask-terminal.ts").then(async ({ askTerminal }) => {
        const terminal = askTerminal(io, t);
        return flags.plain ? (await import("./prompts/ask-plain.ts")).askPlain(io, t, terminal) : terminal;
      });
      return ask;
    },
    actor: () => {
      actor ??= findActor();
      return actor;
    },
    desk: async () => {
      const member = await session.actor();
      return { ...open(member.id), actor: member.id };
    },
    deskWithoutActor: async () => {
      // Whoever is named must exist, though nobody needs to be.
      if (flags.as !== null) await session.actor();
      return open("");
    },
    authority: async (act) => authorityFor(session, act),
    today: async (): Promise<Day> => dayOf(io.clock.now(), settings().zone),
    print: (...lines) => void io.stdout.write(linesFor(io.stdout, lines)),
    verbatim: (text) => void io.stdout.write(`${text}\n`),
    remark: (...lines) => void io.stderr.write(linesFor(io.stderr, lines)),
    json: (value) => void io.stdout.write(jsonDocument(value)),
    table: (head, rows) => {
      const lines = io.stdout.isTTY === true ? aligned(head, rows, undefined, io.stdout.columns).join("\n") : tabSeparated([head, ...rows]);
      io.stdout.write(`${lines}\n`);
    },
  };
  const tellWaiting = async (): Promise<void> => {
    const store = await desk?.opened()?.catch(() => null);
    if (!desk || !store || flags.json) return;
    const { countWaiting } = await import("../app/count-waiting.ts");
    // The command has done its work: that a count could not be read is for the next one to say.
    const waiting = await countWaiting(desk, store).catch(() => null);
    const line = waiting && waitingLine(waiting, t);
    if (line) session.remark(err.dim(line));
  };
  return { session, tellWaiting, close: async () => desk?.close() };
}

/** A file or a pipe gets each line whole. */
const linesFor = ({ isTTY, columns }: Pick<Output, "isTTY" | "columns">, lines: readonly string[]): string =>
  lines
    .flatMap((line) => (isTTY === true && columns ? fitted(line, columns) : [line]))
    .map((line) => `${line}\n`)
    .join("");

/** A PIN at the terminal or from `--pin-fd`; a name alone grants nothing. */
async function authorityFor(session: Session, act: Act): Promise<StaffMember> {
  const desk = await session.desk();
  const candidates = await whoMay(desk, act);
  if (candidates.length === 0) throw new UserError("nobody-may", {}, ["desk staff pin ID"]);
  if (session.flags.pinFd !== null) {
    const [given] = readPins(session.flags.pinFd);
    if (given) return proveAuthority(desk, act, given.id, given.pin);
  }
  if (!session.interactive) throw new UsageError("pin-needed", {}, ["--pin-fd 3 3<file with a line id:pin"]);
  const ask = await session.ask();
  const id = await ask.select(
    session.t("common.whoDecides"),
    candidates.map((member) => ({ name: plain(member.name), value: member.id })),
    desk.actor,
  );
  return proveAuthority(desk, act, id, await ask.secret(session.t("common.pinOf", { id })));
}
