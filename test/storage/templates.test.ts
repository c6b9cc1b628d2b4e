import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/kernel/errors.ts";
import type { Language } from "../../src/kernel/text.ts";
import { readCatalogue, readTemplate, templatesFolder } from "../../src/storage/templates.ts";

test("the templates are the package's own", () => {
  expect(templatesFolder()).toBe(resolve(import.meta.dirname, "../../templates"));
});

const FOLDERS = ["staff/en", "staff/fi", "customer/fi", "customer/sv", "customer/en"] as const;

test.each(FOLDERS)("the catalogue of %s has the texts of every file of its folder, and no key comes twice", (folder) => {
  const files = readdirSync(join(templatesFolder(), "messages", folder));
  const texts = files.map((file) => JSON.parse(Buffer.from(readTemplate(`messages/${folder}/${file}`)).toString("utf8")));
  const keys = texts.flatMap((file) => Object.keys(file));
  const [kind, language] = folder.split("/") as ["staff" | "customer", Language];
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect({ ...readCatalogue(kind, language) }).toEqual(Object.assign({}, ...texts));
});

test("what is not there means a broken installation", () => {
  const incomplete = expect.objectContaining({ code: "installation-incomplete" });
  expect(() => readCatalogue("staff", "sv")).toThrow(incomplete);
  expect(() => readTemplate("fonts/none.ttf")).toThrow(UserError);
});
