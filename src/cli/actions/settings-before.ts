/** What a desk that is set up anew keeps: all that nobody asks about. */

import type { Settings } from "../../app/ports.ts";
import { answersOf, type SetUpAnswers } from "../../app/set-up-desk.ts";
import { UserError } from "../../kernel/errors.ts";
import { readSettings, settingsPath } from "../../storage/settings-file.ts";
import { openDesk } from "../open-desk.ts";
import type { Session } from "../session.ts";

interface Before {
  readonly settings: Settings;
  /** With the owner's name, where the database can be read. */
  readonly answers: SetUpAnswers;
  /** Who replaces them: whoever is named or signed in; empty where nobody is, or the database cannot be read. */
  readonly actor: string;
}

/** @throws UserError `already-set-up` unless they may be replaced; damaged ones may, and keep nothing. */
export async function settingsBefore(session: Session, home: string, replace: boolean): Promise<Before | null> {
  const settings = replace ? readableSettings(home) : readSettings(home);
  if (settings === null) return null;
  if (!replace) {
    throw new UserError("already-set-up", { path: settingsPath(home), name: settings.firm.name }, ["desk init --replace", "desk doctor"]);
  }
  const owner = await nameOfOwner(session, settings);
  return { settings, answers: { ...answersOf(settings), ...(owner === null ? {} : { owner }) }, actor: await whoReplaces(session) };
}

/** A desk is set up anew also where nobody can be at it. */
async function whoReplaces(session: Session): Promise<string> {
  try {
    return (await session.actor()).id;
  } catch (error) {
    if (error instanceof UserError && session.flags.as === null) return "";
    throw error;
  }
}

function readableSettings(home: string): Settings | null {
  try {
    return readSettings(home);
  } catch (error) {
    if (error instanceof UserError && error.code === "settings-damaged") return null;
    throw error;
  }
}

async function nameOfOwner(session: Session, settings: Settings): Promise<string | null> {
  const desk = openDesk(session.io, settings, "");
  try {
    const staff = await (await desk.store()).read((repositories) => repositories.staff.list());
    return staff.find((member) => member.role === "owner")?.name ?? null;
  } catch {
    // A desk is set up anew also because its data is gone; then the owner is asked for again.
    return null;
  } finally {
    await desk.close();
  }
}

/** The bytes of the logo that a desk has; they go along when its data moves to another folder. @throws UserError `logo-lost`. */
export async function keptLogo(session: Session, settings: Settings): Promise<Uint8Array | null> {
  if (settings.firm.logo === null) return null;
  const archive = await openDesk(session.io, settings, "").archive();
  try {
    return await archive.read(settings.firm.logo);
  } catch {
    throw new UserError("logo-lost", {}, ["desk init --replace --logo FILE", 'desk init --replace --logo ""']);
  }
}
