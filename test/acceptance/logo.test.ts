/** The firm's logo, from its file to the contract form, the record and the letter. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { insideOf } from "../support/read-document.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import { FIXTURES } from "../support/story-desk.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "returndesk-logo-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const run = (typed: string, ...more: string[]): Promise<Ran> => {
  const [program, ...words] = typed.split(" ");
  return runProgram(program as "desk", [...words, ...more], { home: join(root, "home"), cwd: root, at: "2026-07-06T07:00:00Z" });
};

const square = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: "#00000080" } });

/** Whether a wide grey picture stands in the upper left corner of the first page. */
async function showsLogo(path: string): Promise<boolean> {
  const pdf = await readFile(path);
  const { data, width } = await rasterisePage(pdf, 1, 72);
  const dark = Array.from({ length: 120 }, (_, x) => data[60 * width + 65 + x] ?? 255).every((grey) => grey > 90 && grey < 170);
  return dark && insideOf(pdf).includes("/Figure");
}

test("a PNG beside the set-up file stands on the form, the record and the letter", async () => {
  await writeFile(join(root, "logo.png"), await square(2400, 480).png().toBuffer());
  await writeFile(join(root, "firm.yaml"), `${await readFile(join(FIXTURES, "firm.yaml"), "utf8")}logo: logo.png\n`);
  expect((await run("desk init --from firm.yaml --data data --mirror mirror")).exitCode).toBe(0);
  const file = (name: string): string => join(FIXTURES, "clean", name);
  for (const [typed, ...more] of [
    ["contracts add", file("contract.yaml")],
    ["contracts form 2026-0163 --out form.pdf"],
    ["contracts archive 2026-0163 --yes", file("signed.pdf")],
    ["inspect handover 2026-0163 --answers", file("handover.yaml")],
    ["inspect 2026-0163 --answers", file("answers.yaml")],
    ["inspect record R-2 --out record.pdf"],
    ["invoice R-2 --yes --out letter.pdf"],
  ] as const) {
    const ran = await run(typed, ...more);
    expect([typed, ran.exitCode, ran.exitCode === 0 ? "" : ran.stderr]).toEqual([typed, 0, ""]);
  }
  for (const name of ["form.pdf", "record.pdf", "letter.pdf"]) expect([name, await showsLogo(join(root, name))]).toEqual([name, true]);
});

test("a logo that is none, or cut short, is refused by name, and nothing is set up", async () => {
  const whole = await square(300, 300).removeAlpha().jpeg().toBuffer();
  await writeFile(join(root, "logo.svg"), "<svg/>");
  await writeFile(join(root, "cut.jpg"), whole.subarray(0, whole.length / 2));
  const init = (logo: string): Promise<Ran> => run("desk init --data data --from", join(FIXTURES, "firm.yaml"), "--logo", logo);
  expect(await Promise.all(["logo.svg", "cut.jpg", "gone.png"].map(async (logo) => (await init(logo)).stderr))).toEqual([
    "error: logo.svg: the logo must be a PNG or JPEG picture.\ntry: save it as PNG and name that file, or leave it out\n",
    "error: cut.jpg: the picture is damaged or cut short.\ntry: save it anew and name that file, or leave it out\n",
    `error: Cannot read ${join(root, "gone.png")}: there is no such file.\ntry: check the path and name the file again\n`,
  ]);
  expect((await run("desk staff list")).stderr).toContain("error: This desk is not set up yet");
});
