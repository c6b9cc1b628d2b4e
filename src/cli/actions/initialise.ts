/** The set-up: answers from flags, a file and prompts become `desk.json`, folders, a database and the first owner. */
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { readInputFile } from "../../adapters/input-file.ts";
import { noteSettings } from "../../app/note-settings.ts";
import {
  isAsked,
  isOptional,
  planSetUp,
  presetOf,
  SET_UP_FIELDS,
  type SetUpAnswers,
  type SetUpField,
  wrongAnswer,
} from "../../app/set-up-desk.ts";
import { addStaff, setPin, signIn } from "../../app/staff-register.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import type { Problem } from "../../kernel/result.ts";
import { isPin } from "../../people/pin.ts";
import { homeFolder, settingsPath, writeSettings } from "../../storage/settings-file.ts";
import { flagOf } from "../commands/desk/init.ts";
import { openDesk } from "../open-desk.ts";
import { errorText } from "../output/tell.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { readFileText } from "./read-file-text.ts";
import { keptLogo, settingsBefore } from "./settings-before.ts";

/** In bytes. */
const LARGEST_LOGO = 20_000_000;

/** @throws UserError `already-set-up`, `set-up-invalid`; UsageError naming every missing flag off a terminal. */
export async function initialise(session: Session, flagged: SetUpAnswers, options: Options): Promise<void> {
  const home = homeFolder(session.io.env);
  const before = await settingsBefore(session, home, options.replace === true);
  const given = { ...(await fromFile(session, options.from)), ...flagged };
  const asked = session.interactive && !session.flags.yes ? await askMissing(session, given, before?.answers ?? {}, home) : given;
  const plan = planSetUp({ ...before?.answers, ...asked }, home, session.io.cwd);
  if (!plan.ok) throw invalid(plan.problems);
  const kept = asked.logo === undefined ? (before?.settings ?? null) : null;
  const logo = plan.value.logo === null ? kept && (await keptLogo(session, kept)) : await readLogo(session, plan.value.logo);
  if (session.flags.dryRun) {
    session.print(session.t("desk.init.would", { path: settingsPath(home) }), session.t("common.dryRun"));
    return;
  }
  const desk = openDesk(session.io, plan.value.settings, "", "create");
  try {
    const store = await desk.store();
    const stored = logo === null ? null : (await (await desk.archive()).put(logo)).sha256;
    // Whatever else the settings hold, such as the mail server, was not asked about and stays.
    const { phoneAddress: _address, photoInbox: _inbox, ...stays } = before?.settings ?? {};
    const settings = { ...stays, ...plan.value.settings, firm: { ...plan.value.settings.firm, logo: stored } };
    await writeSettings(home, settings);
    const staff = await store.read((repositories) => repositories.staff.list());
    const actor = staff.length === 0 ? await firstOwner(session, desk, plan.value.owner) : (before?.actor ?? "");
    const note = { at: session.io.clock.now(), staff: actor, act: "settings.changed" } as const;
    await store.write(({ journal }) => noteSettings(journal, settings, note));
    if (session.flags.json) session.json({ home, settings });
    else report(session, home, settings.data, settings.mirror);
  } finally {
    await desk.close();
  }
}

/** @returns who it is. */
async function firstOwner(session: Session, desk: ReturnType<typeof openDesk>, name: string): Promise<string> {
  const owner = await addStaff(desk, { name, role: "owner", id: null, phone: null, endsOn: null });
  await signIn(desk, owner.id);
  session.remark(session.t("desk.init.owner", { name: owner.name, id: owner.id }));
  if (!session.interactive || session.flags.yes) return owner.id;
  const ask = await session.ask();
  const pin = await ask.secret(session.t("desk.init.askPin", { name: owner.name }));
  if (isPin(pin)) await setPin({ ...desk, actor: owner.id }, owner.id, pin);
  else session.remark(session.t("desk.init.noPin", { id: owner.id }));
  return owner.id;
}

