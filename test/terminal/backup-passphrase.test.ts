/** The passphrase of a backup as an owner types it: the real program in a real pseudo-terminal. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";

const PASSPHRASE = "viisi satunnaista sanaa";

test("it is typed twice and never shown; a wrong one says so, the right one restores", async () => {
  const desk = await deskWithContracts();
  const folder = join(await temporaryFolder(), "backup");
  const making = openTerminal("desk", ["backup", folder, "--encrypt-with-passphrase"], { home: desk.home, rows: 40 });
  expect(await making.until("New passphrase, at least 12 characters")).toContain("nothing shows while you type");
  await making.answer("short\r", "needs at least 12 characters");
  await making.answer(`\x15${PASSPHRASE}\r`, "The same once more");
  await making.answer("something else\r", /not the same[\s\S]*New passphrase/u);
  await making.answer(`${PASSPHRASE}\r`, /not the same[\s\S]*once more/u);
  making.type(`${PASSPHRASE}\r`);
  expect(await making.ended).toEqual({ code: 0, signal: null });
  expect(making.screen()).not.toMatch(/viisi|short\b|something/u);
  expect(await readFile(join(desk.settings.data, "backup-targets.json"), "utf8")).not.toContain("viisi");

  const empty = await temporaryFolder();
  const places = ["--data", join(empty, "data"), "--mirror", join(empty, "mirror")];
  const restore = (): ReturnType<typeof openTerminal> =>
    openTerminal("desk", ["restore", folder, ...places], { home: join(empty, "home") });
  const wrong = restore();
  await wrong.until("Passphrase of the backup");
  wrong.type("viisi satunnaista sanoja\r");
  await wrong.until("The backup does not open with this passphrase");
  expect(await wrong.ended).toEqual({ code: 1, signal: null });
  const right = restore();
  await right.until("Passphrase of the backup");
  right.type(`${PASSPHRASE}\r`);
  expect(await right.ended).toEqual({ code: 0, signal: null });
  expect(right.screen()).not.toContain("viisi");
  const settings = JSON.parse(await readFile(join(empty, "home", "desk.json"), "utf8"));
  expect(settings).toMatchObject({ data: join(empty, "data"), firm: desk.settings.firm });
});
