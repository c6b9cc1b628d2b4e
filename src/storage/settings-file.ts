/** The desk's settings: `desk.json` in the home folder, readable and writable by hand. Read synchronously, before anything else is known. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Settings } from "../app/ports.ts";
import type { EInvoiceRoute } from "../contract/contract.ts";
import { chartProblems } from "../invoice/books/chart.ts";
import { patternProblems } from "../invoice/number-pattern.ts";
import { reminderSettingProblems } from "../invoice/reminder-rules.ts";
import { yearEndProblems } from "../invoice/retention.ts";
import { UserError } from "../kernel/errors.ts";
import { writeDurably } from "./durable-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the desk lives: `$RETURNDESK_HOME`, else this platform's folder for a user's data. Absolute. */
export function homeFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (env.RETURNDESK_HOME) return resolve(env.RETURNDESK_HOME);
  const user = (platform === "win32" ? env.USERPROFILE : env.HOME) || homedir();
  if (platform === "win32") return join(env.LOCALAPPDATA || join(user, "AppData", "Local"), "returndesk");
  if (platform === "darwin") return join(user, "Library", "Application Support", "returndesk");
  // The XDG specification says to ignore a relative path.
  const data = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(user, ".local", "share");
  return join(data, "returndesk");
}

export const settingsPath = (home: string): string => join(home, "desk.json");

const damaged = (path: string, ...errors: readonly UserError[]): UserError => new UserError("settings-damaged", { path }, [], { errors });

type Shape = Readonly<Record<string, "text" | "textOrNull" | "folder" | "folderOrNull">>;
const TOP: Shape = { desk: "text", zone: "text", data: "folder", mirror: "folderOrNull" };
const FIRM: Shape = {
  name: "text",
  businessId: "text",
  vatId: "textOrNull",
  iban: "text",
  bic: "textOrNull",
  phone: "text",
  email: "text",
  logo: "textOrNull",
};
const ROUTE: Shape = { operator: "textOrNull" };
const ROUTE_ADDRESS: Shape = { scheme: "textOrNull", id: "text" };
const ADDRESS: Shape = { street: "text", postalCode: "text", city: "text", country: "text" };

/** A hand-edited file's mistakes, each by the name of its field. What the values mean is for `desk doctor`. */
function wrongFields(value: unknown, shape: Shape, prefix: string): UserError[] {
  if (typeof value !== "object" || value === null) return [new UserError("settings-field-missing", { field: prefix.replace(/\.$/u, "") })];
  return Object.entries(shape).flatMap(([name, kind]) => {
    const field = (value as Record<string, unknown>)[name];
    if (field === null && kind.endsWith("OrNull")) return [];
    if (typeof field !== "string") return [new UserError("settings-field-text", { field: `${prefix}${name}` })];
    return kind.startsWith("folder") && !isAbsolute(field) ? [new UserError("settings-field-path", { field: `${prefix}${name}` })] : [];
  });
}

function wrongNumbers(numbers: unknown): readonly UserError[] {
  if (numbers === undefined) return [];
  if (typeof numbers !== "object" || numbers === null) return [new UserError("settings-pattern-map")];
  return patternProblems(numbers as Record<string, unknown>);
}

function wrongAccounts(accounts: unknown): readonly UserError[] {
  if (accounts === undefined) return [];
  if (typeof accounts !== "object" || accounts === null) return [new UserError("settings-account-map")];
  return chartProblems(accounts as Record<string, unknown>);
}

const isInterval = (days: unknown): boolean => Number.isInteger(days) && (days as number) >= 1 && (days as number) <= 3_650;

function check(value: unknown, path: string): Settings {
  if (typeof value !== "object" || value === null) throw damaged(path, new UserError("settings-empty"));
  const settings = value as Settings;
  if (typeof settings.schemaVersion === "number" && settings.schemaVersion > 1) throw new UserError("settings-newer", { path });
  const problems = [
    ...(settings.schemaVersion === 1 ? [] : [new UserError("settings-field-version")]),
    ...(settings.language === "fi" || settings.language === "en" ? [] : [new UserError("settings-field-language")]),
    ...wrongFields(settings, TOP, ""),
    ...wrongFields(settings.firm, FIRM, "firm."),
    ...wrongFields(settings.firm?.address, ADDRESS, "firm.address."),
    ...wrongNumbers((value as Record<string, unknown>).numbers),
    ...wrongAccounts((value as Record<string, unknown>).accounts),
    ...(isInterval(settings.verifyEveryDays ?? 30) ? [] : [new UserError("settings-verify-days")]),
    ...wrongRoute(settings.firm?.eInvoice ?? null),
    ...reminderSettingProblems(settings.reminders, settings.interest),
    ...(isInterval(settings.backupEveryDays ?? 7) ? [] : [new UserError("settings-backup-days")]),
    ...wrongTextWhereGiven(value as Record<string, unknown>),
    ...(["undefined", "boolean"].includes(typeof settings.feedback) ? [] : [new UserError("settings-feedback")]),
    ...yearEndProblems((value as Record<string, unknown>).financialYearEnd),
  ];
  if (problems.length > 0) throw damaged(path, ...problems);
  return { ...settings, firm: { ...settings.firm, eInvoice: settings.firm.eInvoice ?? null } };
}

/** What a desk may leave out. */
function wrongTextWhereGiven({ phoneAddress = "", photoInbox = "/" }: Readonly<Record<string, unknown>>): UserError[] {
  return wrongFields({ phoneAddress, photoInbox }, { phoneAddress: "text", photoInbox: "folder" }, "");
}

/** Where our e-invoices come from; files written before there were any have no such member. */
function wrongRoute(route: EInvoiceRoute | null): UserError[] {
  if (route === null) return [];
  const address = route.address ?? null;
  return [
    ...wrongFields(route, ROUTE, "firm.eInvoice."),
    ...(address === null ? [] : wrongFields(address, ROUTE_ADDRESS, "firm.eInvoice.address.")),
  ];
}

/** @returns null when the desk is not set up. @throws UserError `settings-damaged`, `settings-newer`, `settings-unreadable`. */
export function readSettings(home: string): Settings | null {
  const path = settingsPath(home);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new UserError("settings-unreadable", { path, detail: message });
  }
  return parseSettings(text, path);
}

/** @param moved folders in place of those that the text names. @throws UserError `settings-damaged`, `settings-newer`. */
export function parseSettings(text: string, path: string, moved: Partial<Pick<Settings, "data" | "mirror">> = {}): Settings {
  try {
    const value: unknown = JSON.parse(text);
    return check(typeof value === "object" && value !== null ? { ...value, ...moved } : value, path);
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(path, new UserError("settings-no-json", { detail: error.message })) : error;
  }
}

/** Replaces the settings, whole or not at all. @throws UserError when the disk refuses. */
export async function writeSettings(home: string, settings: Settings): Promise<void> {
  await writeDurably(settingsPath(home), Buffer.from(`${JSON.stringify(settings, null, 2)}\n`));
}
