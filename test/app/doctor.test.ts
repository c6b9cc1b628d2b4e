import { rename, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type DeskFinding, type Examination, examineDesk } from "../../src/app/doctor.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { createMessages } from "../../src/language/messages.ts";
import { premises } from "../../src/storage/premises.ts";
import { readCatalogue } from "../../src/storage/templates.ts";
import { buildContract } from "../support/build-contract.ts";
import { MIRA, ONNI, type TemporaryDesk, temporaryDesk } from "../support/temporary-desk.ts";
import { addContracts, NOON } from "../support/temporary-store.ts";

const OWNER = { ...MIRA, role: "owner" as const };

/** The mirror of a temporary desk is on the data's disk and nobody has backed it up: advice and no more; tests of other things leave it out. */
async function examined(desk: TemporaryDesk, over: Partial<Examination> = {}): Promise<readonly DeskFinding[]> {
  const examination = { settings: desk.settings, dryRun: false, desk: async () => desk, premises, finishBillings: async () => 0, ...over };
  const findings = await examineDesk(examination);
  const t = createMessages(readCatalogue("staff", "fi"), "fi-FI");
  for (const { key, kind, values, error } of findings) {
    const told = error === null ? values : { ...values, reason: error.code, hint: "" };
    t(`doctor.${key}`, told);
    if (kind !== "mended") t(`doctor.${key}.mend`, told);
  }
  return findings.filter(({ key }) => key !== "mirror.sameDisk" && key !== "backup.never");
}

test("a sound desk has nothing to mend but its mirror's place", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  expect(await examined(desk)).toEqual([]);
});

test("no settings, unusable settings and an old Node are said", async () => {
  const desk = await temporaryDesk();
  const old = { ...premises, nodeVersion: "18.20.0" };
  expect(await examined(desk, { settings: null, premises: old })).toEqual([
    { key: "node.unsupported", kind: "problem", values: { version: "18.20.0" }, error: null },
    { key: "notSetUp", kind: "problem", values: {}, error: null },
  ]);
  expect(await examined(desk, { settings: new UserError("settings-damaged", { path: "desk.json" }) })).toEqual([
    { key: "settingsUnusable", kind: "problem", values: {}, error: new UserError("settings-damaged", { path: "desk.json" }) },
  ]);
});

test("an account number that was edited wrongly is found", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  const settings = { ...desk.settings, firm: { ...desk.settings.firm, iban: "FI2112345600000786" } };
  expect(await examined(desk, { settings })).toEqual([
    { key: "settingInvalid", kind: "problem", values: { field: "iban", value: "FI2112345600000786" }, error: null },
  ]);
});

test("without anybody who may decide, it says whom to add", async () => {
  const desk = await temporaryDesk({ staff: [ONNI] });
  expect((await examined(desk)).map(({ key }) => key)).toEqual(["staff.noOwner", "staff.noPin"]);
});

test("a mirror that is away, and what waits for it until it is back", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  const mirror = desk.settings.mirror as string;
  const archive = await desk.archive();
  await archive.put(Buffer.from("before"));
  await rename(mirror, `${mirror}.away`);
  await archive.put(Buffer.from("waits"));
  expect(await examined(desk)).toEqual([
    { key: "mirror.missing", kind: "problem", values: { path: mirror }, error: null },
    { key: "copies.pending", kind: "problem", values: { count: 1 }, error: null },
  ]);
  await rename(`${mirror}.away`, mirror);
  expect(await examined(desk)).toEqual([{ key: "copies.caughtUp", kind: "mended", values: { count: 1 }, error: null }]);
});

test("a damaged copy is made anew from the good one; where none is left, it says which file", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  const store = await desk.store();
  const { sha256, size, path, mirrorPath } = await (await desk.archive()).put(Buffer.from("signed"));
  const files = [{ sha256, size, name: "signed.pdf", format: "pdf" as const, pages: 1 }];
  await addContracts(store, buildContract());
  await store.write(({ signedCopies }) =>
    signedCopies.add({ contract: "2026-0117", version: 1, files, signedBy: null, signedOn: null, archivedAt: NOON, archivedBy: "mira" }),
  );
  await writeFile(path, "harmed");
  expect(await examined(desk)).toEqual([{ key: "copies.remade", kind: "mended", values: { count: 1 }, error: null }]);
  await writeFile(path, "harmed");
  await rm(mirrorPath as string);
  expect(await examined(desk)).toEqual([
    { key: "copies.lost", kind: "problem", values: { sha256 }, error: expect.objectContaining({ code: "archive-copy-damaged" }) },
  ]);
});

test("unfinished bills are finished", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  expect(await examined(desk, { finishBillings: async () => 2 })).toEqual([
    { key: "billings.finished", kind: "mended", values: { count: 2 }, error: null },
  ]);
});

test("a data folder that is gone is the one thing to mend first", async () => {
  const desk = await temporaryDesk({ staff: [OWNER] });
  const settings = { ...desk.settings, data: `${desk.settings.data}.gone` };
  expect(await examined(desk, { settings })).toEqual([
    { key: "data.missing", kind: "problem", values: { path: settings.data }, error: null },
  ]);
});
