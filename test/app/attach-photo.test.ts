/** Photos that come by themselves go where they belong, once, whatever the clerk does meanwhile. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { attachPhoto, type PhotoTarget, photoTargets, readTarget, targetText } from "../../src/app/attach-photo.ts";
import { finishWalk } from "../../src/app/finish-walk.ts";
import { keepPhoto } from "../../src/app/keep-photo.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import type { Walk } from "../../src/inspection/fold.ts";
import { allInOrder } from "../../src/inspection/last-words.ts";
import { instant } from "../../src/kernel/dates.ts";
import { buildFinding } from "../support/build-inspection.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { deskWithContract } from "./desk-with-contract.ts";

const counts = { ...allInOrder(59), damaged: 1 };

/** Of sixty chairs one is cracked. */
async function walked(): Promise<{ readonly desk: TemporaryDesk; readonly walk: Walk }> {
  const { desk, contract } = await deskWithContract();
  const { walk } = await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
  const id = walk.header.id;
  await recordAnswer(desk, id, { type: "counted", position: 1, counts });
  await recordAnswer(desk, id, { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] });
  return { desk, walk: await recordAnswer(desk, id, { type: "found", position: 1, group: "G1", finding: buildFinding(), open: [] }) };
}

const photo = (name: string) => ({ sha256: name.repeat(64), name: `${name}.jpg`, takenAt: null });

test("with the finding, once, and with the line where the finding is gone", async () => {
  const { desk, walk } = await walked();
  const { id } = walk.header;
  const [line, finding] = photoTargets(walk) as [PhotoTarget, PhotoTarget];
  expect([line, finding]).toEqual([
    { position: 1, finding: null },
    { position: 1, finding: { id: "F1", enteredAt: buildFinding().enteredAt } },
  ]);
  expect(await attachPhoto(desk, id, finding, photo("a"))).toMatchObject({ finding: "F1", already: false });
  expect(await attachPhoto(desk, id, finding, photo("a"))).toMatchObject({ finding: "F1", already: true });
  expect(await attachPhoto(desk, id, line, photo("a"))).toMatchObject({ finding: null, already: true });
  const later = buildFinding({ enteredAt: instant("2026-05-20T12:00:00Z") });
  await recordAnswer(
    desk,
    id,
    { type: "withdrew", position: 1, finding: "F1" },
    { type: "found", position: 1, group: "G1", finding: later, open: [] },
  );
  const { walk: after, finding: where } = await attachPhoto(desk, id, finding, photo("b"));
  expect([where, after.inspection.lines[0]?.photos]).toEqual([null, [photo("a"), photo("b")]]);
  const acts = await (await desk.store()).read(async ({ journal }) => (await journal.of(walk.header.contract)).map(({ act }) => act));
  expect(acts.filter((act) => act === "return.photographed")).toHaveLength(2);
});

test("not once the walk is finished", async () => {
  const { desk, walk } = await walked();
  const { id } = walk.header;
  await recordAnswer(desk, id, { type: "answered", answer: { all: "agrees", words: null, exceptions: [] }, open: false });
  await recordAnswer(desk, id, { type: "acknowledged", acknowledgement: { kind: "declined", at: desk.clock.now() } });
  await finishWalk(desk, id);
  await expect(attachPhoto(desk, id, { position: 1, finding: null }, photo("a"))).rejects.toMatchObject({ code: "answer-refused" });
});

test("targets as texts, there and back; other texts are none", () => {
  const finding = { id: "F12", enteredAt: instant("2026-05-20T11:00:00Z") };
  for (const target of [
    { position: 3, finding: null },
    { position: 3, finding },
  ])
    expect(readTarget(targetText(target))).toEqual(target);
  for (const text of ["", "x", "3/F1", "3/F1/now", "3/F1/2026-05-20T11:00:00.000Z/", "-1"]) expect(readTarget(text)).toBeNull();
});

test("a photo keeps the camera's time, on the desk's clock unless the camera knew better", async () => {
  const { desk } = await walked();
  const taken = async (exif: Record<string, string>) => {
    const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: "grey" } })
      .withExif({ IFD2: exif })
      .jpeg()
      .toBuffer();
    return (await keepPhoto(desk, { name: "a.jpg", bytes })).takenAt;
  };
  expect(await taken({ DateTimeOriginal: "2026:05:20 14:30:05" })).toBe("2026-05-20T11:30:05.000Z");
  expect(await taken({ DateTimeOriginal: "2026:05:20 14:30:05", OffsetTimeOriginal: "+01:00" })).toBe("2026-05-20T13:30:05.000Z");
  expect(await taken({ DateTimeOriginal: "2026:05:20 14:30:05", OffsetTimeOriginal: "+99:99" })).toBe("2026-05-20T11:30:05.000Z");
  expect(await taken({})).toBeNull();
});
