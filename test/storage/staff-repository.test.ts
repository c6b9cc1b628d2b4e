import { expect, test } from "vitest";
import { day } from "../../src/kernel/dates.ts";
import { NOON, temporaryStore } from "../support/temporary-store.ts";

const MIRA = { id: "mira", name: "Mira Salo", role: "lead" as const, phone: "040 765 4321", endsOn: null };
const ONNI = { id: "onni", name: "Onni Laine", role: "temp" as const, phone: null, endsOn: day("2026-08-31") };

test("staff come back by id, and end on a day", async () => {
  const { store } = await temporaryStore();
  await store.write(async ({ staff }) => {
    await staff.add(ONNI);
    await staff.add(MIRA);
    await staff.end("mira", day("2026-06-30"));
  });
  const mira = { ...MIRA, endsOn: day("2026-06-30"), hasPin: false };
  const seen = await store.read(({ staff }) => Promise.all([staff.list(), staff.get("mira"), staff.get("eve")]));
  expect(seen).toEqual([[mira, { ...ONNI, hasPin: false }], mira, null]);
});

test("an id is somebody's once, and nobody is changed who is not there", async () => {
  const { store } = await temporaryStore();
  await store.write(({ staff }) => staff.add(MIRA));
  await expect(store.write(({ staff }) => staff.add({ ...ONNI, id: "mira" }))).rejects.toMatchObject({ code: "staff-exists" });
  const unknown = { code: "unknown-staff" };
  await expect(store.write(({ staff }) => staff.end("eve", day("2026-06-30")))).rejects.toMatchObject(unknown);
  await expect(store.write(({ staff }) => staff.setPin("eve", "hash"))).rejects.toMatchObject(unknown);
  await expect(store.write(({ staff }) => staff.recordPinAttempt("eve", true, NOON))).rejects.toMatchObject(unknown);
  await expect(store.write(({ staff }) => staff.recordPinAttempt("eve", false, NOON))).rejects.toMatchObject(unknown);
});

test("wrong PINs are counted until the right one; a new PIN starts afresh", async () => {
  const { store } = await temporaryStore();
  const states: unknown[] = [];
  await store.write(async ({ staff }) => {
    const note = async () => states.push(await staff.pin("mira"));
    await staff.add(MIRA);
    await note();
    await staff.setPin("mira", "hash-1");
    await note();
    await staff.recordPinAttempt("mira", false, NOON);
    await staff.recordPinAttempt("mira", false, NOON);
    await note();
    await staff.recordPinAttempt("mira", true, NOON);
    await note();
    await staff.recordPinAttempt("mira", false, NOON);
    await staff.setPin("mira", "hash-2");
    await note();
  });
  expect(states).toEqual([
    null,
    { hash: "hash-1", failures: 0, lastFailure: null },
    { hash: "hash-1", failures: 2, lastFailure: NOON },
    { hash: "hash-1", failures: 0, lastFailure: null },
    { hash: "hash-2", failures: 0, lastFailure: null },
  ]);
  expect(await store.read(async ({ staff }) => (await staff.get("mira"))?.hasPin)).toBe(true);
});

test("one is signed in at a time", async () => {
  const { store } = await temporaryStore();
  const seen = await store.write(async ({ staff }) => {
    await staff.add(MIRA);
    await staff.add(ONNI);
    const states = [await staff.signedIn()];
    for (const id of ["mira", "onni"]) {
      await staff.signIn(id, NOON);
      states.push(await staff.signedIn());
    }
    await staff.signOut();
    return [...states, await staff.signedIn()];
  });
  expect(seen).toEqual([null, "mira", "onni", null]);
});
