import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Settings } from "../../src/app/ports.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { homeFolder, readSettings, settingsPath, writeSettings } from "../../src/storage/settings-file.ts";
import { buildFirm } from "../support/build-firm.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SETTINGS: Settings = {
  schemaVersion: 1,
  firm: buildFirm(),
  desk: "Tampere",
  zone: "Europe/Helsinki",
  language: "fi",
  data: "/srv/data",
  mirror: null,
};

test("settings come back as they were written, readable by their owner alone, and nothing else is left", async () => {
  const home = join(await temporaryFolder(), "new", "home");
  await writeSettings(home, SETTINGS);
  expect(readSettings(home)).toEqual(SETTINGS);
  expect((await stat(settingsPath(home))).mode & 0o777).toBe(0o600);
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  expect(await readdir(home)).toEqual(["desk.json"]);
});

function refusal(home: string): UserError {
  try {
    readSettings(home);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("the settings were read");
}

test("a desk that is not set up has no settings", async () => {
  expect(readSettings(await temporaryFolder())).toBeNull();
});

test.each([
  ["no JSON", "{", "settings-no-json", {}],
  ["no object", "7", "settings-empty", {}],
  ["a newer version", JSON.stringify({ ...SETTINGS, schemaVersion: 2 }), "settings-newer", {}],
  ["a relative folder", JSON.stringify({ ...SETTINGS, data: "data" }), "settings-field-path", { field: "data" }],
  [
    "a number for a text",
    JSON.stringify({ ...SETTINGS, firm: { ...SETTINGS.firm, iban: 7 } }),
    "settings-field-text",
    { field: "firm.iban" },
  ],
  ["no firm", JSON.stringify({ ...SETTINGS, firm: undefined }), "settings-field-missing", { field: "firm" }],
  [
    "no address",
    JSON.stringify({ ...SETTINGS, firm: { ...SETTINGS.firm, address: null } }),
    "settings-field-missing",
    { field: "firm.address" },
  ],
  [
    "a pattern of numbers that cannot be used",
    JSON.stringify({ ...SETTINGS, numbers: { invoice: "L-{year}" } }),
    "settings-pattern-parts",
    { field: "numbers.invoice", pattern: "L-{year}" },
  ],
  ["no map of patterns", JSON.stringify({ ...SETTINGS, numbers: 7 }), "settings-pattern-map", {}],
  ["an unknown language", JSON.stringify({ ...SETTINGS, language: "de" }), "settings-field-language", {}],
])("%s is refused with its reason", async (_, text, code, values) => {
  const home = await temporaryFolder();
  await writeFile(settingsPath(home), text);
  const [reason] = refusal(home).errors.length > 0 ? refusal(home).errors : [refusal(home)];
  expect(reason).toMatchObject({ code, values });
});

test("every mistake is named at once", async () => {
  const home = await temporaryFolder();
  await writeFile(settingsPath(home), JSON.stringify({ ...SETTINGS, zone: 1, desk: null, mirror: 3 }));
  expect(refusal(home).errors.map(({ code, values }) => [code, values.field])).toEqual([
    ["settings-field-text", "desk"],
    ["settings-field-text", "zone"],
    ["settings-field-text", "mirror"],
  ]);
});

test("a folder in the place of the settings says so", async () => {
  const home = await temporaryFolder();
  await mkdir(settingsPath(home));
  expect(() => readSettings(home)).toThrow(expect.objectContaining({ code: "settings-unreadable" }));
});

test("a write that cannot be made leaves the settings as they were", async () => {
  const home = await temporaryFolder();
  await mkdir(join(home, "desk.json"));
  await expect(writeSettings(home, SETTINGS)).rejects.toThrow();
  expect(await readdir(home)).toEqual(["desk.json"]);
  await expect(writeSettings(join(home, "desk.json", "x"), SETTINGS)).resolves.toBeUndefined();
  expect(JSON.parse(await readFile(join(home, "desk.json", "x", "desk.json"), "utf8"))).toEqual(SETTINGS);
});

test.each([
  [{ RETURNDESK_HOME: "/srv/desk", HOME: "/home/mira" }, "linux", "/srv/desk"],
  [{ XDG_DATA_HOME: "/xdg", HOME: "/home/mira" }, "linux", "/xdg/returndesk"],
  [{ XDG_DATA_HOME: "relative", HOME: "/home/mira" }, "linux", "/home/mira/.local/share/returndesk"],
  [{ HOME: "/home/mira" }, "linux", "/home/mira/.local/share/returndesk"],
  [{ HOME: "/Users/mira" }, "darwin", "/Users/mira/Library/Application Support/returndesk"],
  [{ LOCALAPPDATA: "/c/local" }, "win32", "/c/local/returndesk"],
  [{ USERPROFILE: "/c/mira" }, "win32", "/c/mira/AppData/Local/returndesk"],
] as const)("with %o on %s the desk lives in %s", (env, platform, home) => {
  expect(homeFolder(env, platform)).toBe(home);
});
