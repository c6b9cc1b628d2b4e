import { expect, test } from "vitest";
import type { InspectionHeader } from "../../src/app/ports.ts";
import type { WalkEntry } from "../../src/inspection/entries.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildBilling } from "../support/build-billing.ts";
import { buildContract } from "../support/build-contract.ts";
import { addBilling, addContracts, NOON, storeWithReturn, temporaryStore } from "../support/temporary-store.ts";

const header = (over: Partial<InspectionHeader> = {}): Omit<InspectionHeader, "id"> => {
  const { id: _, ...rest } = {
    id: "",
    contract: "2026-0117",
    kind: "return" as const,
    load: 1,
    startedAt: NOON,
    finishedAt: null,
    ...over,
  };
  return rest;
};

test("answers come back in the order in which they were given", async () => {
  const { store } = await temporaryStore();
  await addContracts(store, buildContract());
  const id = await store.write(({ inspections }) => inspections.start(header()));
  const entries: WalkEntry[] = [
    { at: NOON, by: "mira", event: { type: "began", cameBackAt: NOON, signedCopy: "absent" } },
    { at: instant("2026-05-20T09:00:05Z"), by: "onni", event: { type: "noted", position: 1, note: "\u201Dkaksi naarmua\u201D 😀" } },
    { at: NOON, by: "mira", event: { type: "noted", position: 1, note: "" } },
  ];
  for (const entry of entries) await store.write(({ inspections }) => inspections.append(id, entry));
  expect(await store.read(({ inspections }) => inspections.entries(id))).toEqual(entries);
});

test("a load is started once, whoever is first; ids count on", async () => {
  const { store } = await temporaryStore();
  await addContracts(store, buildContract(), buildContract({ number: "B" }));
  const start = (over: Partial<InspectionHeader> = {}) => store.write(({ inspections }) => inspections.start(header(over)));
  expect([await start(), await start({ kind: "handover", load: 0 }), await start({ contract: "B" })]).toEqual(["R-1", "R-2", "R-3"]);
  await expect(start()).rejects.toMatchObject({ code: "inspection-exists" });
  await expect(start({ kind: "handover", load: 0 })).rejects.toMatchObject({ code: "inspection-exists" });
  await expect(start({ contract: "nobody's" })).rejects.toThrow(/FOREIGN KEY/u);
});

test("a contract's walks come in order: hand-over, then the loads", async () => {
  const { store } = await temporaryStore();
  await addContracts(store, buildContract());
  const seen = await store.write(async ({ inspections }) => {
    await inspections.start(header({ load: 2 }));
    await inspections.start(header({ load: 1 }));
    await inspections.start(header({ kind: "handover", load: 0 }));
    await inspections.finish("R-3", instant("2026-05-20T10:00:00Z"));
    return Promise.all([inspections.of("2026-0117"), inspections.header("R-1"), inspections.header("R-9"), inspections.header("nonsense")]);
  });
  expect(seen).toEqual([
    [
      { id: "R-3", ...header({ kind: "handover", load: 0, finishedAt: instant("2026-05-20T10:00:00Z") }) },
      { id: "R-2", ...header({ load: 1 }) },
      { id: "R-1", ...header({ load: 2 }) },
    ],
    { id: "R-1", ...header({ load: 2 }) },
    null,
    null,
  ]);
});

test("what waits for a bill is the finished returns that none speaks of", async () => {
  const { store, inspection } = await storeWithReturn();
  await store.write(({ inspections }) => inspections.start(header({ load: 2 })));
  await store.write(async ({ inspections }) => {
    const id = await inspections.start(header({ kind: "handover", load: 0 }));
    await inspections.finish(id, NOON);
  });
  const unbilled = () => store.read(async ({ inspections }) => (await inspections.list({ unbilled: true })).map(({ id }) => id));
  expect(await unbilled()).toEqual([inspection]);
  await addBilling(store, buildBilling());
  expect(await unbilled()).toEqual([]);
  expect(await store.read(async ({ inspections }) => (await inspections.list()).length)).toBe(3);
});

test("a lead's release is kept with its reason", async () => {
  const { store, inspection } = await storeWithReturn();
  const release = { inspection, reason: "the driver saw the table whole", by: "mira", at: NOON };
  await store.write(({ inspections }) => inspections.release(release));
  expect(await store.read(({ inspections }) => inspections.releases(inspection))).toEqual([release]);
});

test.each([
  "update inspection_entries set by = 'eve'",
  "delete from inspection_entries",
  "delete from inspections",
  "update releases set reason = 'other'",
  "delete from releases",
])("the database refuses: %s", async (sql) => {
  const { store, inspection, raw } = await storeWithReturn();
  await store.write(({ inspections }) => inspections.release({ inspection, reason: "seen whole", by: "mira", at: NOON }));
  expect(() => raw().exec(sql)).toThrow(/never/u);
});
