/** Whatever changes the desk's settings has its row in the journal: what a command changes at once, what was edited by hand when somebody looks. */
import { closeSync, openSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clerk, clerk } from "../support/story-desk.ts";

const AT = "2026-05-02T08:00:00Z";
let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
});
afterAll(() => desk.close());

const noted = async (language: "en" | "fi" = "en"): Promise<readonly string[]> => {
  const { stdout } = await desk.run(AT, "desk journal --act settings", [], { env: { RETURNDESK_LANGUAGE: language } });
  return stdout
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) =>
      line
        .split("\t")
        .filter((_, column) => column === 1 || column === 3)
        .join(": "),
    );
};
const edit = async (change: (settings: Record<string, unknown>) => void): Promise<void> => {
  const path = join(desk.home, "desk.json");
  const settings = JSON.parse(await readFile(path, "utf8"));
  change(settings);
  await writeFile(path, JSON.stringify(settings));
};
const byHand = async (more: readonly string[] = []): Promise<readonly string[]> =>
  (await desk.run(AT, "desk doctor --json", more))
    .json<{ findings: { key: string; values: { fields: string } }[] }>()
    .findings.flatMap(({ key, values }) => (key === "settings.changedByHand" ? values.fields : []));

test("the set-up is noted, and its changes with the names of what changed", async () => {
  expect(await noted()).toEqual(["Mira Lahti: settings changed: desk.json"]);
  await desk.done(AT, "desk init --replace --yes --iban FI7944052020036082 --phone", ["+358 3 765 4321"]);
  await desk.done(AT, "desk init --replace --yes");
  expect((await noted()).slice(1)).toEqual(["Mira Lahti: settings changed: firm.iban, firm.phone"]);
  expect((await noted("fi")).at(-1)).toBe("Mira Lahti: asetukset muuttuivat: firm.iban, firm.phone");
});

test("the mail server is noted, and that its password changed, but never the password", async () => {
  await writeFile(join(desk.root, "password"), "very secret\n");
  const fd = openSync(join(desk.root, "password"), "r");
  await desk.done(AT, `desk mail --host mail.example --user tiski --from tiski@juhlakalusto.example --password-fd ${fd}`);
  closeSync(fd);
  await desk.done(AT, "desk mail --port 2525");
  await desk.done(AT, "desk mail --off");
  const [server, port, off] = (await noted()).slice(2);
  expect(server).toMatch(/^Mira Lahti: settings changed: mail\.from, mail\.host, .*mail\.user, mail\.password$/u);
  expect(port).toBe("Mira Lahti: settings changed: mail.port");
  expect(off).toMatch(/^Mira Lahti: settings changed: mail\.from, mail\.host, /u);
  const database = new Database(join(desk.data, "returndesk.sqlite"), { readonly: true });
  const details = JSON.stringify(database.prepare("select detail from journal_details").all());
  database.close();
  expect(details).toContain("mail.example");
  expect(details).not.toContain("very secret");
});

test("what was edited by hand is told once, and noted then", async () => {
  const before = (await noted()).length;
  await edit((settings) => {
    settings.interest = { "2026H2": "2,5 %" };
    settings.desk = "Turku";
  });
  expect(await byHand(["--dry-run"])).toEqual(["desk, interest.2026H2"]);
  expect(await byHand()).toEqual(["desk, interest.2026H2"]);
  expect(await byHand()).toEqual([]);
  expect((await noted()).slice(before)).toEqual(["the desk itself: settings found changed by hand: desk, interest.2026H2"]);
  await edit((settings) => {
    delete settings.interest;
  });
  expect((await desk.run(AT, "desk doctor", [], { env: { RETURNDESK_LANGUAGE: "fi" } })).stdout).toContain(
    "Asetuksia on muutettu käsin: interest.2026H2.",
  );
});
