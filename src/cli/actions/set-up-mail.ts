/** What `desk mail` does: the mail server's settings and its password, and a mail to try them. */
import { readFileSync } from "node:fs";
import { mailSender } from "../../adapters/mail-sender.ts";
import { noteSettings } from "../../app/note-settings.ts";
import { planMail } from "../../app/plan-mail.ts";
import type { MailSettings } from "../../app/ports/deliveries.ts";
import type { Settings } from "../../app/ports.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { isMailAddress } from "../../kernel/mail-address.ts";
import { mailPasswordPath, readMailPassword, removeMailPassword, writeMailPassword } from "../../storage/mail-password.ts";
import { homeFolder, settingsPath, writeSettings } from "../../storage/settings-file.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

const FIELDS = ["host", "port", "security", "user", "from"] as const;

const given = (options: Options) =>
  Object.fromEntries(FIELDS.map((field) => [field, typeof options[field] === "string" ? options[field] : null])) as Record<
    (typeof FIELDS)[number],
    string | null
  >;

export async function setUpMail(session: Session, options: Options): Promise<void> {
  const { settings } = await session.desk();
  if (options.off === true) return turnOff(session, settings);
  const answers = given(options);
  const changes = typeof options.passwordFd === "string" || FIELDS.some((field) => answers[field] !== null);
  const mail = changes ? planMail(answers, settings.mail ?? null, settings.firm.email) : (settings.mail ?? null);
  if (mail === null) throw new UserError("mail-not-set-up", {}, ["desk mail --host SERVER --user NAME --from ADDRESS"]);
  if (session.flags.dryRun) return show(session, mail, "common.dryRun");
  if (changes) await save(session, { ...settings, mail }, options);
  if (typeof options.test === "string") await sendTest(session, settings, mail, options.test);
  show(session, mail, changes ? "desk.mail.saved" : null);
}

async function turnOff(session: Session, settings: Settings): Promise<void> {
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const home = homeFolder(session.io.env);
  await writeSettings(home, { ...settings, mail: null });
  await removeMailPassword(home);
  await note(session, { ...settings, mail: null }, []);
  if (session.flags.json) session.json({ mail: null });
  else session.print(session.t("desk.mail.off"));
}

/** The journal knows that the server was changed, and that its password was, but never the password. */
async function note(session: Session, settings: Settings, beside: readonly string[]): Promise<void> {
  const desk = await session.desk();
  const row = { at: desk.clock.now(), staff: desk.actor, act: "settings.changed", beside } as const;
  await (await desk.store()).write(({ journal }) => noteSettings(journal, settings, row));
}

async function save(session: Session, settings: Settings & { readonly mail: MailSettings }, options: Options): Promise<void> {
  const home = homeFolder(session.io.env);
  const before = readMailPassword(home);
  const password = settings.mail.user === null ? null : await newPassword(session, options.passwordFd, before);
  await writeSettings(home, settings);
  if (password === null) await removeMailPassword(home);
  else await writeMailPassword(home, password);
  await note(session, settings, password === before ? [] : ["mail.password"]);
}

/** From a file descriptor, asked for, or as it stands: never from the command line. */
async function newPassword(session: Session, fd: Options[string], before: string | null): Promise<string> {
  if (typeof fd === "string") return readFirstLine(fd);
  if (session.interactive && !session.flags.yes) {
    const typed = await (await session.ask()).secret(session.t(before === null ? "desk.mail.askPassword" : "desk.mail.askPasswordOrKeep"));
    if (typed !== "") return typed;
  }
  if (before === null) throw new UsageError("mail-password-needed", {}, ["--password-fd 3 3<file"]);
  return before;
}

function readFirstLine(fd: string): string {
  try {
    return readFileSync(Number(fd), "utf8").split(/\r?\n/u)[0] ?? "";
  } catch (error) {
    throw new UsageError("password-fd-unreadable", { fd, detail: (error as Error).message }, ["--password-fd 3 3<file"]);
  }
}

async function sendTest(session: Session, settings: Settings, mail: MailSettings, to: string): Promise<void> {
  if (!isMailAddress(to)) throw new UserError("mail-address-wrong", { to }, ["desk mail --test ADDRESS"]);
  const own = { name: settings.firm.name, address: mail.from };
  const at = session.io.clock.now();
  const result = await mailSender(
    mail,
    readMailPassword(homeFolder(session.io.env)),
  )({
    from: own,
    replyTo: own,
    to: { name: "", address: to },
    subject: session.t("desk.mail.testSubject"),
    text: session.t("desk.mail.testText", { firm: settings.firm.name }),
    messageId: `test.${Date.parse(at)}@${mail.from.split("@")[1]}`,
    at,
    attachment: null,
  });
  const values = { to, detail: result.detail, why: { key: `send.reason.${result.reason}`, values: {} } };
  if (result.result !== "sent") throw new UserError("test-mail-unsent", values, ["desk mail"]);
  session.remark(session.t("desk.mail.tested", { to }));
}

function show(session: Session, mail: MailSettings, remark: string | null): void {
  const { t } = session;
  const home = homeFolder(session.io.env);
  if (session.flags.json) {
    session.json({ mail, passwordFile: mail.user === null ? null : mailPasswordPath(home) });
    return;
  }
  session.print(
    t("desk.mail.server", { host: mail.host, port: String(mail.port), security: t(`desk.mail.security.${mail.security}`) }),
    mail.user === null ? t("desk.mail.noUser") : t("desk.mail.user", { user: mail.user, path: mailPasswordPath(home) }),
    t("desk.mail.from", { from: mail.from }),
  );
  if (remark !== null) session.remark(t(remark, { path: settingsPath(home) }));
}
