/** Feedback both ways: asked for once where nothing hurt, kept with how it came, answered where it was bad; and ours, as facts. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES, textOfFile } from "../support/story-desk.ts";

const { number, back } = STORIES.clean;
let desk: Clerk;

interface Asked {
  readonly asked: readonly { readonly contract: string; readonly path?: string }[];
}
const invite = async (typed: string): Promise<Asked> => (await desk.done(back, `desk feedback invite --json${typed}`)).json<Asked>();

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "clean");
}, 60_000);
afterAll(() => desk.close());

test("once all is settled the customer is asked for a word, once", async () => {
  expect((await invite("")).asked).toEqual([]);
  await desk.done(back, `invoice ${number} --yes`);
  // The deposit is still to be given back.
  expect((await invite("")).asked).toEqual([]);
  await desk.done(back, `invoice refunds ${number} --cash --yes`);
  expect((await invite(" --dry-run")).asked.map(({ contract }) => contract)).toEqual([number]);
  const [asked] = (await invite("")).asked;
  const letter = (await textOfFile(asked?.path ?? "")).replace(/\s+/gu, " ");
  expect(letter).toContain(`Everything about contract ${number} is settled.`);
  expect(letter).toContain("We ask only once.");
  expect((await invite("")).asked).toEqual([]);
});

test("a desk can leave asking off", async () => {
  const path = join(desk.home, "desk.json");
  const before = await readFile(path, "utf8");
  await writeFile(path, JSON.stringify({ ...JSON.parse(before), feedback: false }));
  expect((await desk.done(back, "desk feedback invite")).stderr).toContain("Asking is off");
  await writeFile(path, before);
});

test("what is good is celebrated, and what is bad opens a case that is acknowledged", async () => {
  const good = await desk.done(back, `desk feedback add ${number} --mood good --words`, ["The chairs were lovely."]);
  expect(good.stdout).toContain("Read it aloud at the next coffee.");
  const bad = await desk.done(back, `desk feedback add ${number} --mood bad --via phone --json --words`, ["Nobody answered the phone."]);
  expect(bad.json<Record<string, unknown>>()).toMatchObject({
    mood: "bad",
    channel: "phone",
    case: "A-1",
    acknowledgement: { way: "letter" },
  });
  const mail = join(desk.root, "answer.eml");
  const lines = ["From: Eleanor <eleanor@example.com>", "Subject: How was it?", "", `About ${number}: a bit of both.`, ""];
  await writeFile(mail, lines.join("\r\n"));
  await desk.done(back, "desk feedback take --mood mixed", [mail]);
  const { feedback } = (await desk.done(back, `desk feedback list --json`)).json<{ feedback: readonly Record<string, unknown>[] }>();
  expect(feedback.map(({ mood, channel, contract, said }) => [mood, channel, contract, said])).toEqual([
    ["mixed", "mail", number, `About ${number}: a bit of both.`],
    ["bad", "phone", number, "Nobody answered the phone."],
    ["good", "desk", number, "The chairs were lovely."],
  ]);
  const nobody = await desk.run(back, "desk feedback add --mood bad --words", ["?"]);
  expect([nobody.exitCode, nobody.stderr.split("\n")[0]]).toEqual([1, expect.stringContaining("error:")]);
  expect((await desk.run(back, `desk feedback add ${number} --words`, ["?"])).stderr).toContain("--mood good");
});

test("what we say of a return is facts, in the customer's language or another, as text or PDF", async () => {
  const text = (await desk.done(back, `desk feedback facts ${number}`)).stdout;
  for (const said of ["About your return", "came back in good order", "It was clean.", "It was complete.", "We saw it the same way."])
    expect(text).toContain(said);
  const out = join(desk.root, "facts.pdf");
  await desk.done(back, `desk feedback facts ${number} --language sv --out`, [out]);
  expect(await textOfFile(out)).toContain("Om er återlämning");
});

test("who used to come and has not for a year is listed; one rental alone is no custom", async () => {
  const later = "2027-08-01T09:00:00Z";
  expect((await desk.done(later, "desk customers missing --json")).json<{ customers: unknown }>().customers).toEqual([]);
  expect((await desk.done(later, "desk customers missing")).stderr).toContain("Nobody who used to come");
});
