import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runProgram } from "../support/run-program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A folder without a desk: terms need none. */
async function office() {
  const cwd = await temporaryFolder();
  const terms = (...argv: string[]) => runProgram("contracts", ["terms", ...argv], { home: join(cwd, "home"), cwd });
  return { cwd, terms };
}

it("lists the ready-made terms, says what each is for, and how to start", async () => {
  const { terms } = await office();
  const { exitCode, stdout, stderr } = await terms("new");
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: [
      "Name\tTitle\tFor",
      "audio-visual-and-events\tRental terms for sound, lighting and video\tsound, lighting, video, stages and cables for an evening or a tour",
      "furniture-and-tableware\tRental terms for furniture and tableware\tchairs, tables, linen, crockery, glasses and cutlery for a party",
      "sports-gear\tRental terms for sports gear\tskis, bikes, boats, boots, helmets and clothing by the day",
      "tools-and-machines\tRental terms for tools and machines\ttools, machines and scaffolding for work at home or on a site",
      "",
    ].join("\n"),
    stderr: "Start from one with: contracts terms new NAME --out FILE\n",
  });
});

it("writes one to a new file that checks clean, and says what comes next", async () => {
  const { cwd, terms } = await office();
  const written = await terms("new", "tools-and-machines", "--out", "ours.yaml");
  const path = join(cwd, "ours.yaml");
  expect([written.exitCode, written.stdout, written.stderr]).toEqual([
    0,
    `Written: ${path}\n`,
    "Next: give the terms your own name, sums and categories in the file. Rules and clauses say the same, so change both.\n" +
      "  contracts terms check ours.yaml\n  contracts terms explain ours.yaml\n",
  ]);
  const checked = await terms("check", "ours.yaml", "--json");
  expect(checked.json()).toMatchObject({
    terms: { name: "tools-and-machines", version: "1" },
    languages: ["fi", "sv", "en"],
    warnings: [],
  });
});

it("writes one to stdout where the file's name is -", async () => {
  const { cwd, terms } = await office();
  const { exitCode, stdout, stderr } = await terms("new", "sports-gear", "--out", "-");
  expect([exitCode, stderr]).toEqual([0, ""]);
  await writeFile(join(cwd, "ours.yaml"), stdout);
  expect((await terms("check", "ours.yaml", "--json")).json()).toMatchObject({ terms: { name: "sports-gear" }, warnings: [] });
  const mixed = await terms("new", "sports-gear", "--out", "-", "--json");
  expect([mixed.exitCode, mixed.stdout, JSON.parse(mixed.stderr).error.code]).toEqual([2, "", "stdout-twice"]);
});

it("overwrites nothing, and writes nothing with --dry-run", async () => {
  const { cwd, terms } = await office();
  await terms("new", "sports-gear", "--dry-run");
  await expect(readFile(join(cwd, "sports-gear.yaml"))).rejects.toMatchObject({ code: "ENOENT" });
  await writeFile(join(cwd, "sports-gear.yaml"), "mine");
  const refused = await terms("new", "sports-gear", "--json");
  expect([refused.exitCode, JSON.parse(refused.stderr).error.code]).toEqual([1, "output-exists"]);
  expect(await readFile(join(cwd, "sports-gear.yaml"), "utf8")).toBe("mine");
});

it("knows near names", async () => {
  const { terms } = await office();
  const { exitCode, stderr } = await terms("new", "sport-gear");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("There are no ready-made terms named sport-gear.");
  expect(stderr).toContain("did you mean sports-gear?");
});

it("explains every rule in the language asked for, on the screen and as JSON", async () => {
  const { terms } = await office();
  await terms("new", "furniture-and-tableware", "--out", "ours.yaml");
  const shown = await terms("explain", "ours.yaml", "--language", "sv");
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout.replace(/\u00A0/gu, " ")).toContain(
    [
      "  5.2 Möbler som inte kan användas",
      "    Stolar, bord och apparater · spricka eller brott · allvarlig skada",
      "    Föremålets gängse värde ersätts.",
      `      Exempel: stol, 1 st., spricka, allvarlig skada${" ".repeat(21)}64,90 €`,
      "        Nyanskaffningspris 89,00 €, livslängd 8 år (96 mån), ålder 26 mån:",
      "        gängse värde 89,00 € × 70 / 96 = 64,90 €.",
      "        Gängse värde 64,90 € debiteras.",
    ].join("\n"),
  );
  const json = (await terms("explain", "ours.yaml", "--json")).json<{ language: string; rules: { rule: string; example: unknown }[] }>();
  expect(json.language).toBe("en");
  expect(json.rules.find(({ rule }) => rule === "damaged.1")?.example).toMatchObject({ amount: { cents: 6490, currency: "EUR" } });
});

it("does not explain in a language that the terms do not have", async () => {
  const { terms } = await office();
  await terms("new", "sports-gear");
  const refused = await terms("explain", "sports-gear.yaml", "--language", "de", "--json");
  expect([refused.exitCode, JSON.parse(refused.stderr).error]).toMatchObject([
    1,
    { code: "language-not-in-terms", message: "sports-gear 1 is not written in de." },
  ]);
});
