/**
 * The settings are a file, which people may edit by hand. The journal remembers how they stood: each change that a command makes has its
 * row, and what was changed by hand gets one when somebody looks (`desk doctor`).
 */
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Instant } from "../kernel/dates.ts";
import type { Journal } from "./ports/journal.ts";
import type { Desk, Settings } from "./ports.ts";

/** What stands apart from the row. */
interface Noted {
  readonly settings: Settings;
}

/** Who changed them; `found` for what somebody changed by hand. */
export interface SettingsNote {
  readonly at: Instant;
  readonly staff: string;
  readonly act: "settings.changed" | "settings.found";
  /** What changed beside the settings, by name: a password is never noted itself. */
  readonly beside?: readonly string[];
}

/** `firm.iban` and its value; lists and single values are leaves. */
function leaves(value: unknown, path = ""): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map([[path, canonicalJson(value)]]);
  const inside = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return new Map(inside.flatMap(([name, member]) => [...leaves(member, path === "" ? name : `${path}.${name}`)]));
}

function changedFields(before: Settings, after: Settings): readonly string[] {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name)).sort();
}

/** @returns names of the settings that are not as the journal saw them last; null when it never saw any. */
export async function unnotedSettings(journal: Pick<Journal, "list" | "detailOf">, settings: Settings): Promise<readonly string[] | null> {
  const [last] = (await journal.list({ act: "settings", limit: 1 })).rows;
  const noted = last ? ((await journal.detailOf(last.seq)) as Noted | null) : null;
  return noted === null ? null : changedFields(noted.settings, settings);
}

/** Writes a row that names what is new, unless nothing is. @returns as {@link unnotedSettings}. */
export async function noteSettings(journal: Journal, settings: Settings, note: SettingsNote): Promise<readonly string[] | null> {
  const { at, staff, act, beside = [] } = note;
  const changed = await unnotedSettings(journal, settings);
  if (changed !== null && changed.length + beside.length === 0) return changed;
  const subject = changed === null ? "desk.json" : [...changed, ...beside].join(", ");
  const detail: Noted = { settings };
  await journal.append({ at, staff, contract: null, act, subject, detail });
  return changed;
}

/** What was changed by hand is noted. @returns names of what was; none when the journal never saw the settings before. */
export async function noteFoundSettings(desk: Desk, dryRun: boolean): Promise<readonly string[]> {
  const store = await desk.store();
  const changed = await store.read(({ journal }) => unnotedSettings(journal, desk.settings));
  if (dryRun || changed?.length === 0) return changed ?? [];
  const note = { at: desk.clock.now(), staff: desk.actor, act: "settings.found" } as const;
  return (await store.write(({ journal }) => noteSettings(journal, desk.settings, note))) ?? [];
}
