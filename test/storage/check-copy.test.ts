import { createHash, randomBytes } from "node:crypto";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { copyPath, readOrder } from "../../src/storage/check-copy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** More than is read at a time, and not a whole number of times. */
const GOOD = randomBytes(2_500_000);
const SHA = createHash("sha256").update(GOOD).digest("hex");
const flipped = (at: number): Buffer => {
  const bytes = Buffer.from(GOOD);
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
};
const LAST = flipped(GOOD.length - 1);
const LONGER = Buffer.concat([GOOD, Buffer.from("x")]);

type Copy = Buffer | "missing" | "link";
const CASES: readonly (readonly [string, Copy, Copy, string, string])[] = [
  ["both good", GOOD, GOOD, "verified", "verified"],
  ["the last bit of the second", GOOD, LAST, "verified", "altered"],
  ["the last bit of the first", LAST, GOOD, "altered", "verified"],
  ["a bit in the middle of the second", GOOD, flipped(1_200_000), "verified", "altered"],
  ["the same bit of both", LAST, LAST, "altered", "altered"],
  ["other bits of each", LAST, flipped(0), "altered", "altered"],
  ["a byte more in the second", GOOD, LONGER, "verified", "altered"],
  ["a byte more in the first", LONGER, GOOD, "altered", "verified"],
  ["a byte less in the second", GOOD, GOOD.subarray(1), "verified", "altered"],
  ["an empty second", GOOD, Buffer.alloc(0), "verified", "altered"],
  ["no second", GOOD, "missing", "verified", "missing"],
  ["no first", "missing", GOOD, "missing", "verified"],
  ["neither", "missing", "missing", "missing", "missing"],
  ["a link to the right bytes as the second", GOOD, "link", "verified", "unreadable"],
  ["a link to the right bytes as the first", "link", GOOD, "unreadable", "verified"],
];

async function lay(tree: string, copy: Copy): Promise<void> {
  const path = copyPath(tree, SHA);
  await mkdir(dirname(path), { recursive: true });
  if (copy === "missing") return;
  if (copy !== "link") return writeFile(path, copy);
  await writeFile(`${tree}.elsewhere`, GOOD);
  await symlink(`${tree}.elsewhere`, path);
}

test.each(CASES)("%s: each copy has its own state", async (_, first, second, archive, mirror) => {
  const root = await temporaryFolder();
  const trees = [join(root, "one"), join(root, "two")] as const;
  await lay(trees[0], first);
  await lay(trees[1], second);
  const lengths = [first, second].map((copy) => (typeof copy === "string" ? 0 : copy.length));
  const bytes = (lengths[0] as number) + (lengths[1] as number);
  const files = [{ sha256: SHA, mirror: trees[1] }];
  expect(readOrder({ id: 7, tree: trees[0], files })).toEqual({ id: 7, copies: [{ sha256: SHA, archive, mirror, bytes }] });
  await rm(root, { recursive: true });
});
