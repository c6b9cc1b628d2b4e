/** Every chunk of the built program can be read: what few commands load is broken before anybody types them. */
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { expect, test } from "vitest";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

test("each is whole JavaScript", async () => {
  const names = (await readdir(DIST)).filter((name) => name.endsWith(".cjs"));
  const broken = [];
  for (const name of names) {
    const source = await readFile(`${DIST}${name}`, "utf8");
    try {
      // As Node wraps a CommonJS module.
      new Script(`(function (exports, require, module) {${source.replace(/^#!.*/u, "")}\n})`);
    } catch (error) {
      broken.push(`${name}: ${error}`);
    }
  }
  expect(names.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});
