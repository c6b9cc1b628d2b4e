/** Several loads on several days: what came when, and when a contract is closed. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, FIXTURES, STORIES } from "../support/story-desk.ts";

const { number } = STORIES.event;
const LATER = "2026-06-17T09:00:00Z";
let desk: Clerk;

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "event");
}, 60_000);
afterAll(() => desk.close());

const openNumbers = async () =>
  (await desk.done(LATER, "contracts list --open --json")).json<{ contracts: { number: string }[] }>().contracts.map((one) => one.number);

test("the second load closes the contract, and each line says what came when", async () => {
  expect(await openNumbers()).toEqual([number]);
  const open = (await desk.done(LATER, `inspect show ${number}`)).stdout;
  expect(open).toMatch(/3 Ståbord, Ø 70 cm +15\sJune\s2026 +R-2 +Mira Lahti +10 +– +2\n/u);
  expect(open).toContain("Something is still out: the contract is open.");
  const waiting = async () => {
    const preview = await desk.done(LATER, "invoice R-2 --preview --json");
    const { notCharged } = preview.json<{
      notCharged: { reason: string; source: { position: number; subject: string; count: number } }[];
    }>();
    return notCharged.filter(({ reason, source }) => reason === "waiting" && source.position === 7).map(({ source }) => source.count);
  };
  // Five glasses are missing, and wait their days out; two of them turn up with the next load.
  expect(await waiting()).toEqual([5]);
  await desk.done(LATER, `inspect ${number} --answers`, [join(FIXTURES, "event", "second-load.yaml")]);
  expect(await waiting()).toEqual([3]);
  const closed = await desk.done(LATER, `inspect show ${number}`);
  expect(closed.stdout).toMatch(
    /3 Ståbord, Ø 70 cm +15\sJune\s2026 +R-2 +Mira Lahti +10 +– +– +2\n +16\sJune\s2026 +R-3 +Mira Lahti +2 +– +– +–\n/u,
  );
  expect(closed.stdout).toContain("the contract is closed");
  const { history } = (await desk.done(LATER, `inspect show ${number} --json`)).json<{ history: { closed: boolean; loads: number } }>();
  expect(history).toMatchObject({ closed: true, loads: 2 });
  expect(await openNumbers()).toEqual([]);
});

test("what is open is found by its words or without any, and the contract itself says what came when", async () => {
  const found = async (words: string) =>
    (await desk.done(LATER, `contracts find ${words} --json`))
      .json<{ contracts: { number: string }[] }>()
      .contracts.map((one) => one.number);
  // The second load has closed it.
  expect([await found("norrskärs"), await found("norrskärs --open"), await found("--open")]).toEqual([[number], [], []]);
  const shown = await desk.done(LATER, `contracts show ${number}`);
  expect(shown.stdout).toMatch(
    /\n {2}7 Vinglas 35 cl +15\sJune\s2026 +R-2 +Mira Lahti +335 +5 +– +–\n +16\sJune\s2026 +R-3 +Mira Lahti +2 +– +2 +–\n/u,
  );
  const { history } = (await desk.done(LATER, `contracts show ${number} --json`)).json<{ history: { loads: number } }>();
  expect(history).toMatchObject({ loads: 2, closed: true });
});
