/** The set-up as an owner does it: the real program in a real pseudo-terminal. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";

const FIRM = fileURLToPath(new URL("../../fixtures/firm.yaml", import.meta.url));

test("the e-invoice address and operator are asked for, and asked again until they are one or none", async () => {
  const home = await temporaryFolder();
  const known = ["--country", "FI", "--logo", "", "--language", "en", "--desk", "Tampere", "--zone", "Europe/Helsinki"];
  const terminal = openTerminal("desk", ["init", "--from", FIRM, ...known, "--data", join(home, "data"), "--mirror", ""], { home });
  await terminal.until("E-invoice address (empty: from the business id)");
  await terminal.answer("0037\r", "is no e-invoice address");
  await terminal.answer("\x15003701120389\r", "E-invoice operator (id or BIC)");
  await terminal.answer("?\r", "is no operator");
  await terminal.answer("\x15NDEAFIHH\r", "PIN");
  terminal.type("\r");
  expect(await terminal.ended).toEqual({ code: 0, signal: null });
  const { firm } = JSON.parse(await readFile(join(home, "desk.json"), "utf8"));
  expect(firm.eInvoice).toEqual({ address: { scheme: "0216", id: "003701120389" }, operator: "NDEAFIHH" });
});
