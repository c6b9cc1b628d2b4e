/** The desk's settings: `desk.json` in the home folder, readable and writable by hand. Read synchronously, before anything else is known. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Settings } from "../app/ports.ts";
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

const damaged = (path: string, what: string): UserError =>
  new UserError("settings-damaged", `The settings in ${path} cannot be used: ${what}.`, ["mend the file, or write it anew with desk init"]);

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
const ADDRESS: Shape = { street: "text", postalCode: "text", city: "text", country: "text" };

/** A hand-edited file's mistakes, each by the name of its field. What the values mean is for `desk doctor`. */
function wrongFields(value: unknown, shape: Shape, prefix: string): string[] {
  if (typeof value !== "object" || value === null) return [`${prefix.replace(/\.$/u, "")} is missing`];
  return Object.entries(shape).flatMap(([name, kind]) => {
    const field = (value as Record<string, unknown>)[name];
    if (field === null && kind.endsWith("OrNull")) return [];
    if (typeof field !== "string") return [`${prefix}${name} must be a text`];
    return kind.startsWith("folder") && !isAbsolute(field) ? [`${prefix}${name} must be an absolute path`] : [];
  });
}

function check(value: unknown, path: string): Settings {
  if (typeof value !== "object" || value === null) throw damaged(path, "it holds no settings");
  const settings = value as Settings;
  if (typeof settings.schemaVersion === "number" && settings.schemaVersion > 1)
    throw new UserError("settings-newer", `The settings in ${path} were written by a newer version.`, ["install the newest returndesk"]);
  const problems = [
    ...(settings.schemaVersion === 1 ? [] : ["schemaVersion must be 1"]),
    ...(settings.language === "fi" || settings.language === "en" ? [] : ["language must be fi or en"]),
    ...wrongFields(settings, TOP, ""),
    ...wrongFields(settings.firm, FIRM, "firm."),
    ...wrongFields(settings.firm?.address, ADDRESS, "firm.address."),
  ];
  if (problems.length > 0) throw damaged(path, problems.join("; "));
  return settings;
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
    throw new UserError("settings-unreadable", `The settings in ${path} cannot be read (${message}).`, ["check who may read the file"]);
  }
  try {
    return check(JSON.parse(text), path);
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(path, `it is no JSON (${error.message})`) : error;
  }
}

/** Replaces the settings, whole or not at all. @throws UserError when the disk refuses. */
export async function writeSettings(home: string, settings: Settings): Promise<void> {
  await writeDurably(settingsPath(home), Buffer.from(`${JSON.stringify(settings, null, 2)}\n`));
}