function report(session: Session, home: string, data: string, mirror: string | null): void {
  const { t } = session;
  session.print(t("desk.init.done", { path: settingsPath(home) }), t("desk.init.data", { data }));
  session.print(mirror === null ? t("desk.init.noMirror") : t("desk.init.mirror", { mirror }), "", t("desk.init.next"));
}

/** What is not known is asked; what a set-up desk had answered is offered again. */
async function askMissing(session: Session, given: SetUpAnswers, before: SetUpAnswers, home: string): Promise<SetUpAnswers> {
  const ask = await session.ask();
  const answers: Partial<Record<SetUpField, string>> = { ...given };
  for (const field of SET_UP_FIELDS) {
    if (!isAsked(field)) continue;
    if (answers[field] !== undefined && wrongAnswer(field, answers[field] ?? "") === null) continue;
    if (field === "owner" && before.owner !== undefined) continue;
    const preset = answers[field] ?? before[field] ?? presetOf(field, answers, home);
    const message = session.t(`desk.init.ask.${field}`) + (isOptional(field) ? ` ${session.t("desk.init.optional")}` : "");
    const asked = (): Promise<string> =>
      ask.text(message, {
        ...(preset === null ? {} : { preset }),
        check: (text) => {
          const wrong = wrongAnswer(field, text);
          return wrong === null ? null : session.t(`desk.init.wrong.${wrong}`);
        },
      });
    const answer = field === "logo" ? await askLogo(session, asked) : await asked();
    // Whoever names no logo keeps the one there is.
    if (field !== "logo" || answer !== "") answers[field] = answer;
  }
  return answers;
}

/** Asks until the file is a picture or there is none: all other answers would be lost with a wrong one at the end. */
async function askLogo(session: Session, asked: () => Promise<string>): Promise<string> {
  for (;;) {
    const path = await asked();
    try {
      if (path !== "") await readLogo(session, path);
      return path;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      session.remark(session.err.warn(errorText(session.t, error)));
    }
  }
}

function invalid(problems: readonly Problem[]): UserError {
  const errors = problems.map(({ code, path, values }) => {
    const [flag, what] = [flagOf(path as SetUpField), { key: `desk.init.wrong.${code}`, values: {} }];
    if (code === "missing") return new UserError("set-up-field-missing", { flag, what });
    return new UserError("set-up-field-wrong", { flag, given: values.given ?? "", what });
  });
  const missing = problems.every(({ code }) => code === "missing");
  return missing
    ? new UsageError("set-up-missing", {}, ["desk init --help"], { errors })
    : new UserError("set-up-invalid", {}, ["desk init --help"], { errors });
}

/** @throws UserError `file-…`, `logo-format`, `logo-damaged`. */
async function readLogo(session: Session, path: string): Promise<Uint8Array> {
  const { name, bytes } = await readInputFile(session.io.cwd, path, LARGEST_LOGO);
  const { asLogo } = await import("../../media/as-logo.ts");
  return asLogo(bytes, name);
}

async function fromFile(session: Session, path: Options[string]): Promise<SetUpAnswers> {
  if (typeof path !== "string") return {};
  const text = await readFileText(session, path);
  let parsed: unknown;
  try {
    parsed = parse(text, { schema: "failsafe" });
  } catch (error) {
    throw new UserError("set-up-file-syntax", { path, detail: (error as Error).message });
  }
  if (typeof parsed !== "object" || parsed === null) throw new UserError("set-up-file-shape", { path });
  const unknown = Object.keys(parsed).filter((key) => !(SET_UP_FIELDS as readonly string[]).includes(key));
  if (unknown.length > 0) {
    throw new UserError("set-up-file-fields", { path, keys: unknown.join(", "), known: SET_UP_FIELDS.join(", ") });
  }
  const answers = Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)])) as SetUpAnswers;
  // As elsewhere, a file that a file names is meant from where the file lies.
  return answers.logo ? { ...answers, logo: resolve(session.io.cwd, dirname(path), answers.logo) } : answers;
}
